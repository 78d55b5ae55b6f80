//! A snapshot gives back what was put in; whatever its bytes, it never answers wrongly and never crashes.

mod patched;

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::mapping::Bytes;
use super::*;
use crate::{Answer, Format, Graph, Parameters, Query, QueryError, Store};

fn graph(quads: &str) -> Graph {
    Graph::from_nquads(quads.as_bytes()).unwrap()
}

fn bytes(graph: &Graph) -> Vec<u8> {
    let mut bytes = Vec::new();
    graph.write_snapshot(b"a label", &mut bytes).unwrap();
    bytes
}

fn opened(bytes: Vec<u8>) -> Result<Graph, SnapshotError> {
    Ok(Graph::of_snapshot(Snapshot::read(Bytes::Owned(bytes))?))
}

fn nquads(graph: &Graph) -> Result<String, crate::WriteError> {
    let mut text = Vec::new();
    graph.write(Format::NQuads, &mut text)?;
    Ok(String::from_utf8(text).unwrap())
}

const SMALL: &str = "<x:a> <x:p> <x:b> <x:g> .\n<x:a> <x:p> <x:b> <x:h> .\n<x:a> <x:p> \"ä\"@de <x:h> .\n_:n <x:q> \"1\"^^<x:t> .\n";

#[test]
fn it_gives_back_what_was_written() {
    let written = graph(SMALL);
    let read = opened(bytes(&written)).unwrap();
    assert_eq!(nquads(&read).unwrap(), nquads(&written).unwrap());
    assert_eq!((read.label(), read.len(), read.term_count()), (&b"a label"[..], 4, written.term_count()));
    assert_eq!(bytes(&read), bytes(&written), "the same graph and label give the same bytes");
    let empty = opened(bytes(&graph(""))).unwrap();
    assert_eq!((empty.len(), nquads(&empty).unwrap().as_str()), (0, ""));
}

#[test]
fn it_is_opened_from_a_file() {
    let file = tempfile::NamedTempFile::new().unwrap();
    graph(SMALL).write_snapshot(b"", file.as_file()).unwrap();
    assert_eq!(nquads(&Graph::open(file.path()).unwrap()).unwrap(), nquads(&graph(SMALL)).unwrap());
}

/// Takes so many bytes, and no more.
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
fn what_cannot_be_written_is_told() {
    let graph = large();
    let whole = bytes(&graph).len();
    for room in [0, 16, whole / 2, whole - 200, whole - 1] {
        let error = graph.write_snapshot(b"a label", Full(room)).unwrap_err().to_string();
        assert!(error.ends_with(": the disk is full"), "{room}: {error}");
    }
    graph.write_snapshot(b"a label", Full(whole)).unwrap();
}

