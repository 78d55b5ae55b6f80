//! What must always hold of differences: none from itself, the other way round the mirror, and no number is lost.

use std::fmt::Write as _;
use std::path::Path;

use casegraph::{DiffKind, DiffSide, DiffSource, GraphDiff, Silent, diff_graphs};
use proptest::prelude::*;

use crate::diff::{CONFIG, Files, folder};

/// Corpora of up to three topics in two categories, with case studies, figures, sources and links that come and go.
fn corpora() -> impl Strategy<Value = Files> {
    let topic = (any::<bool>(), 0..2_usize, 0..4_usize, 0..3_usize, any::<bool>(), any::<bool>());
    proptest::collection::vec(topic, 3).prop_map(|topics| {
        let mut files = Files::from([("casegraph.toml", CONFIG.to_owned()), ("notes.md", "# Notes\n".to_owned())]);
        let mut plan = "# Plan\n\n## Domain 1: A\n\n### 01_B\n\n| File | Status | Priority |\n|---|---|---|\n".to_owned();
        let names = ["caching", "retries", "sharding"];
        let paths = [
            ["01_A/01_B/caching/README.md", "01_A/02_C/caching/README.md"],
            ["01_A/01_B/retries.md", "01_A/01_B/backoff.md"],
            ["01_A/01_B/sharding/README.md", "01_A/02_C/partitions/README.md"],
        ];
        for (at, (written, place, studies, figure, linked, sourced)) in topics.into_iter().enumerate() {
            let _ = writeln!(plan, "| `{}/` | {} | P{} |", names[at], if written { "✅" } else { "⬜" }, figure + 1);
            if !written {
                continue;
            }
            let mut page = format!("# {}\n", names[at]);
            for study in 0..studies {
                let _ = write!(
                    page,
                    "\n## Case Study {}: Story {study} of {}\n\n**Context**: {}, 2020.\n\nRedis and {}.{}\n\n#### Production Results\n\n| Metric | Value |\n|---|---|\n| Load | {figure} |\n",
                    study + 1,
                    if linked { "many" } else { names[at] },
                    ["Stripe", "GitHub", "Slack", "Netflix"][study],
                    ["Kafka", "MySQL", "a saga"][figure],
                    if sourced { "[^1]" } else { "" },
                );
            }
            if linked {
                page.push_str("\n## Related Patterns\n\n- [Caching](../caching/README.md)\n- [Notes](../../../notes.md)\n");
            }
            if sourced {
                let _ = write!(page, "\n[^1]: [Post {figure}](https://example.org/{figure})\n");
            }
            files.insert(paths[at][place], page);
        }
        files.insert("PLAN.md", plan);
        files
    })
}

fn side(folder: &Path) -> DiffSide {
    DiffSide::open(&DiffSource::Folder(folder.to_owned()), None, &Silent).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_corpus_equals_itself_and_swapped_sides_mirror_the_diff(a in corpora(), b in corpora()) {
        let (first, second, again) = (folder(&a), folder(&b), folder(&a));
        let (old, new) = (side(first.path()), side(second.path()));
        let forth = diff_graphs(&old, &new).unwrap();
        let back = diff_graphs(&new, &old).unwrap();
        prop_assert_eq!(&forth.mirrored(), &back);
        prop_assert_eq!(&forth.mirrored().mirrored(), &forth);
        prop_assert!(diff_graphs(&old, &side(again.path())).unwrap().is_empty());
        for (kind, text) in [(DiffKind::CaseStudy, "\n## Case Study "), (DiffKind::Metric, "\n| Load |")] {
            let (gained, lost) = numbers(&forth, kind);
            prop_assert_eq!(gained + count(&a, text), lost + count(&b, text));
        }
        let (gained, lost) = numbers(&forth, DiffKind::Document);
        prop_assert_eq!(gained + a.len(), lost + b.len());
    }
}

/// How many of a kind were gained and lost.
fn numbers(diff: &GraphDiff, kind: DiffKind) -> (usize, usize) {
    diff.of_kind(kind).map_or((0, 0), |kind| (kind.gained.len(), kind.lost.len()))
}

/// How often a text stands in the files.
fn count(files: &Files, text: &str) -> usize {
    files.values().map(|file| file.matches(text).count()).sum()
}
