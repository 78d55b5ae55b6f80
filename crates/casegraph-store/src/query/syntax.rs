//! The parser's complaints, made into a place and a sentence.

use spargebra::SparqlSyntaxError;

use crate::SyntaxError;

/// Reads the place and what was expected out of the parser's message, the only form it gives them in:
/// `error at 3:5: expected one of "(", "*"`.
pub(super) fn syntax_error(error: &SparqlSyntaxError, text: &str) -> SyntaxError {
    let message = error.to_string();
    let found = message.strip_prefix("error at ").and_then(|rest| {
        let (place, expected) = rest.split_once(": ")?;
        let (line, column) = place.split_once(':')?;
        Some((line.parse::<u32>().ok()?, column.parse::<u32>().ok()?, expected))
    });
    let Some((line, column, expected)) = found else {
        return SyntaxError { line: 1, column: 1, message };
    };
    let rest = rest_of(text, line, column);
    let message = explain(expected, rest);
    SyntaxError { line, column, message }
}

fn explain(expected: &str, rest: &str) -> String {
    const UPDATES: [&str; 11] =
        ["insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with", "using"];
    let expected = expected.strip_prefix("expected ").unwrap_or(expected);
    let word: String =
        rest.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    // Only before the body of a query are these words among what could follow.
    if UPDATES.contains(&word.as_str()) && expected.contains("\"SELECT\"") && expected.contains("\"ASK\"") {
        return "casegraph only reads: expected SELECT, ASK, CONSTRUCT or DESCRIBE".to_owned();
    }
    if expected == "Prefix not found" {
        return "this prefix is not declared: add a PREFIX line".to_owned();
    }
    let found = match rest.chars().next() {
        None => "the query ends here".to_owned(),
        Some('\n' | '\r') => "the line ends here".to_owned(),
        Some(_) => format!(
            "found `{}`",
            rest.split_whitespace().next().unwrap_or_default().chars().take(24).collect::<String>()
        ),
    };
    let choices = expected.strip_prefix("one of ").unwrap_or(expected);
    let choices: Vec<&str> = choices.split(", ").collect();
    match choices.as_slice() {
        [one] => format!("{found}, expected {one}"),
        many if many.len() <= 8 => format!("{found}, expected one of {}", many.join(", ")),
        many => {
            let shown: Vec<&str> = many.iter().copied().take(8).collect();
            format!("{found}, expected one of {} or {} others", shown.join(", "), many.len() - shown.len())
        }
    }
}

/// The text from a place on.
fn rest_of(text: &str, line: u32, column: u32) -> &str {
    let (line, column) = (line.saturating_sub(1) as usize, column.saturating_sub(1) as usize);
    let from_line = match line {
        0 => text,
        _ => {
            text.match_indices('\n').nth(line - 1).and_then(|(at, _)| text.get(at + 1..)).unwrap_or_default()
        }
    };
    let at = from_line.char_indices().nth(column).map_or(from_line.len(), |(at, _)| at);
    from_line.get(at..).unwrap_or_default()
}

/// Line and column, from 1, of a byte of the text.
pub(super) fn place(text: &str, byte: usize) -> (u32, u32) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

/// The words of a query with their places: runs of letters, digits, `_`, `?` and `$` outside comments, strings and
/// IRIs. A variable is the word `?name`, or `$name`.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '#' => while chars.next_if(|(_, c)| *c != '\n').is_some() {},
            '"' | '\'' => {
                while let Some((_, inner)) = chars.next() {
                    match inner {
                        '\\' => drop(chars.next()),
                        end if end == c => break,
                        _ => {}
                    }
                }
            }
            '<' => {
                // An IRI ends before any white space; a comparison is no IRI.
                let rest = text.get(at..).unwrap_or_default();
                let end = rest
                    .find(|c: char| c == '>' || c.is_whitespace())
                    .filter(|end| rest.get(*end..=*end) == Some(">"));
                if let Some(end) = end {
                    while chars.next_if(|(next, _)| *next <= at + end).is_some() {}
                }
            }
            c if is_word(c) => {
                let mut end = at + c.len_utf8();
                while let Some((next, c)) = chars.next_if(|(_, c)| is_word(*c)) {
                    end = next + c.len_utf8();
                }
                found.extend(text.get(at..end).map(|word| (at, word)));
            }
            _ => {}
        }
    }
    found.into_iter()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '?' | '$')
}