#[test]
fn what_is_no_snapshot_is_refused_by_name() {
    let whole = bytes(&graph(SMALL));
    let said = |bytes: &[u8]| opened(bytes.to_vec()).unwrap_err().to_string();
    let mut newer = whole.clone();
    newer[8] = 9;
    let shown =
        [&b""[..], b"<a:> <b:> <c:> .\n", &newer, &whole[..whole.len() - 1], &[&whole[..], b"\n"].concat()]
            .map(said)
            .join("\n");
    expect_test::expect![[r#"
        the file is no stored graph of casegraph
        the file is no stored graph of casegraph
        the stored graph has version 9 of its format; this casegraph reads version 2
        the stored graph is damaged
        the stored graph is damaged"#]]
    .assert_eq(&shown);
    let missing = Graph::open(Path::new("there/is/none")).unwrap_err();
    assert!(matches!(missing, SnapshotError::Io(_)), "{missing}");
}

#[test]
fn every_changed_byte_is_found() {
    let whole = bytes(&graph(SMALL));
    for at in 0..whole.len() {
        for flip in [0x01, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] ^= flip;
            let read =
                opened(bytes).map_err(crate::WriteError::from).and_then(|graph| nquads(&graph).map(|_| ()));
            // Bytes between sections belong to no value; they are in a block all the same.
            assert!(read.is_err(), "byte {at}");
        }
    }
    for length in 0..whole.len() {
        assert!(opened(whole[..length].to_vec()).is_err(), "cut to {length}");
    }
}

/// A graph of several hundred blocks.
fn large() -> Graph {
    let line =
        |at: u32| format!("<x:subject/{}> <x:p{}> \"value {at}\" <x:g{}> .\n", at / 7, at % 5, at / 900);
    graph(&(0..60_000).map(line).collect::<String>())
}

#[test]
fn damage_in_a_large_file_is_found_where_it_is_touched_and_nowhere_else() {
    let graph = large();
    let mut whole = bytes(&graph);
    let (header, body, _) = Header::read(&whole).unwrap();
    let middle =
        body.start + usize::try_from(header.row_objects.start + header.row_objects.bytes / 2).unwrap();
    whole[middle] ^= 1;
    let damaged = opened(whole).unwrap();
    let store = Store::load(&damaged);
    let ask = |text: &str| store.ask(&Query::parse(text).unwrap(), &Parameters::default());
    let Answer::Rows { rows, .. } = ask("SELECT ?o { <x:subject/10> <x:p1> ?o }").unwrap() else { panic!() };
    assert_eq!(rows.len(), 2, "{rows:?}");
    let everything = ask("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g").unwrap_err();
    assert!(matches!(everything, QueryError::Damaged), "{everything}");
    assert_eq!(nquads(&damaged).unwrap_err().to_string(), "the stored graph is damaged");
}

/// The file again after a change, with checksums that hold: as if a broken writer had written it.
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

proptest! {
    #[test]
    fn no_bytes_crash_it(changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..12)) {
        let graph = opened(forged(&bytes(&graph(SMALL)), &changes)).unwrap();
        let _ = nquads(&graph);
        let _ = graph.write(Format::Turtle, Vec::new());
        let store = Store::load(&graph);
        for text in [
            "SELECT * { ?s ?p ?o }", "SELECT * { GRAPH ?g { ?s <x:p> ?o } }", "SELECT * { ?s <x:p> <x:b> . ?s ?q ?r }",
            "SELECT * { GRAPH <x:h> { ?s ?p \"ä\"@de } }", "ASK { <x:a> <x:p> <x:b> }", "SELECT * FROM <x:g> { ?s <x:p>+ ?o }",
        ] {
            let _ = store.ask(&Query::parse(text).unwrap(), &Parameters::default());
        }
    }

    #[test]
    fn every_pattern_gives_just_the_quads_that_fit(
        quads in prop::collection::vec((0..4_u32, 4..7_u32, 0..9_u32, 9..12_u32), 0..40),
        asked in prop::array::uniform4(any::<bool>()),
        wanted in (0..4_u32, 4..7_u32, 0..9_u32, 9..12_u32),
    ) {
        let text: String = quads.iter().map(|(s, p, o, g)| {
            let graph = if *g == 11 { String::new() } else { format!("<x:{g:02}>") };
            format!("<x:{s:02}> <x:{p:02}> <x:{o:02}> {graph} .\n")
        }).collect();
        let graph = graph(&text);
        let snapshot = &graph.snapshot;
        let number = |term: u32| {
            let iri = format!("x:{term:02}");
            snapshot.number_of(oxigraph::model::NamedNodeRef::new_unchecked(&iri).into()).unwrap()
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
fn more_predicates_than_two_bytes_can_number_are_kept_apart() {
    let quads: String = (0..70_000).map(|at| format!("<x:s> <x:p{at}> <x:o{at}> .\n")).collect();
    let graph = opened(bytes(&graph(&quads))).unwrap();
    let store = Store::load(&graph);
    for at in [0, 65_535, 65_536, 69_999] {
        let query = format!("SELECT ?o {{ <x:s> <x:p{at}> ?o }}");
        let answer = store.ask(&Query::parse(&query).unwrap(), &Parameters::default()).unwrap();
        let Answer::Rows { rows, .. } = answer else { panic!() };
        assert_eq!(rows, [[Some(crate::Term::Iri(format!("x:o{at}")))]], "{query}");
    }
}

#[test]
fn only_the_mapping_module_may_be_unsafe() {
    fn look(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                look(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                // Denied everywhere: where it is allowed again, the lint's name is written.
                if text.contains(concat!("unsafe", "_code")) {
                    found.push(
                        path.strip_prefix(folder.ancestors().nth(1).unwrap()).unwrap().display().to_string(),
                    );
                }
            }
        }
    }
    let mut found = Vec::new();
    look(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."), &mut found);
    assert_eq!(found, ["snapshot/mapping.rs"]);
}
