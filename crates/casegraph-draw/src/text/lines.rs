//! Breaks text into lines that fit: at spaces first, then inside long words; the rest is cut with `…`.

use super::characters::{clusters, single_line};
use super::width::text_width;
use crate::model::Font;

const ELLIPSIS: char = '…';

/// Breaks a text into at most `most` lines, none wider than `room` points. Text that does not fit ends with `…`.
#[must_use]
pub fn wrap_lines(text: &str, font: Font, room: f64, most: usize) -> Vec<String> {
    let text = single_line(text);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            if text_width(&line, font) + text_width(" ", font) + text_width(word, font) <= room {
                line.push(' ');
                line.push_str(word);
                continue;
            }
            lines.push(std::mem::take(&mut line));
        }
        let mut rest = word;
        while lines.len() <= most && text_width(rest, font) > room {
            let (piece, after) = rest.split_at(break_at(rest, font, room));
            // A single character may be wider than the room.
            lines.push(if text_width(piece, font) > room { ELLIPSIS.to_string() } else { piece.to_owned() });
            rest = after;
        }
        line.push_str(rest);
        if lines.len() > most {
            break;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            shorten(last, font, room);
        }
    }
    lines
}

/// Puts a text on one line, cut with `…` if it is wider than `room` points.
#[must_use]
pub fn fit_line(text: &str, font: Font, room: f64) -> String {
    let mut line = single_line(text);
    if text_width(&line, font) > room {
        shorten(&mut line, font, room);
    }
    line
}

/// Cuts a line so that it fits with a `…` at its end.
fn shorten(line: &mut String, font: Font, room: f64) {
    let mut encoded = [0; 4];
    let left = room - text_width(ELLIPSIS.encode_utf8(&mut encoded), font);
    let end = if text_width(line, font) > left { fitting(line, font, left) } else { line.len() };
    line.truncate(end);
    line.truncate(line.trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation()).len());
    line.push(ELLIPSIS);
}

/// The offset at which to break a word that is too long: after the last `_`, `-`, `/` or `.` that fits, else at the end
/// of the room; never before the end of the first cluster.
fn break_at(word: &str, font: Font, room: f64) -> usize {
    let end = fitting(word, font, room);
    let fits = word.get(..end).unwrap_or_default();
    let joint = fits.rfind(['_', '-', '/', '.']).map(|at| at + 1);
    let first = clusters(word).next().map_or(0, str::len);
    joint.filter(|&at| at < word.len()).unwrap_or(end).max(first)
}

/// The number of bytes that fit, in whole clusters.
fn fitting(text: &str, font: Font, room: f64) -> usize {
    let mut end = 0;
    let mut used = 0.0;
    for cluster in clusters(text) {
        used += text_width(cluster, font);
        if used > room {
            break;
        }
        end += cluster.len();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(wrap_lines(text, Font::regular(10.5), 96.0, 2), expected);
    }

    #[test]
    fn names_wrap_at_words() {
        check("", &[]);
        check("  cache   consistency ", &["cache consistency"]);
        check("internal developer platform", &["internal developer", "platform"]);
        check("circuit\nbreaker patterns", &["circuit breaker", "patterns"]);
    }

    #[test]
    fn long_words_break_and_long_names_are_cut() {
        check("exactly_once_processing_semantics", &["exactly_once_", "processing…"]);
        check("Donaudampfschifffahrtsgesellschaft", &["Donaudampfschifff", "ahrtsgesellschaft"]);
        check("a name that goes on, and on, and on, for ever", &["a name that goes", "on, and on, and…"]);
        check("分散システムにおけるキャッシュの一貫性", &["分散システムにお", "けるキャッシュ…"]);
        check("\u{fdfd}", &["…"]);
    }
}
