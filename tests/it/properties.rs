//! What must hold for any Markdown: no panic, lines within the file, the same facts with other line endings.

use casegraph::facts::{
    DocPath, Document, FactSet, Inventory, Profile, ReadDocument, Registry, extract, join,
};
use proptest::prelude::*;

use crate::facts_text;

const PROFILES: [&str; 5] = ["article-plan", "case-studies", "design-folders", "link-list", "pages"];
const PATHS: [&str; 5] = [
    "01_A/02_B/topic/README.md",
    "01_A/02_B/topic_RESOURCES.md",
    "MASTER_PLAN.md",
    "case-studies/x/trade-offs.md",
    "content/a/b.md",
];

fn read(profile: &Profile, path: &str, text: &str) -> FactSet {
    let path = DocPath::new(path).unwrap();
    let facts = extract(&path, text.as_bytes(), profile);
    let registry = Registry::new(&[], std::slice::from_ref(&facts));
    let read = ReadDocument { mentions: registry.find(&facts), facts };
    join(vec![read], &registry, &Inventory::new([path]), profile)
}

fn lines(document: &Document) -> impl Iterator<Item = u32> {
    let sections = document.sections.iter().map(|section| section.lines);
    let studies = document.case_studies.iter().flat_map(|study| {
        std::iter::once(study.lines).chain(study.metrics.iter().map(|metric| metric.lines))
    });
    let occurrences = document.occurrences.iter().map(|occurrence| occurrence.lines);
    sections.chain(studies).chain(occurrences).flat_map(|lines| [lines.start(), lines.end()])
}

/// Lines that look like what the rules look for, in any order.
pub(crate) fn markdown() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("# Title".to_owned()),
        Just("## Case Study 1: Moving".to_owned()),
        Just("### Production Results".to_owned()),
        Just("## Related Patterns".to_owned()),
        Just("## Engineering Blog Posts".to_owned()),
        Just("| Metric | Before | After |".to_owned()),
        Just("|---|---|---|".to_owned()),
        Just("| Time [^1] | 5–30s | < 1 hour |".to_owned()),
        Just("| Company | Title | URL |".to_owned()),
        Just("| File | Status | Priority |".to_owned()),
        Just("| `x.md` | ✅ | P1 |".to_owned()),
        Just("- [x] Title (1/2) - a, b".to_owned()),
        Just("- [link](../y.md#a) - why".to_owned()),
        Just("**Context**: Discord, [x](https://a.org)".to_owned()),
        Just("[^1]: [Post](https://a.org/p)".to_owned()),
        Just("```".to_owned()),
        Just("├── 01_A/ ✅".to_owned()),
        Just("---".to_owned()),
        Just("title: x".to_owned()),
        Just("<a href=\"z.md\">".to_owned()),
        Just("âœ… ‚úÖ".to_owned()),
        Just(String::new()),
        "[ -~]{0,30}",
        "\\PC{0,20}",
    ];
    prop::collection::vec(line, 0..40).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_every_line_is_within_the_file(text in markdown(), which in 0usize..25) {
        let profile = Profile::shipped(PROFILES[which % 5]).unwrap();
        let facts = read(&profile, PATHS[which / 5], &text);
        for document in &facts.documents {
            for line in lines(document) {
                prop_assert!((1..=document.lines).contains(&line), "line {line} of {}\n{text}", document.lines);
            }
        }
    }

    #[test]
    fn line_endings_do_not_change_the_facts(text in markdown(), which in 0usize..25) {
        let profile = Profile::shipped(PROFILES[which % 5]).unwrap();
        let shown = |text: &str| {
            let facts = read(&profile, PATHS[which / 5], text);
            let documents: String = facts.documents.iter().map(facts_text::document).collect();
            documents + &facts_text::corpus(&facts)
        };
        prop_assert_eq!(shown(&text), shown(&text.replace('\n', "\r\n")));
    }

    #[test]
    fn arbitrary_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let profile = Profile::shipped("case-studies").unwrap();
        let facts = extract(&DocPath::new("a.md").unwrap(), &bytes, &profile);
        prop_assert!(facts.lines >= 1);
    }
}
