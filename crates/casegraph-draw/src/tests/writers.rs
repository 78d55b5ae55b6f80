//! Readers of XML and DOT get every text back that went into a map.

use std::io::Write;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use quick_xml::XmlVersion;
use quick_xml::events::Event;

use super::any_text::any_text;
use crate::model::{Align, Font, Map, Node};
use crate::style::Class;
use crate::text::characters::cleaned;
use crate::write::{to_dot, to_svg};

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
    fn svg_gives_every_text_back(texts in prop::collection::vec([any_text(), any_text(), any_text()], 1..4)) {
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
    fn dot_gives_every_text_back(texts in prop::collection::vec([any_text(), any_text(), any_text()], 1..4)) {
        let expected: Vec<_> = texts.iter().map(|texts| texts.each_ref().map(|text| cleaned(text))).collect();
        prop_assert_eq!(read_dot(&to_dot(&map_of(&texts))), expected);
    }
}

/// Graphviz itself reads our DOT and writes it again; the texts must survive.
#[test]
fn graphviz_gives_every_text_back() {
    let mut runner = TestRunner::deterministic();
    let strategy = [any_text(), any_text(), any_text()];
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
