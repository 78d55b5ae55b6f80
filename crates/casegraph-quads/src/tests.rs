//! A snapshot returns the quads that were written; with damaged bytes it fails and does not crash.

mod overlay;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use oxrdf::{NamedNodeRef, QuadRef};
use oxttl::NQuadsParser;
use proptest::prelude::*;

use crate::damaged::{Damaged, SnapshotError};
use crate::file::FileWriter;
use crate::header::Header;
use crate::mapping::Bytes;
use crate::matches::{GraphPattern, Match, Pattern};
use crate::numbers::DEFAULT_GRAPH;
use crate::overlay::Overlay;
use crate::segments::Segments;
use crate::snapshot::Snapshot;

fn segments(quads: &str) -> Segments {
    let mut segments = Segments::default();
    for quad in NQuadsParser::new().for_slice(quads) {
        segments.add(quad.unwrap().as_ref());
    }
    segments
}

fn graph(quads: &str) -> Overlay {
    segments(quads).finish().in_memory().into()
}

/// The bytes of a graph; a patched graph is collected first.
fn bytes(graph: &Overlay) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(graph, &mut bytes).unwrap();
    bytes
}

fn write(graph: &Overlay, to: impl Write + Send) -> Result<(), SnapshotError> {
    if let Some(snapshot) = graph.alone() {
        return snapshot.write(b"a label", to);
    }
    let mut segments = Segments::default();
    graph.each_quad::<Damaged>(|quad| {
        segments.add(quad);
        Ok(())
    })?;
    Ok(segments.finish().write(b"a label", to)?)
}

fn opened(bytes: Vec<u8>) -> Result<Overlay, SnapshotError> {
    Ok(Snapshot::read(Bytes::Owned(bytes))?.into())
}

fn nquads(graph: &Overlay) -> Result<String, Damaged> {
    let mut text = String::new();
    graph.each_quad(|quad| line(quad, &mut text))?;
    Ok(text)
}

fn ntriples(graph: &Overlay) -> Result<String, Damaged> {
    let mut text = String::new();
    graph.each_triple(|quad| line(quad, &mut text))?;
    Ok(text)
}

#[expect(clippy::unnecessary_wraps, reason = "the signature that `each_quad` expects")]
fn line(quad: QuadRef<'_>, text: &mut String) -> Result<(), Damaged> {
    text.push_str(&quad.to_string());
    text.push_str(" .\n");
    Ok(())
}

const SMALL: &str = "<x:a> <x:p> <x:b> <x:g> .\n<x:a> <x:p> <x:b> <x:h> .\n<x:a> <x:p> \"ä\"@de <x:h> .\n_:n <x:q> \"1\"^^<x:t> .\n";

#[test]
fn a_snapshot_returns_the_quads_that_were_written() {
    let written = graph(SMALL);
    let read = opened(bytes(&written)).unwrap();
    assert_eq!(nquads(&read).unwrap(), nquads(&written).unwrap());
    assert_eq!(
        (read.base().label(), read.quads(), read.term_count()),
        (&b"a label"[..], 4, written.term_count())
    );
    assert_eq!(bytes(&read), bytes(&written), "the same graph and label give the same bytes");
    let empty = opened(bytes(&graph(""))).unwrap();
    assert_eq!((empty.quads(), nquads(&empty).unwrap().as_str()), (0, ""));
}

#[test]
fn a_snapshot_is_opened_from_a_file() {
    let file = tempfile::NamedTempFile::new().unwrap();
    write(&graph(SMALL), file.as_file()).unwrap();
    let read = Snapshot::open(file.path()).unwrap().into();
    assert_eq!(nquads(&read).unwrap(), nquads(&graph(SMALL)).unwrap());
}

/// A writer with room for so many bytes.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or_else(|| io::Error::other("the disk is full"))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_failed_write_is_an_error() {
    let graph = large();
    let whole = bytes(&graph).len();
    for room in [0, 16, whole / 2, whole - 200, whole - 1] {
        let error = write(&graph, Full(room)).unwrap_err().to_string();
        assert!(error.ends_with(": the disk is full"), "{room}: {error}");
    }
    write(&graph, Full(whole)).unwrap();
}

