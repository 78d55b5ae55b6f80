//! Escaping for the texts that the program writes: Markdown and CSV.
//!
//! A corpus holds any characters. These functions are the only ones that write such text into Markdown or CSV, so that it
//! is shown as it is and never taken for markup.

use std::fmt::Write as _;

/// Text as Markdown that shows it literally: markup is escaped, line ends become spaces, control characters are removed.
///
/// ```
/// use casegraph_facts::escape;
///
/// assert_eq!(escape::markdown("a|b *c*"), r"a\|b \*c\*");
/// ```
#[must_use]
pub fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, word) in text.split_whitespace().enumerate() {
        if at > 0 {
            escaped.push(' ');
        }
        for character in word.chars() {
            if r"\`*_[]<>|~&#".contains(character) {
                escaped.push('\\');
            }
            if !character.is_control() {
                escaped.push(character);
            }
        }
    }
    escaped
}

/// A sentence that may hold code between backticks: the code stays code, the rest is shown literally.
#[must_use]
pub fn markdown_sentence(sentence: &str) -> String {
    let parts: Vec<&str> = sentence.split('`').collect();
    // With an odd number of backticks, all are literal.
    if parts.len().is_multiple_of(2) {
        return markdown(sentence);
    }
    let mut out = String::with_capacity(sentence.len());
    for (at, part) in parts.into_iter().enumerate() {
        if at % 2 == 1 {
            let _ = write!(out, "`{}`", markdown_cell(part));
            continue;
        }
        let [before, after] = [part.starts_with(char::is_whitespace), part.ends_with(char::is_whitespace)];
        let shown = markdown(part);
        let after = after && !shown.is_empty();
        let _ = write!(out, "{}{shown}{}", if before { " " } else { "" }, if after { " " } else { "" });
    }
    out
}

/// A Markdown link with a literal label; the label alone without a target.
#[must_use]
pub fn markdown_link(label: &str, target: Option<&str>) -> String {
    let label = markdown(label);
    match target {
        // Between angle brackets, a target may hold any characters but these.
        Some(target) if target.contains(['(', ')', ' ']) => {
            format!("[{label}](<{}>)", target.replace(['<', '>', '\n'], ""))
        }
        Some(target) => format!("[{label}]({target})"),
        None => label,
    }
}

/// Markdown as the cell of a table: only the delimiter of cells is escaped.
#[must_use]
pub fn markdown_cell(markdown: &str) -> String {
    markdown.replace('|', "\\|")
}

/// Text for a comment on a code host: literal as of [`markdown`], without HTML, and without mentions of people.
#[must_use]
pub fn markdown_comment(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => escaped.extend(['\\', character]),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '@' => escaped.push_str("&#64;"),
            character => escaped.push(character),
        }
    }
    escaped
}

/// A field of CSV (RFC 4180), quoted if necessary.
#[must_use]
pub fn csv_field(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// A record of CSV (RFC 4180) with its line end.
///
/// ```
/// use casegraph_facts::escape;
///
/// assert_eq!(escape::csv_record(["code", "a, b"]), "code,\"a, b\"\r\n");
/// ```
#[must_use]
pub fn csv_record<'f>(fields: impl IntoIterator<Item = &'f str>) -> String {
    let fields: Vec<String> = fields.into_iter().map(csv_field).collect();
    fields.join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_shown_literally() {
        assert_eq!(markdown("a|b\n <c> [d] *e* `f` \\"), r"a\|b \<c\> \[d\] \*e\* \`f\` \\");
        assert_eq!(markdown("  a\u{7}b  "), "ab");
        assert_eq!(markdown_link("a]", Some("x (1).md")), r"[a\]](<x (1).md>)");
        assert_eq!(markdown_link("a", None), "a");
    }

    #[test]
    fn code_in_a_sentence_stays_code() {
        assert_eq!(markdown_sentence("the link `a|b_c` to _x_ leads"), r"the link `a\|b_c` to \_x\_ leads");
        assert_eq!(markdown_sentence("`a` `b`, one ` alone"), r"\`a\` \`b\`, one \` alone");
    }

    #[test]
    fn a_comment_holds_no_html_and_no_mention() {
        assert_eq!(markdown_comment("a <b> @c\nd & [e]"), r"a &lt;b&gt; &#64;c d &amp; \[e\]");
    }

    #[test]
    fn csv_fields_are_quoted_if_necessary() {
        let fields = ["plain", "a,b", "say \"so\"", "two\nlines", "cr\r", ""];
        assert_eq!(csv_record(fields), "plain,\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",\"cr\r\",\r\n");
    }
}
