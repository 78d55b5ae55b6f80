//! Where the markers stand in a Markdown text.
//!
//! A marker has a line to itself, indented by three spaces at most, and not in a fence of code. Anything else is text, and
//! whatever begins like a marker and is none is an error: a slip must not switch a check off.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::marker_words;

const BEGINNING: &str = "casegraph:";

/// A place to write in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The kind, and what it is to show.
    pub(super) words: Vec<String>,
    /// The bytes between the markers, which is to be replaced.
    pub(super) body: Range<usize>,
    /// The line of the beginning, from 1.
    pub(super) line: u32,
    /// How that line ends, and so every line between the markers.
    pub(super) line_end: &'static str,
}

/// A marker that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Its line, from 1.
    pub(super) line: u32,
    /// What is wrong and what to do.
    pub(super) message: String,
}

/// All blocks of a text in order, or everything that is wrong with its markers. Linear in the text.
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
                fault(format!("a block begins inside the one of line {}; end that one first", outer.line));
                open = Some(outer);
            }
            (Marker::End, Some(block)) => blocks.push(Block { body: block.body.start..start, ..block }),
            (Marker::End, None) => fault("an end without a beginning; remove it".to_owned()),
        }
    }
    if let Some(block) = open {
        let message = "a block that does not end; add a line `<!-- casegraph:end -->`".to_owned();
        faults.push(Fault { line: block.line, message });
    }
    if faults.is_empty() { Ok(blocks) } else { Err(faults) }
}

enum Marker {
    Begin(Vec<String>),
    End,
}

/// What a line marks, if it begins like a marker.
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
    let mut words = marker_words::split(inner)?.into_iter();
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
        Some("end") => Err("an end takes no words: `<!-- casegraph:end -->`".to_owned()),
        other => Err(format!(
            "there is no marker `casegraph:{}`; markers are casegraph:begin and casegraph:end",
            other.unwrap_or_default()
        )),
    }
}

/// A line with its end.
#[derive(Clone, Copy)]
struct Line<'t> {
    number: u32,
    start: usize,
    end: usize,
    text: &'t str,
}

/// The lines that are not in a fence of code. A fence that begins further in than three spaces may belong to a list or
/// be code itself: it counts if it is closed.
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
    fn blocks_are_found_with_their_bytes() {
        check(
            "a\r\n<!-- casegraph:begin plan -->\r\nold\r\n<!-- casegraph:end -->\r\n  <!--casegraph:begin query 'a b'-->\n<!-- casegraph:end -->",
            &expect![[r#"
                2: ["plan"] "old\r\n" "\r\n"
                5: ["query", "a b"] "" "\n"
            "#]],
        );
    }

    #[test]
    fn what_is_code_or_text_is_no_marker() {
        check(
            "```\n<!-- casegraph:begin plan -->\n```\n    <!-- casegraph:begin plan -->\ntext <!-- casegraph:end -->\n- item\n\n      ~~~\n<!-- casegraph:end -->\n      ~~~\n      ```\n<!-- casegraph:begin help x -->\n~~~ not closed by ```\n```\n~~~\n<!-- casegraph:end -->\n",
            &expect![""],
        );
        check("````\n```\n<!-- casegraph:end -->\n", &expect![[""]]);
    }

    #[test]
    fn every_slip_is_told_at_once() {
        check(
            "<!-- casegraph:end -->\n<!-- casegraph:begin plan -->\n<!-- casegraph:begin plan -->\n<!-- casegraph:end -->\n<!-- casegraph:begin plan -->\n<!-- casegraph:end now -->\n<!-- casegraph:start plan -->\n<!-- casegraph:begin -->\n<!-- casegraph:begin 'x -->\n<!-- casegraph:end\n",
            &expect![[r#"
                1: an end without a beginning; remove it
                3: a block begins inside the one of line 2; end that one first
                5: the same block begins on line 2 already; remove one of them
                6: an end takes no words: `<!-- casegraph:end -->`
                7: there is no marker `casegraph:start`; markers are casegraph:begin and casegraph:end
                8: the kind of the block is missing
                9: a quote ' is not closed
                10: a marker has a line to itself and ends with `-->`
                5: a block that does not end; add a line `<!-- casegraph:end -->`
            "#]],
        );
    }
}
