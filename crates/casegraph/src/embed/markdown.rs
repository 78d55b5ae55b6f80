//! Tables, fences and counts in Markdown; escaping is in [`casegraph_facts::escape`].

use std::fmt::Write as _;

pub(super) use casegraph_facts::escape::{
    markdown as text, markdown_link as link, markdown_sentence as sentence,
};

/// Whether the numbers of a column are to stand under each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// A table; the cells are Markdown already.
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

/// Code in a fence that is longer than any in it.
pub(super) fn fence(language: &str, code: &str) -> String {
    let longest = code.lines().map(|line| line.trim_start().chars().take_while(|c| *c == '`').count()).max();
    let fence = "`".repeat(longest.unwrap_or_default().max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", code.trim_end())
}

/// A number, or a point for none: what is there stands out.
pub(super) fn count(number: usize) -> String {
    if number == 0 { "·".to_owned() } else { number.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_is_longer_than_any_in_the_code() {
        assert_eq!(fence("text", "a\n````\n"), "`````text\na\n````\n`````\n");
    }
}
