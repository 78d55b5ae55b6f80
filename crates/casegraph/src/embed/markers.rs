//! Finds the markers in a Markdown text.
//!
//! A marker has a line to itself, indented by at most three spaces, outside fenced code. Anything else is text. A line that
//! begins like a marker but is not one is an error: a typing error must not disable a check.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::words;

const BEGINNING: &str = "casegraph:";

/// A block between two markers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The kind and its options.
    pub(super) words: Vec<String>,
    /// The bytes between the markers, which are replaced.
    pub(super) body: Range<usize>,
    /// The line of the begin marker, from 1.
    pub(super) line: u32,
    /// The line end of the begin marker, used for every line between the markers.
    pub(super) line_end: &'static str,
}

/// An error in a marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The line, from 1.
    pub(super) line: u32,
    /// The error and the advice.
    pub(super) message: String,
}

/// All blocks of a text in order, or all errors in its markers. Linear in the text.
pub(super) fn blocks(text: &str) -> Result<Vec<Block>, Vec<Fault>> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut faults = Vec::new();
    let mut open: Option<Block> = None;
    let mut seen: BTreeMap<Vec<String>, u32> = BTreeMap::new();
    for Line { number, start, end, text } in outside_fences(text) {
        let mut fault = |message: String| faults.push(Fault { line: number, message });
        let marker = match marker(text) {
            Ok(None) => continue,
            Ok(Some(marker)) => marker,
            Err(message) => {
                fault(message);
                continue;
            }
        };
        match (marker, open.take()) {
            (Marker::Begin(words), None) => {
                if let Some(first) = seen.get(&words) {
                    fault(format!("the same block begins on line {first} already; remove one of them"));
                }
                seen.entry(words.clone()).or_insert(number);
                let line_end = if text.ends_with("\r\n") { "\r\n" } else { "\n" };
                open = Some(Block { words, body: end..end, line: number, line_end });
            }
            (Marker::Begin(_), Some(outer)) => {
                fault(format!("a block begins inside the block of line {}; end that one first", outer.line));
                open = Some(outer);
            }
            (Marker::End, Some(block)) => blocks.push(Block { body: block.body.start..start, ..block }),
            (Marker::End, None) => fault("an end marker without a begin marker; remove it".to_owned()),
        }
    }
    if let Some(block) = open {
        let message = "a block without an end marker; add a line `<!-- casegraph:end -->`".to_owned();
        faults.push(Fault { line: block.line, message });
    }
    if faults.is_empty() { Ok(blocks) } else { Err(faults) }
}

enum Marker {
    Begin(Vec<String>),
    End,
}

/// Parses the marker of a line, if it begins like one.
fn marker(line: &str) -> Result<Option<Marker>, String> {
    let inner = line.trim_start_matches('\u{feff}');
    let indent = inner.len() - inner.trim_start_matches(' ').len();
    let Some(inner) = inner.trim_start_matches(' ').strip_prefix("<!--").filter(|_| indent <= 3) else {
        return Ok(None);
    };
    let Some(inner) = inner.trim_start().strip_prefix(BEGINNING) else { return Ok(None) };
    let Some(inner) = inner.trim_end().strip_suffix("-->") else {
        return Err("a marker has a line to itself and ends with `-->`".to_owned());
    };
    let mut words = words::split(inner)?.into_iter();
    match words.next().as_deref() {
        Some("begin") => {
            let words: Vec<String> = words.collect();
            if words.is_empty() {
                Err("the kind of the block is missing".to_owned())
            } else {
                Ok(Some(Marker::Begin(words)))
            }
        }
        Some("end") if words.len() == 0 => Ok(Some(Marker::End)),
        Some("end") => Err("an end marker takes no words: `<!-- casegraph:end -->`".to_owned()),
        other => Err(format!(
            "there is no marker `casegraph:{}`; markers are casegraph:begin and casegraph:end",
            other.unwrap_or_default()
        )),
    }
}

/// A line with its line end.
#[derive(Clone, Copy)]
struct Line<'t> {
    number: u32,
    start: usize,
    end: usize,
    text: &'t str,
}

