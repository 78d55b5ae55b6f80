//! Syntax errors: converts the messages of the parser to a position and a sentence.
//!
//! spargebra reports the furthest position that its grammar has read. To match a keyword it reads as many characters as the
//! keyword has, so the reported position is after the error, and can hide an error in a short token. Therefore an invalid
//! query is parsed again with large gaps between its tokens: then no keyword reaches the next token, and the reported
//! position minus the length of the keyword is the position of the error.

use crate::query::query_error::SyntaxError;
use crate::query::tokens::{tokens, words};

/// Longer than the longest keyword of SPARQL (`GROUP_CONCAT`, `ENCODE_FOR_URI`).
const GAP: &str = "                    ";

/// The syntax error of an invalid query. `parse` returns the message of the parser for a text.
pub(super) fn syntax_error(text: &str, parse: impl Fn(&str) -> Option<String>) -> SyntaxError {
    if let Some(start) = open_string(text) {
        let (line, column) = line_and_column(text, start);
        return SyntaxError { line, column, message: "the string is not terminated".to_owned() };
    }
    let spaced = Spaced::new(text);
    let message = parse(&spaced.text).or_else(|| parse(text)).unwrap_or_default();
    let found = message.strip_prefix("error at ").and_then(|rest| {
        let (place, expected) = rest.split_once(": ")?;
        let (line, column) = place.split_once(':')?;
        Some((byte_at(&spaced.text, line.parse().ok()?, column.parse().ok()?), expected))
    });
    let Some((end, expected)) = found else {
        return SyntaxError { line: 1, column: 1, message };
    };
    let (at, message) = explain(&spaced.text, end, expected.strip_prefix("expected ").unwrap_or(expected));
    let (line, column) = line_and_column(text, spaced.original(at));
    SyntaxError { line, column, message }
}

/// The offset of the error, and a sentence about it.
fn explain(text: &str, end: usize, expected: &str) -> (usize, String) {
    const UPDATES: [&str; 11] =
        ["insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with", "using"];
    let choices: Vec<&str> = expected.strip_prefix("one of ").unwrap_or(expected).split(", ").collect();
    // Sentences of the grammar contain a space and begin with a letter; tokens are quoted or in capitals.
    let is_sentence =
        |choice: &str| choice.contains(' ') && choice.starts_with(|c: char| c.is_ascii_alphabetic());
    if choices.contains(&"Prefix not found") {
        let before = text.get(..end).unwrap_or_default();
        let start =
            before.rfind(|c: char| c.is_whitespace() || "{}()[];,|/^".contains(c)).map_or(0, |at| at + 1);
        let name = before.get(start..).unwrap_or_default();
        return (start, format!("the prefix of `{name}` is not declared: add a PREFIX line"));
    }
    if let Some(sentence) = choices.iter().find(|choice| is_sentence(choice)) {
        let before = text.get(..end).unwrap_or_default();
        if let Some(start) = before.rfind('<').filter(|_| sentence.starts_with("IRI ")) {
            let iri =
                before.get(start..).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            return (start, format!("`{iri}` is not an IRI"));
        }
        let rest = text.get(end..).unwrap_or_default();
        let at = end + (rest.len() - rest.trim_start().len());
        return (at, lower_first(sentence));
    }
    let is_keyword =
        |choice: &&str| choice.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    let ahead = choices.iter().find(|choice| is_keyword(choice)).map_or(0, |keyword| keyword.len());
    let before = text.get(..end).unwrap_or_default();
    let at =
        if ahead == 0 { end } else { before.char_indices().rev().nth(ahead - 1).map_or(0, |(at, _)| at) };
    let rest = text.get(at..).unwrap_or_default();
    let at = at + (rest.len() - rest.trim_start().len());
    let rest = rest.trim_start();
    let token: String = rest.split_whitespace().next().unwrap_or_default().chars().take(32).collect();
    let word: String =
        token.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    let is_first = !words(before)
        .any(|(_, word)| !["prefix", "base"].iter().any(|known| word.eq_ignore_ascii_case(known)));
    if choices.contains(&"CONSTRUCT") || choices.contains(&"DESCRIBE") || (is_first && rest.is_empty()) {
        let reads = "expected SELECT, ASK, CONSTRUCT or DESCRIBE";
        let only = if UPDATES.contains(&word.as_str()) { "updates are not supported: " } else { "" };
        return (at, format!("{only}{reads}"));
    }
    if token.starts_with('<') && token.ends_with('>') && !token.contains(':') {
        return (at, format!("`{token}` is not an absolute IRI: write it in full or add a BASE line"));
    }
    let quoted: Vec<&str> = choices.iter().copied().filter(|choice| choice.starts_with('"')).collect();
    let found = if token.is_empty() {
        "the query ends too early".to_owned()
    } else {
        format!("unexpected `{token}`")
    };
    // A list of expected tokens is only shown if it is short and complete.
    if ahead == 0 && !quoted.is_empty() && quoted.len() <= 8 {
        let quoted: Vec<String> =
            quoted.iter().map(|choice| format!("`{}`", choice.trim_matches('"'))).collect();
        return (at, format!("{found}: expected {}", quoted.join(" or ")));
    }
    (at, found)
}

fn lower_first(sentence: &str) -> String {
    let mut chars = sentence.chars();
    let second_is_lower = sentence.chars().nth(1).is_some_and(char::is_lowercase);
    match chars.next() {
        Some(first) if second_is_lower => first.to_lowercase().chain(chars).collect(),
        _ => sentence.to_owned(),
    }
}

/// The offset of an unterminated string.
fn open_string(text: &str) -> Option<usize> {
    tokens(text).find(|(_, token)| *token == "\"" || *token == "'").map(|(at, _)| at)
}

/// A text with gaps between its tokens, and the original offset of each byte.
struct Spaced {
    text: String,
    origins: Vec<usize>,
}

impl Spaced {
    fn new(text: &str) -> Self {
        let mut spaced = Self { text: String::new(), origins: Vec::new() };
        for (at, token) in tokens(text) {
            if token.starts_with(char::is_whitespace) || token.starts_with(['{', '}', '(', ')', ';', ',']) {
                spaced.push(GAP, at, 0);
                spaced.push(token, at, 1);
                spaced.push(GAP, at + token.len(), 0);
            } else {
                spaced.push(token, at, 1);
            }
        }
        spaced.origins.push(text.len());
        spaced
    }

    fn push(&mut self, piece: &str, at: usize, step: usize) {
        self.origins.extend((0..piece.len()).map(|index| at + index * step));
        self.text.push_str(piece);
    }

    fn original(&self, at: usize) -> usize {
        self.origins.get(at).or(self.origins.last()).copied().unwrap_or_default()
    }
}

/// The byte offset of a line and a column, both from 1.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        _ => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(at, _)| at + 1),
    };
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

/// Line and column, both from 1, of a byte offset.
pub(super) fn line_and_column(text: &str, byte: usize) -> (u32, u32) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}
