//! Paths on small graphs, worked out by hand, and against a brute force on random ones.

use proptest::prelude::*;

use super::*;

fn graph<'a>(steps: &[(&'a str, &'a str, u32)]) -> WeightedGraph<&'a str> {
    let step = |(handle, (from, to, cost)): (usize, &(&'a str, &'a str, u32))| Step {
        from: *from,
        to: *to,
        cost: *cost,
        handle,
    };
    WeightedGraph::new([], steps.iter().enumerate().map(step))
}

fn shown(path: &WeightedPath<&str>) -> String {
    let steps: Vec<String> = path.steps.iter().map(|step| format!(" -{}-> {}", step.cost, step.to)).collect();
    format!("{}: {}{}", path.cost, path.steps.first().map_or("", |step| step.from), steps.concat())
}

#[test]
fn paths_come_cheapest_first_then_shortest_then_by_name() {
    // The example of Yen's paper as it is usually told: C to H.
    let graph = graph(&[
        ("C", "D", 3),
        ("C", "E", 2),
        ("D", "F", 4),
        ("E", "D", 1),
        ("E", "F", 2),
        ("E", "G", 3),
        ("F", "G", 2),
        ("F", "H", 1),
        ("G", "H", 2),
    ]);
    let paths: Vec<String> = graph.paths(&"C", &"H").map(|path| shown(&path)).collect();
    assert_eq!(
        paths,
        [
            "5: C -2-> E -2-> F -1-> H",
            "7: C -2-> E -3-> G -2-> H",
            "8: C -3-> D -4-> F -1-> H",
            "8: C -2-> E -1-> D -4-> F -1-> H",
            "8: C -2-> E -2-> F -2-> G -2-> H",
            "11: C -3-> D -4-> F -2-> G -2-> H",
            "11: C -2-> E -1-> D -4-> F -2-> G -2-> H",
        ]
    );
}

#[test]
fn no_path_the_same_end_and_unknown_ends() {
    let graph = graph(&[("a", "b", 1), ("c", "d", 1)]);
    assert_eq!(graph.shortest_path(&"a", &"d"), None);
    assert_eq!(graph.shortest_path(&"b", &"a"), None, "steps are directed");
    assert_eq!(graph.shortest_path(&"a", &"x"), None);
    assert_eq!(graph.shortest_path(&"a", &"a"), Some(WeightedPath { cost: 0, steps: Vec::new() }));
}

/// Every path without a repeated node, by trying all of them.
fn brute_force(edges: &[(u8, u8, u32)], at: u8, to: u8, path: &mut Vec<u8>, cost: u64, out: &mut Vec<u64>) {
    if at == to {
        out.push(cost);
        return;
    }
    let mut nexts: std::collections::BTreeMap<u8, u32> = std::collections::BTreeMap::new();
    for (from, next, price) in edges.iter().filter(|(from, next, _)| *from == at && !path.contains(next)) {
        assert_eq!(*from, at);
        let best = nexts.entry(*next).or_insert(*price);
        *best = (*best).min(*price);
    }
    for (next, price) in nexts {
        path.push(next);
        brute_force(edges, next, to, path, cost + u64::from(price), out);
        path.pop();
    }
}

proptest! {
    /// All paths have the costs that a brute force finds, and no path visits a node twice.
    #[test]
    fn paths_cost_what_brute_force_finds(edges in prop::collection::vec((0u8..7, 0u8..7, 1u32..9), 0..22)) {
        let step = |(handle, (from, to, cost)): (usize, &(u8, u8, u32))| Step { from: *from, to: *to, cost: *cost, handle };
        let graph = WeightedGraph::new(0..7, edges.iter().enumerate().map(step));
        let mut expected = Vec::new();
        brute_force(&edges, 0, 6, &mut vec![0], 0, &mut expected);
        expected.sort_unstable();
        let found: Vec<WeightedPath<u8>> = graph.paths(&0, &6).collect();
        prop_assert_eq!(found.iter().map(|path| path.cost).collect::<Vec<_>>(), expected);
        for path in &found {
            let mut seen: Vec<u8> = std::iter::once(0).chain(path.stops().copied()).collect();
            let length = seen.len();
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen.len(), length);
            prop_assert!(path.steps.iter().all(|step| edges[step.handle] == (step.from, step.to, step.cost)));
        }
    }

    /// The order in which steps are given does not matter.
    #[test]
    fn paths_do_not_depend_on_order(mut edges in prop::collection::vec((0u8..8, 0u8..8, 1u32..4), 0..30)) {
        let paths = |edges: &[(u8, u8, u32)]| -> Vec<(u64, Vec<u8>)> {
            let step = |(from, to, cost): &(u8, u8, u32)| Step { from: *from, to: *to, cost: *cost, handle: 0 };
            let graph = WeightedGraph::new([], edges.iter().map(step));
            graph.paths(&0, &7).take(5).map(|path| (path.cost, path.stops().copied().collect())).collect()
        };
        let before = paths(&edges);
        edges.reverse();
        prop_assert_eq!(before, paths(&edges));
    }
}