/// The lines outside fenced code. A fence indented by more than three spaces may belong to a list or
/// be code itself: it counts only if it is closed.
fn outside_fences(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines: Vec<Line<'_>> = Vec::new();
    for (number, text) in (1..).zip(text.split_inclusive('\n')) {
        lines.push(Line { number, start, end: start + text.len(), text });
        start += text.len();
    }
    let mut outside = Vec::new();
    let mut rest = lines.as_slice();
    while let [line, after @ ..] = rest {
        rest = after;
        let Some(fence) = Fence::opening(line.text) else {
            outside.push(*line);
            continue;
        };
        match after.iter().position(|line| fence.is_closed_by(line.text)) {
            Some(at) => rest = after.get(at + 1..).unwrap_or_default(),
            None if fence.indent <= 3 => break,
            None => outside.push(*line),
        }
    }
    outside
}

struct Fence {
    character: char,
    length: usize,
    indent: usize,
}

impl Fence {
    fn opening(line: &str) -> Option<Self> {
        let inner = line.trim_start();
        let character = inner.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let info = inner.trim_start_matches(character);
        let length = inner.len() - info.len();
        let is_fence = length >= 3 && !(character == '`' && info.contains('`'));
        is_fence.then_some(Self { character, length, indent: line.len() - inner.len() })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let inner = line.trim();
        let all = inner.chars().all(|c| c == self.character);
        all && inner.len() >= self.length
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expected: &Expect) {
        let mut shown = String::new();
        match blocks(text) {
            Ok(blocks) => {
                for block in blocks {
                    let body = &text[block.body];
                    let _ =
                        writeln!(shown, "{}: {:?} {body:?} {:?}", block.line, block.words, block.line_end);
                }
            }
            Err(faults) => {
                for fault in faults {
                    let _ = writeln!(shown, "{}: {}", fault.line, fault.message);
                }
            }
        }
        expected.assert_eq(&shown);
    }

    #[test]
    fn blocks_have_their_words_and_bytes() {
        check(
            "a\r\n<!-- casegraph:begin plan -->\r\nold\r\n<!-- casegraph:end -->\r\n  <!--casegraph:begin query 'a b'-->\n<!-- casegraph:end -->",
            &expect![[r#"
                2: ["plan"] "old\r\n" "\r\n"
                5: ["query", "a b"] "" "\n"
            "#]],
        );
    }

    #[test]
    fn markers_in_code_and_text_are_ignored() {
        check(
            "```\n<!-- casegraph:begin plan -->\n```\n    <!-- casegraph:begin plan -->\ntext <!-- casegraph:end -->\n- item\n\n      ~~~\n<!-- casegraph:end -->\n      ~~~\n      ```\n<!-- casegraph:begin help x -->\n~~~ not closed by ```\n```\n~~~\n<!-- casegraph:end -->\n",
            &expect![""],
        );
        check("````\n```\n<!-- casegraph:end -->\n", &expect![[""]]);
    }

    #[test]
    fn all_errors_in_markers_are_reported_at_once() {
        check(
            "<!-- casegraph:end -->\n<!-- casegraph:begin plan -->\n<!-- casegraph:begin plan -->\n<!-- casegraph:end -->\n<!-- casegraph:begin plan -->\n<!-- casegraph:end now -->\n<!-- casegraph:start plan -->\n<!-- casegraph:begin -->\n<!-- casegraph:begin 'x -->\n<!-- casegraph:end\n",
            &expect![[r#"
                1: an end marker without a begin marker; remove it
                3: a block begins inside the block of line 2; end that one first
                5: the same block begins on line 2 already; remove one of them
                6: an end marker takes no words: `<!-- casegraph:end -->`
                7: there is no marker `casegraph:start`; markers are casegraph:begin and casegraph:end
                8: the kind of the block is missing
                9: a quote ' is not closed
                10: a marker has a line to itself and ends with `-->`
                5: a block without an end marker; add a line `<!-- casegraph:end -->`
            "#]],
        );
    }
}
