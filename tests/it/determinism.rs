//! The same corpus gives the same bytes: whatever order its files were written in, with one thread or eight.

use std::path::Path;

use crate::program::{casegraph, write};

const FILES: [(&str, &str); 7] = [
    ("casegraph.toml", "title = 'Corpus'\n"),
    (
        "PLAN.md",
        "# Plan\n## Domain 1: A\n### 01_B\n| File | Status | Priority |\n|---|---|---|\n| `x/` | ✅ | P1 |\n| `y.md` | ⬜ | P2 |\n",
    ),
    (
        "01_A/01_B/x/README.md",
        "# X\n## Case Study 1: One\n**Context**: Discord, 2023.\n### Quick Answer\nUse Redis.[^1]\n## Related Patterns\n- [Y](../y.md) - next\n- [Z](../../02_C/z.md)\n\n[^1]: [Post](https://discord.com/x)\n",
    ),
    (
        "01_A/01_B/x/RESOURCES.md",
        "# R\n## Blog Posts\n| Company | Title | URL |\n|---|---|---|\n| Discord | Post | https://www.discord.com/x/ |\n| Stripe | Other | https://stripe.com/y |\n",
    ),
    ("01_A/02_C/z.md", "# Z\n## Case Study 1: Two\n**Context**: Stripe\n"),
    ("notes/a.md", "See [X](../01_A/01_B/x/README.md#x) and [gone](gone.md).\n"),
    (
        "vocabulary/t.ttl",
        "@base <http://casegraph.localhost/> . @prefix cg: <https://w3id.org/casegraph/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . <technology/redis> a cg:Technology ; skos:prefLabel \"Redis\" .",
    ),
];

fn export(folder: &Path, threads: &str) -> String {
    let run = casegraph(folder, &["export", "--threads", threads]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    std::fs::remove_dir_all(folder.join(".casegraph")).unwrap();
    run.out
}

#[test]
fn output_does_not_depend_on_file_order_or_threads() {
    let mut exports = Vec::new();
    for turn in 0..FILES.len() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = FILES;
        files.rotate_left(turn);
        if turn % 2 == 1 {
            files.reverse();
        }
        write(folder.path(), &files);
        exports.push(export(folder.path(), "1"));
        exports.push(export(folder.path(), "8"));
    }
    assert!(exports[0].lines().count() > 200);
    for other in &exports[1..] {
        assert!(*other == exports[0], "two exports of one corpus differ");
    }
}

#[test]
fn a_stored_graph_and_a_new_graph_export_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &FILES);
    let first = casegraph(folder.path(), &["export"]);
    let second = casegraph(folder.path(), &["export"]); // from .casegraph/graph.snapshot
    assert!(folder.path().join(".casegraph/graph.snapshot").exists());
    assert_eq!(first, second);
    write(folder.path(), &[("01_A/02_C/z.md", "# Z\n## Case Study 1: Changed\n")]);
    let third = casegraph(folder.path(), &["export"]);
    assert!(third.out.contains("\"Changed\"") && !first.out.contains("\"Changed\""));
}