#[test]
fn files_that_are_not_snapshots_are_refused_with_the_reason() {
    let whole = bytes(&graph(SMALL));
    let said = |bytes: &[u8]| opened(bytes.to_vec()).err().unwrap().to_string();
    let mut newer = whole.clone();
    newer[8] = 9;
    let shown =
        [&b""[..], b"<a:> <b:> <c:> .\n", &newer, &whole[..whole.len() - 1], &[&whole[..], b"\n"].concat()]
            .map(said)
            .join("\n");
    expect_test::expect![[r#"
        the file is not a stored graph of casegraph
        the file is not a stored graph of casegraph
        the stored graph has format version 9; this casegraph reads version 2
        the stored graph is damaged
        the stored graph is damaged"#]]
    .assert_eq(&shown);
    let missing = Snapshot::open(Path::new("there/is/none")).err().unwrap();
    assert!(matches!(missing, SnapshotError::Io(_)), "{missing}");
}

#[test]
fn every_changed_byte_is_detected() {
    let whole = bytes(&graph(SMALL));
    for at in 0..whole.len() {
        for flip in [0x01, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] ^= flip;
            let read = opened(bytes).and_then(|graph| Ok(nquads(&graph)?));
            // Bytes between sections belong to no value, but to a block.
            assert!(read.is_err(), "byte {at}");
        }
    }
    for length in 0..whole.len() {
        assert!(opened(whole[..length].to_vec()).is_err(), "cut to {length}");
    }
}

/// A graph of several hundred blocks.
fn large() -> Overlay {
    let line =
        |at: u32| format!("<x:subject/{}> <x:p{}> \"value {at}\" <x:g{}> .\n", at / 7, at % 5, at / 900);
    graph(&(0..60_000).map(line).collect::<String>())
}

#[test]
fn damage_is_detected_at_the_first_access_to_a_block() {
    let graph = large();
    let mut whole = bytes(&graph);
    let (header, body, _) = Header::read(&whole).unwrap();
    let middle =
        body.start + usize::try_from(header.row_objects.start + header.row_objects.bytes / 2).unwrap();
    whole[middle] ^= 1;
    let damaged = opened(whole).unwrap();
    let number = |iri| damaged.id_of(NamedNodeRef::new_unchecked(iri).into()).unwrap();
    let pattern =
        Pattern { subject: number("x:subject/10"), predicate: number("x:p1"), ..Pattern::default() };
    let found: Result<Vec<Match>, Damaged> = damaged.matches(pattern, GraphPattern::Union).unwrap().collect();
    assert_eq!(found.unwrap().len(), 2);
    let everything = damaged.matches(Pattern::default(), GraphPattern::EachNamed).unwrap();
    assert_eq!(everything.last(), Some(Err(Damaged)));
    assert_eq!(nquads(&damaged), Err(Damaged));
}

/// The file with changed bytes and valid checksums: as if a faulty writer had written it.
fn forged(whole: &[u8], changes: &[(usize, u8)]) -> Vec<u8> {
    let (header, body, _) = Header::read(whole).unwrap();
    let mut body = whole[body].to_vec();
    for (at, byte) in changes {
        let at = at % body.len();
        body[at] = *byte;
    }
    let mut bytes = Vec::new();
    let put = |file: &mut FileWriter| {
        file.header = header;
        file.put(&body)
    };
    FileWriter::write(&mut bytes, b"", put).unwrap();
    bytes
}

/// Matches all patterns of the terms of [`SMALL`], in all graphs; the results do not matter.
fn ask_everything(graph: &Overlay) {
    let number = |iri| graph.id_of(NamedNodeRef::new_unchecked(iri).into()).ok().flatten();
    let terms = ["x:a", "x:p", "x:b", "x:q", "x:t"].map(number);
    let some: Vec<Option<u32>> = std::iter::once(None).chain(terms.into_iter().flatten().map(Some)).collect();
    let named = ["x:g", "x:h"].map(number).into_iter().flatten().map(GraphPattern::One);
    let graphs = [GraphPattern::Union, GraphPattern::EachNamed, GraphPattern::One(DEFAULT_GRAPH)];
    for graphs in graphs.into_iter().chain(named) {
        let pattern = |at: usize| {
            let term = |place: u32| some[at / some.len().pow(place) % some.len()];
            Pattern { subject: term(0), predicate: term(1), object: term(2) }
        };
        for pattern in (0..some.len().pow(3)).map(pattern) {
            let Ok(matches) = graph.matches(pattern, graphs) else { continue };
            for found in matches {
                let Ok(([s, p, o], name)) = found else { break };
                let _: Vec<_> = [s, p, o].into_iter().chain(name).map(|term| graph.term(term)).collect();
            }
        }
    }
    let _: Vec<_> = graph.graph_names().map(|name| name.map(|name| graph.has_graph(name))).collect();
    let _ = (graph.quads(), graph.term_count(), graph.graph_count(), graph.triples());
}

proptest! {
    #[test]
    fn no_bytes_crash_a_snapshot(changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..12)) {
        let graph = opened(forged(&bytes(&graph(SMALL)), &changes)).unwrap();
        let _ = nquads(&graph);
        let _ = ntriples(&graph);
        ask_everything(&graph);
    }

    #[test]
    fn every_pattern_gives_exactly_the_matching_quads(
        quads in prop::collection::vec((0..4_u32, 4..7_u32, 0..9_u32, 9..12_u32), 0..40),
        asked in prop::array::uniform4(any::<bool>()),
        wanted in (0..4_u32, 4..7_u32, 0..9_u32, 9..12_u32),
    ) {
        let text: String = quads.iter().map(|(s, p, o, g)| {
            let graph = if *g == 11 { String::new() } else { format!("<x:{g:02}>") };
            format!("<x:{s:02}> <x:{p:02}> <x:{o:02}> {graph} .\n")
        }).collect();
        let snapshot = graph(&text);
        let number = |term: u32| {
            let iri = format!("x:{term:02}");
            snapshot.id_of(NamedNodeRef::new_unchecked(&iri).into()).unwrap()
        };
        let (s, p, o, g) = wanted;
        let fits = |quad: &(u32, u32, u32, u32)| {
            (!asked[0] || quad.0 == s) && (!asked[1] || quad.1 == p) && (!asked[2] || quad.2 == o)
        };
        let pattern = Pattern {
            subject: asked[0].then(|| number(s).unwrap_or(DEFAULT_GRAPH - 1)),
            predicate: asked[1].then(|| number(p).unwrap_or(DEFAULT_GRAPH - 1)),
            object: asked[2].then(|| number(o).unwrap_or(DEFAULT_GRAPH - 1)),
        };
        let found = |graphs| snapshot.matches(pattern, graphs).unwrap().map(Result::unwrap).collect::<Vec<_>>();
        let named = |quad: &&(u32, u32, u32, u32)| fits(quad) && quad.3 != 11;
        let in_all: BTreeSet<_> = quads.iter().filter(named).map(|q| ([number(q.0), number(q.1), number(q.2)], number(q.3))).collect();
        let as_terms = |([s, p, o], g): Match| ([Some(s), Some(p), Some(o)], g);
        let each = found(GraphPattern::EachNamed);
        prop_assert_eq!(each.len(), in_all.len());
        prop_assert_eq!(each.into_iter().map(as_terms).collect::<BTreeSet<_>>(), in_all.clone());
        let union: BTreeSet<_> = quads.iter().filter(|quad| fits(quad)).map(|q| (q.0, q.1, q.2)).collect();
        prop_assert_eq!(found(GraphPattern::Union).len(), union.len());
        if asked[3] && g != 11 && let Some(name) = number(g) {
            let one = found(GraphPattern::One(name));
            let expected: BTreeSet<_> = in_all.into_iter().filter(|(_, graph)| *graph == Some(name)).collect();
            prop_assert_eq!(one.len(), expected.len());
            prop_assert_eq!(one.into_iter().map(as_terms).collect::<BTreeSet<_>>(), expected);
        }
    }
}

