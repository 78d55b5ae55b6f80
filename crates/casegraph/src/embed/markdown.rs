//! Markdown fragments, escaped.

use std::fmt::Write as _;

/// Text for Markdown: markup is escaped, line ends become spaces.
pub(super) fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if r"\`*_[]<>|~&#".contains(character) {
            escaped.push('\\');
        }
        if !character.is_control() {
            escaped.push(character);
        }
    }
    escaped
}

/// A message that may contain code between backticks: code stays code, the rest is escaped.
pub(super) fn sentence(sentence: &str) -> String {
    let parts: Vec<&str> = sentence.split('`').collect();
    // An unpaired backtick is text.
    if parts.len().is_multiple_of(2) {
        return text(sentence);
    }
    let mut out = String::with_capacity(sentence.len());
    for (at, part) in parts.into_iter().enumerate() {
        if at % 2 == 1 {
            let _ = write!(out, "`{}`", part.replace('|', "\\|"));
            continue;
        }
        let [before, after] = [part.starts_with(char::is_whitespace), part.ends_with(char::is_whitespace)];
        let shown = text(part);
        let after = after && !shown.is_empty();
        let _ = write!(out, "{}{shown}{}", if before { " " } else { "" }, if after { " " } else { "" });
    }
    out
}

/// A link, or the text alone if there is no target.
pub(super) fn link(label: &str, target: Option<&str>) -> String {
    let label = text(label);
    match target {
        // In angle brackets a target may contain anything except these.
        Some(target) if target.contains(['(', ')', ' ']) => {
            format!("[{label}](<{}>)", target.replace(['<', '>', '\n'], ""))
        }
        Some(target) => format!("[{label}]({target})"),
        None => label,
    }
}

/// The alignment of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// A table; the cells are Markdown.
pub(super) fn table(header: &[(&str, Align)], rows: &[Vec<String>]) -> String {
    let names: Vec<&str> = header.iter().map(|(name, _)| *name).collect();
    let rule = |(_, align): &(&str, Align)| if *align == Align::Right { "---:" } else { "---" };
    let rules: Vec<&str> = header.iter().map(rule).collect();
    let mut table = format!("| {} |\n| {} |\n", names.join(" | "), rules.join(" | "));
    for row in rows {
        let _ = writeln!(table, "| {} |", row.join(" | "));
    }
    table
}

/// Code in a fence that is longer than any fence in the code.
pub(super) fn fence(language: &str, code: &str) -> String {
    let longest = code.lines().map(|line| line.trim_start().chars().take_while(|c| *c == '`').count()).max();
    let fence = "`".repeat(longest.unwrap_or_default().max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", code.trim_end())
}

/// A number; a dot for zero.
pub(super) fn count(number: usize) -> String {
    if number == 0 { "·".to_owned() } else { number.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_text_is_escaped() {
        assert_eq!(text("a|b\n <c> [d] *e* `f` \\"), r"a\|b \<c\> \[d\] \*e\* \`f\` \\");
        assert_eq!(link("a]", Some("x (1).md")), r"[a\]](<x (1).md>)");
        assert_eq!(sentence("the link `a|b_c` to _x_ leads"), r"the link `a\|b_c` to \_x\_ leads");
        assert_eq!(sentence("`a` `b`, one ` alone"), r"\`a\` \`b\`, one \` alone");
        assert_eq!(fence("text", "a\n````\n"), "`````text\na\n````\n`````\n");
    }
}
