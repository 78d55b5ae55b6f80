//! Differences as Markdown for a pull request: a table of counts, then a list per kind; long lists are collapsed.

use std::fmt::Write as _;

use super::graph_diff::GraphDiff;
use super::kind::DiffKind;
use super::outline::{DiffEntry, DiffSection, DiffSign, diff_outline};

/// Longer lists are collapsed.
const OPEN: usize = 10;
/// Maximum number of lines of a list: the first of these numbers with which the whole text is short enough.
const LINES: [usize; 6] = [200, 100, 50, 20, 10, 5];
/// GitHub accepts comments of at most 65,536 characters.
const LONGEST: usize = 60_000;

/// The differences as Markdown, ending in a line feed; short enough for a comment. The same differences give the same bytes.
#[must_use]
pub fn diff_markdown(diff: &GraphDiff) -> String {
    let sections = diff_outline(diff);
    let mut out = String::new();
    for lines in LINES {
        out = page(diff, &sections, lines);
        if out.len() <= LONGEST {
            break;
        }
    }
    out
}

fn page(diff: &GraphDiff, sections: &[DiffSection], lines: usize) -> String {
    let mut out = format!("**{}** → **{}**\n", plain(&diff.old), plain(&diff.new));
    if sections.is_empty() {
        out.push_str("\nNo differences.\n");
    } else {
        out.push_str("\n| | gained | lost | changed |\n|---|---:|---:|---:|\n");
        for DiffSection { kind, counts: [gained, lost, changed], .. } in sections {
            let _ = writeln!(out, "| {} | {gained} | {lost} | {changed} |", kind.plural());
        }
    }
    for section in sections {
        write_section(&mut out, section, lines);
    }
    for note in &diff.notes {
        let _ = write!(out, "\n*{}.*\n", plain(note));
    }
    out
}

fn write_section(out: &mut String, section: &DiffSection, lines: usize) {
    if section.entries.is_empty() {
        return;
    }
    let title = section.kind.title();
    let long = section.entries.len() > OPEN;
    if long {
        let _ = write!(out, "\n<details>\n<summary>{title} ({})</summary>\n\n", section.entries.len());
    } else {
        let _ = write!(out, "\n**{title}**\n\n");
    }
    for entry in section.entries.iter().take(lines) {
        let DiffEntry { sign, label, note } = entry;
        let sign = match (sign, section.kind) {
            (DiffSign::Gained, DiffKind::Gap) => "🔴 new",
            (DiffSign::Lost, DiffKind::Gap) => "🟢 fixed",
            (DiffSign::Gained, _) => "➕",
            (DiffSign::Lost, _) => "➖",
            (DiffSign::Changed, _) => "✏️",
            (DiffSign::Moved, _) => "➡️",
        };
        let note = if note.is_empty() { String::new() } else { format!(" ({})", plain(note)) };
        let _ = writeln!(out, "- {sign} {}{note}", plain(label));
    }
    if section.entries.len() > lines {
        let _ = writeln!(out, "- and {} more", section.entries.len() - lines);
    }
    if section.folded > 0 {
        let _ = writeln!(out, "- and {} that belong to the items above", section.folded);
    }
    if long {
        out.push_str("\n</details>\n");
    }
}

/// Escapes Markdown and HTML.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => out.extend(['\\', letter]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"), // not a mention of an account
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::graph_diff::{DiffItem, KindDiff};
    use super::*;

    #[test]
    fn long_diffs_are_cut_to_the_size_of_a_comment_and_say_so() {
        let item = |at: usize| DiffItem {
            key: format!("{at:05}"),
            label: "a <b> *c* `d` @e [f](g) | h".repeat(8),
            topic: None,
            within: None,
            values: std::collections::BTreeMap::new(),
        };
        let kind = |kind| KindDiff {
            kind,
            gained: (0..900).map(item).collect(),
            lost: Vec::new(),
            changed: Vec::new(),
        };
        let diff = GraphDiff { kinds: DiffKind::ALL.map(kind).into(), ..GraphDiff::default() };
        let text = diff_markdown(&diff);
        assert!(text.len() <= LONGEST && text.len() > LONGEST / 4, "{}", text.len());
        assert_eq!(text.matches("- and 890 more").count(), 12);
        assert!(!text.contains("<b>") && !text.contains('@') && text.contains("\\[f\\]"));
    }
}
