//! What holds for any input: texts come back from both formats as they went in, nothing overlaps, nothing sticks out.

use std::io::Write;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use quick_xml::XmlVersion;
use quick_xml::events::Event;

use super::characters::cleaned;
use super::class::{Class, Shape};
use super::width::width;
use super::{Align, Font, Map, Node, coverage_map, to_dot, to_svg};
use crate::coverage::{Coverage, CoverageCategory, CoverageDomain, CoverageTopic};
use casegraph_facts::TopicStatus;

/// Anything at all, and often what means something to XML, DOT or a font.
pub(super) fn text() -> impl Strategy<Value = String> {
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

/// A map with one tile for each set of texts: id, line, tooltip.
fn map_of(texts: &[[String; 3]]) -> Map {
    let node = |[id, line, tooltip]: &[String; 3]| {
        let node = Node::new(id, Class::First, [0.0, 0.0, 10.0, 10.0]).tooltip(tooltip.clone());
        node.text(vec![line.clone()], Align::Center, Font::regular(10.5))
    };
    let title = texts.first().map(|[id, ..]| id.clone()).unwrap_or_default();
    let nodes = texts.iter().map(node).collect();
    Map {
        name: title.clone(),
        description: title.clone(),
        title,
        width: 10.0,
        height: 10.0,
        nodes,
        edges: Vec::new(),
        leads_down: false,
        left_out: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn svg_gives_every_text_back(texts in prop::collection::vec([text(), text(), text()], 1..4)) {
        let map = map_of(&texts);
        let read = read_svg(&to_svg(&map));
        let mut expected = vec![("svg id", map.name), ("title", map.title), ("desc", map.description)];
        for [id, line, tooltip] in texts {
            expected.extend([("g id", id), ("title", tooltip), ("text", line)]);
        }
        let expected: Vec<_> = expected.into_iter().map(|(name, text)| (name.to_owned(), cleaned(&text))).collect();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn dot_gives_every_text_back(texts in prop::collection::vec([text(), text(), text()], 1..4)) {
        let expected: Vec<_> = texts.iter().map(|texts| texts.each_ref().map(|text| cleaned(text))).collect();
        prop_assert_eq!(read_dot(&to_dot(&map_of(&texts))), expected);
    }

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

/// Graphviz itself reads our DOT and writes it again; the texts must survive.
#[test]
fn graphviz_gives_every_text_back() {
    let mut runner = TestRunner::deterministic();
    let strategy = [text(), text(), text()];
    let mut texts: Vec<[String; 3]> =
        (0..300).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect();
    for (nth, [id, ..]) in texts.iter_mut().enumerate() {
        id.push_str(&nth.to_string());
    }
    let Some(canonical) = graphviz(&to_dot(&map_of(&texts))) else {
        eprintln!("note: Graphviz is not installed, so it was not asked");
        return;
    };
    let expected: Vec<_> = texts.iter().map(|texts| texts.each_ref().map(|text| cleaned(text))).collect();
    assert_eq!(read_dot(&canonical), expected);
}

fn graphviz(dot: &str) -> Option<String> {
    let mut command = Command::new("dot");
    let mut process = command
        .arg("-Tcanon")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    process.stdin.take().unwrap().write_all(dot.as_bytes()).unwrap();
    Some(String::from_utf8(process.wait_with_output().unwrap().stdout).unwrap())
}

/// Every text of an SVG in document order: what holds it, and what a reader of XML makes of it.
pub(super) fn read_svg(svg: &str) -> Vec<(String, String)> {
    let mut reader = quick_xml::Reader::from_str(svg);
    let mut found: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                let name = element.name().as_ref().to_owned();
                for attribute in element.attributes() {
                    let attribute = attribute.unwrap();
                    if attribute.key.as_ref() == "id" {
                        let value = attribute.normalized_value(XmlVersion::Explicit1_0).unwrap();
                        found.push((format!("{name} id"), value.into_owned()));
                    }
                }
                inside = ["title", "desc", "text"].contains(&&*name);
                if inside {
                    found.push((name, String::new()));
                }
            }
            Event::End(_) => inside = false,
            Event::Text(text) if inside => found.last_mut().unwrap().1.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if inside => {
                let written = format!("&{};", &*reference);
                found.last_mut().unwrap().1.push_str(&quick_xml::escape::unescape(&written).unwrap());
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

/// Id, label and tooltip of every node in DOT with one statement after the other, as our writer and Graphviz write it.
fn read_dot(dot: &str) -> Vec<[String; 3]> {
    let tokens = dot_tokens(dot);
    let mut nodes = Vec::new();
    let mut at = 0;
    while at + 1 < tokens.len() {
        let is_node = tokens[at + 1] == "[" && !["graph", "node"].contains(&&*tokens[at]);
        if is_node {
            let end = at + tokens[at..].iter().position(|token| token == "]").unwrap();
            let value = |name: &str| {
                let found = tokens[at..end].windows(3).find(|window| window[0] == name && window[1] == "=");
                found.map(|window| meant(&window[2])).unwrap_or_default()
            };
            nodes.push([meant(&tokens[at]), value("label"), value("tooltip")]);
            at = end;
        }
        at += 1;
    }
    nodes
}

/// The tokens of DOT; of a quoted string, `"` and what is between, so that it is never taken for punctuation.
fn dot_tokens(dot: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut characters = dot.chars().peekable();
    while let Some(character) = characters.next() {
        let mut token = String::from(character);
        if character == '"' {
            loop {
                match characters.next().unwrap() {
                    '"' => break,
                    '\\' => match characters.next().unwrap() {
                        '\n' => {}
                        '"' => token.push('"'),
                        other => token.extend(['\\', other]),
                    },
                    other => token.push(other),
                }
            }
        } else if character.is_whitespace() {
            continue;
        } else if !"[]{}=,;".contains(character) {
            while let Some(next) =
                characters.next_if(|next| !next.is_whitespace() && !"[]{}=,;\"".contains(*next))
            {
                token.push(next);
            }
        }
        tokens.push(token);
    }
    tokens
}

/// What Graphviz shows for a token: escapes and our guard for entities undone.
fn meant(token: &str) -> String {
    let token = token.strip_prefix('"').unwrap_or(token).replace("&amp;", "&");
    let mut text = String::new();
    let mut characters = token.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next().unwrap() {
                '\\' => text.push('\\'),
                'n' => text.push('\n'),
                other => panic!("an escape that nobody wrote: \\{other}"),
            },
            _ => text.push(character),
        }
    }
    text
}
