//! What holds for the coverage map of any coverage: nothing overlaps, nothing sticks out, the order of topics does not matter.

use casegraph_draw::{Shape, to_dot, to_svg, width};
use casegraph_facts::TopicStatus;
use proptest::prelude::*;

use crate::coverage::{Coverage, CoverageCategory, CoverageDomain, CoverageTopic};
use crate::maps::coverage_map;

/// Anything at all, and often what means something to XML, DOT or a font.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        any::<String>(),
        "[a-z]{1,12}( [a-z]{1,12}){0,6}",
        "[\"\\\\&<>;'{}\\[\\]nNGlr#x0-9\n\r\t\0 -]{0,12}",
        "(&[a-z#]{0,5};|\\\\[NGTHELlrn]|\\]\\]>|<!--|[\u{1f1e6}-\u{1f1ff}]{1,3}|[\u{300}-\u{30f}]{1,6}){1,4}",
        "[\u{5d0}-\u{5ea}\u{627}-\u{64a}\u{202a}-\u{202e}\u{4e00}-\u{4e20}\u{ac00}-\u{ac10}🚀👩\u{200d}\u{fdfd}]{0,30}",
    ];
    prop::collection::vec(pieces, 0..3).prop_map(|pieces| pieces.concat())
}

fn topic() -> impl Strategy<Value = CoverageTopic> {
    use TopicStatus::{Complete, InProgress, Missing, Planned};
    let status = prop::sample::select(vec![Complete, InProgress, Planned, Missing]);
    let number = prop_oneof![0..9_u32, any::<u32>()];
    (
        text(),
        text(),
        status,
        prop::option::of(prop_oneof![0..5_u8, any::<u8>()]),
        number,
        prop::option::of(text()),
    )
        .prop_map(|(id, label, status, priority, case_studies, link)| {
            let key_topics = vec![label.clone()];
            CoverageTopic {
                id,
                label,
                status,
                priority,
                case_studies,
                related: case_studies,
                key_topics,
                link,
            }
        })
}

fn coverage() -> impl Strategy<Value = Coverage> {
    let category = (text(), text(), prop::collection::vec(topic(), 0..17))
        .prop_map(|(id, label, topics)| CoverageCategory { id, label, topics });
    let domain = (text(), text(), prop::collection::vec(category, 0..3))
        .prop_map(|(id, label, categories)| CoverageDomain { id, label, categories });
    let minimum = prop_oneof![0..9_u32, any::<u32>()];
    (text(), minimum, prop::collection::vec(domain, 0..3)).prop_map(|(title, minimum, domains)| Coverage {
        title,
        minimum,
        domains,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn nothing_overlaps_and_nothing_sticks_out(coverage in coverage()) {
        let map = coverage_map(&coverage);
        for (nth, node) in map.nodes.iter().enumerate() {
            let padding = if node.class.shape() == Shape::Tile { 3.0 } else { 0.0 };
            for line in &node.lines {
                let room = node.width - 2.0 * padding + 1e-6;
                prop_assert!(width(line, node.font) <= room, "{:?} in {}", line, node.width);
            }
            let lines = f64::from(u32::try_from(node.lines.len()).unwrap());
            prop_assert!(lines * node.font.line_height() <= node.height);
            prop_assert!(node.x >= 0.0 && node.x + node.width <= map.width + 1e-6);
            prop_assert!(node.y >= 0.0 && node.y + node.height <= map.height + 1e-6);
            for other in map.nodes.iter().skip(nth + 1) {
                prop_assert_ne!(&node.id, &other.id);
                let apart = node.x + node.width <= other.x + 1e-6 || other.x + other.width <= node.x + 1e-6
                    || node.y + node.height <= other.y + 1e-6 || other.y + other.height <= node.y + 1e-6;
                prop_assert!(apart, "{} and {}", node.id, other.id);
            }
        }
    }

    #[test]
    fn the_order_of_topics_does_not_matter(mut coverage in coverage()) {
        let categories = |coverage: &mut Coverage, change: fn(&mut Vec<CoverageTopic>)| {
            for category in coverage.domains.iter_mut().flat_map(|domain| &mut domain.categories) {
                change(&mut category.topics);
            }
        };
        categories(&mut coverage, |topics| {
            for (nth, topic) in topics.iter_mut().enumerate() {
                topic.id.insert_str(0, &format!("{nth}-"));
            }
        });
        let mut turned = coverage.clone();
        categories(&mut turned, |topics| topics.reverse());
        let [one, other] = [&coverage, &turned].map(coverage_map);
        prop_assert_eq!(to_svg(&one), to_svg(&other));
        prop_assert_eq!(to_dot(&one), to_dot(&other));
    }
}
