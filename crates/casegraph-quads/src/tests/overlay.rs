//! A patched snapshot answers like a snapshot of the changed quads.

use std::collections::BTreeSet;

use oxrdf::NamedNodeRef;
use proptest::prelude::*;

use super::{SMALL, ask_everything, bytes, graph, nquads, ntriples, opened};
use crate::changes::Changes;
use crate::damaged::Damaged;
use crate::matches::{GraphPattern, Match, Pattern};
use crate::numbers::DEFAULT_GRAPH;
use crate::overlay::Overlay;
use crate::patch::Patch;
use crate::segment::Segment;

/// Subject, predicate, object and graph; graph 3 is the default graph.
type Numbers = (u32, u32, u32, u32);

fn iri(number: u32) -> String {
    format!("x:{number:02}")
}

fn named(graph: u32) -> Option<String> {
    (graph != 3).then(|| format!("g:{graph}"))
}

fn text(quads: &BTreeSet<Numbers>) -> String {
    let line = |(s, p, o, g): &Numbers| {
        let graph = named(*g).map_or(String::new(), |name| format!("<{name}>"));
        format!("<{}> <{}> <{}> {graph} .\n", iri(*s), iri(*p), iri(*o))
    };
    quads.iter().map(line).collect()
}

fn segment(quads: &BTreeSet<Numbers>, graph: u32) -> Segment {
    let name = named(graph);
    let mut segment = Segment::with_name(name.as_ref().map(|name| NamedNodeRef::new_unchecked(name).into()));
    for (s, p, o, _) in quads.iter().filter(|(.., g)| *g == graph) {
        let [s, p, o] = [s, p, o].map(|term| segment.iri(&iri(*term)));
        segment.add(s, p, o);
    }
    segment
}

fn changes(old: &BTreeSet<Numbers>, new: &BTreeSet<Numbers>) -> Changes {
    let mut changes = Changes::default();
    for graph in 0..4 {
        changes.add(&segment(old, graph), &segment(new, graph));
    }
    changes
}

fn quads() -> impl Strategy<Value = BTreeSet<Numbers>> {
    prop::collection::btree_set((0..5_u32, 5..8_u32, 0..10_u32, 0..4_u32), 0..40)
}

/// The matches of a pattern of these terms, as text.
fn answers(snapshot: &Overlay, asked: [Option<u32>; 3]) -> Vec<Vec<String>> {
    let number = |name: &str| snapshot.id_of(NamedNodeRef::new_unchecked(name).into()).unwrap();
    let [subject, predicate, object] =
        asked.map(|term| term.map(|term| number(&iri(term)).unwrap_or(DEFAULT_GRAPH - 1)));
    let pattern = Pattern { subject, predicate, object };
    let mut graphs = vec![GraphPattern::Union, GraphPattern::EachNamed];
    graphs.extend(
        (0..3).map(|graph| GraphPattern::One(number(&format!("g:{graph}")).unwrap_or(DEFAULT_GRAPH - 1))),
    );
    let shown = |found: Result<Match, Damaged>| {
        let (triple, graph) = found.unwrap();
        let terms = triple.iter().copied().chain(graph);
        terms.map(|term| snapshot.term(term).unwrap().to_string()).collect::<Vec<_>>().join(" ")
    };
    let answer = |graphs| {
        let mut found: Vec<String> = snapshot.matches(pattern, graphs).unwrap().map(shown).collect();
        found.sort();
        found
    };
    graphs.into_iter().map(answer).collect()
}

proptest! {
    #[test]
    fn a_patched_snapshot_contains_the_changed_quads(
        old in quads(),
        new in quads(),
        kept in any::<bool>(),
        asked in prop::array::uniform3(prop::option::of(0..11_u32)),
    ) {
        // An unrelated graph, or the old one with a few more quads.
        let new = if kept { old.iter().chain(new.iter().take(3)).copied().collect() } else { new };
        let (before, expected) = (graph(&text(&old)), graph(&text(&new)));
        let patch = before.base().patch(&changes(&old, &new)).unwrap();
        prop_assert_eq!(patch.len(), old.symmetric_difference(&new).count());
        let patched = before.with(patch).unwrap();
        prop_assert_eq!(nquads(&patched).unwrap(), nquads(&expected).unwrap());
        prop_assert_eq!(ntriples(&patched).unwrap(), ntriples(&expected).unwrap());
        let counts = |graph: &Overlay| (graph.quads(), graph.triples(), graph.graph_count());
        prop_assert_eq!(counts(&patched), counts(&expected));
        prop_assert_eq!(answers(&patched, asked), answers(&expected, asked));
        let written = opened(bytes(&patched)).unwrap();
        prop_assert_eq!(nquads(&written).unwrap(), nquads(&expected).unwrap());
    }
}

proptest! {
    #[test]
    fn no_patch_crashes_a_snapshot(
        deleted in prop::collection::vec(prop::array::uniform4(0..20_u32), 0..9),
        added in prop::collection::vec(prop::array::uniform4(prop_oneof![0..20_u32, Just(DEFAULT_GRAPH)]), 0..9),
        graphs in prop::collection::vec(0..20_u32, 0..4),
        terms in prop::collection::vec("<x:[a-c]|[\\PC]{0,3}", 0..5),
    ) {
        let graph = graph(SMALL);
        let patch = Patch {
            of: graph.base().patch(&Changes::default()).unwrap().of,
            terms,
            deleted: deleted.clone().into(),
            added: added.clone().into(),
            deleted_triples: deleted.into(),
            added_triples: added.into(),
            deleted_graphs: graphs.clone(),
            added_graphs: graphs,
        };
        let patched = graph.with(patch).unwrap();
        let _ = nquads(&patched);
        let _ = ntriples(&patched);
        ask_everything(&patched);
    }
}

#[test]
fn changes_without_effect_are_left_out() {
    let quad = |object| BTreeSet::from([(0, 5, object, 0)]);
    let (there, other) = (graph(&text(&quad(1))), graph(&text(&quad(2))));
    // It has the added quad and lacks the deleted one.
    let patch = there.base().patch(&changes(&quad(2), &quad(1))).unwrap();
    assert!(patch.is_empty());
    let patched = there.with(patch).unwrap();
    assert_eq!(nquads(&patched).unwrap(), nquads(&there).unwrap());
    let patch = there.base().patch(&changes(&quad(1), &quad(2))).unwrap();
    assert_eq!(patch.len(), 2);
    assert!(other.with(patch).is_none(), "a patch is of one snapshot");
}
