//! Text into lines that fit: wrapped at words, long words broken, the rest cut with `…`.

use super::characters::{clusters, single_line};
use super::width::width;
use crate::model::Font;

const ELLIPSIS: char = '…';

/// The text in at most so many lines, none wider than `room`. Text that does not fit ends with `…`.
#[must_use]
pub fn wrapped(text: &str, font: Font, room: f64, most: usize) -> Vec<String> {
    let text = single_line(text);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            if width(&line, font) + width(" ", font) + width(word, font) <= room {
                line.push(' ');
                line.push_str(word);
                continue;
            }
            lines.push(std::mem::take(&mut line));
        }
        let mut rest = word;
        while lines.len() <= most && width(rest, font) > room {
            let (piece, after) = rest.split_at(break_at(rest, font, room));
            // A single character may be wider than everything.
            lines.push(if width(piece, font) > room { ELLIPSIS.to_string() } else { piece.to_owned() });
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

/// The text on one line, cut with `…` where it does not fit.
#[must_use]
pub fn fitted(text: &str, font: Font, room: f64) -> String {
    let mut line = single_line(text);
    if width(&line, font) > room {
        shorten(&mut line, font, room);
    }
    line
}

/// Cuts a line until it fits with a `…` at its end.
fn shorten(line: &mut String, font: Font, room: f64) {
    let mut encoded = [0; 4];
    let left = room - width(ELLIPSIS.encode_utf8(&mut encoded), font);
    let end = if width(line, font) > left { fitting(line, font, left) } else { line.len() };
    line.truncate(end);
    line.truncate(line.trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation()).len());
    line.push(ELLIPSIS);
}

/// Where to break a word that is too long: after the last `_`, `-`, `/` or `.` that fits, else wherever the room
/// ends; never before the end of the first cluster.
fn break_at(word: &str, font: Font, room: f64) -> usize {
    let end = fitting(word, font, room);
    let fits = word.get(..end).unwrap_or_default();
    let joint = fits.rfind(['_', '-', '/', '.']).map(|at| at + 1);
    let first = clusters(word).next().map_or(0, str::len);
    joint.filter(|&at| at < word.len()).unwrap_or(end).max(first)
}

/// How many bytes of the text fit, in whole clusters.
fn fitting(text: &str, font: Font, room: f64) -> usize {
    let mut end = 0;
    let mut used = 0.0;
    for cluster in clusters(text) {
        used += width(cluster, font);
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
        assert_eq!(wrapped(text, Font::regular(10.5), 96.0, 2), expected);
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