#[test]
fn more_predicates_than_fit_into_two_bytes_are_distinguished() {
    let quads: String = (0..70_000).map(|at| format!("<x:s> <x:p{at}> <x:o{at}> .\n")).collect();
    let graph = opened(bytes(&graph(&quads))).unwrap();
    let number = |iri: &str| graph.id_of(NamedNodeRef::new_unchecked(iri).into()).unwrap().unwrap();
    for at in [0, 65_535, 65_536, 69_999] {
        let predicate = Some(number(&format!("x:p{at}")));
        for subject in [None, Some(number("x:s"))] {
            let pattern = Pattern { subject, predicate, object: None };
            let found: Vec<_> =
                graph.matches(pattern, GraphPattern::Union).unwrap().map(Result::unwrap).collect();
            let [([_, _, object], None)] = found.as_slice() else { panic!("{found:?}") };
            assert_eq!(graph.term(*object).unwrap().to_string(), format!("<x:o{at}>"));
        }
    }
}

/// The name of the lint, in pieces: this file is searched too.
const LINT: &str = concat!("unsafe", "_code");

#[test]
fn only_the_mapping_module_contains_unsafe() {
    fn look(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                look(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                // A module that allows the lint writes its name.
                if text.contains(LINT) {
                    found.push(path.display().to_string());
                }
            }
        }
    }
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut found = Vec::new();
    look(crates, &mut found);
    assert_eq!(found, [crates.join("casegraph-quads/src/mapping.rs").display().to_string()]);
}

#[test]
fn unsafe_is_forbidden_in_every_other_crate() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let manifest = |folder: &Path| std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let lints = |text: &str, header: &str| -> Vec<String> {
        let table = text.split_once(header).unwrap().1.lines().skip(1);
        table.take_while(|line| !line.starts_with("[profile")).map(str::to_owned).collect()
    };
    let workspace = manifest(crates.parent().unwrap());
    let rules = lints(&workspace, "[workspace.lints.rust]");
    assert!(rules[0].starts_with(&format!("{LINT} = \"forbid\"")), "{}", rules[0]);
    for entry in std::fs::read_dir(crates).unwrap() {
        let folder = entry.unwrap().path();
        if folder.ends_with("casegraph-quads") {
            // This crate repeats the lints of the workspace: Cargo inherits all of them or none.
            let rule = |line: &String| {
                let line = line.split(" #").next().unwrap().replace("[workspace.lints.", "[lints.");
                Some(line).filter(|line| !line.starts_with(LINT) && !line.is_empty())
            };
            let own: Vec<String> =
                lints(&manifest(&folder), "[lints.rust]").iter().filter_map(rule).collect();
            assert_eq!(own, rules.iter().filter_map(rule).collect::<Vec<_>>());
        } else {
            assert!(manifest(&folder).contains("[lints]\nworkspace = true"), "{}", folder.display());
        }
    }
}
