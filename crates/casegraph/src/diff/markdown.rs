//! Differences as Markdown for a pull request: a table of numbers, then each kind; long ones are folded away.

use std::fmt::Write as _;

use super::outline::{DiffEntry, DiffSection, DiffSign};
use super::{DiffKind, GraphDiff};

/// A longer list is folded away until somebody opens it.
const OPEN: usize = 10;
/// A list is never longer: a comment on a pull request has its limits.
const LONGEST: usize = 200;

/// The differences as Markdown, ending in a line feed. The same differences give the same bytes.
#[must_use]
pub fn diff_markdown(diff: &GraphDiff) -> String {
    let mut out = format!("**{}** → **{}**\n", plain(&diff.old), plain(&diff.new));
    let sections = diff.outline();
    if sections.is_empty() {
        out.push_str("\nNo differences.\n");
    } else {
        out.push_str("\n| | gained | lost | changed |\n|---|---:|---:|---:|\n");
        for DiffSection { kind, counts: [gained, lost, changed], .. } in &sections {
            let _ = writeln!(out, "| {} | {gained} | {lost} | {changed} |", kind.plural());
        }
    }
    for section in &sections {
        write_section(&mut out, section);
    }
    for note in &diff.notes {
        let _ = write!(out, "\n*{}.*\n", plain(note));
    }
    out
}

fn write_section(out: &mut String, section: &DiffSection) {
    if section.entries.is_empty() {
        return;
    }
    let title = title(section.kind);
    let long = section.entries.len() > OPEN;
    if long {
        let _ = write!(out, "\n<details>\n<summary>{title} ({})</summary>\n\n", section.entries.len());
    } else {
        let _ = write!(out, "\n**{title}**\n\n");
    }
    for entry in section.entries.iter().take(LONGEST) {
        let DiffEntry { sign, label, note } = entry;
        let sign = match (sign, section.kind) {
            (DiffSign::Gained, DiffKind::Gap) => "🔴 found",
            (DiffSign::Lost, DiffKind::Gap) => "🟢 mended",
            (DiffSign::Gained, _) => "➕",
            (DiffSign::Lost, _) => "➖",
            (DiffSign::Changed, _) => "✏️",
            (DiffSign::Moved, _) => "➡️",
        };
        let note = if note.is_empty() { String::new() } else { format!(" ({})", plain(note)) };
        let _ = writeln!(out, "- {sign} {}{note}", plain(label));
    }
    if section.entries.len() > LONGEST {
        let _ = writeln!(out, "- and {} more", section.entries.len() - LONGEST);
    }
    if section.folded > 0 {
        let _ = writeln!(out, "- and {} that came or went with what is told above", section.folded);
    }
    if long {
        out.push_str("\n</details>\n");
    }
}

/// The kind's name with a capital.
pub(super) fn title(kind: DiffKind) -> String {
    let mut letters = kind.plural().chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Text in which nothing is taken for Markdown or HTML.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => out.extend(['\\', letter]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"), // no mention of a person who has that name
            letter => out.push(letter),
        }
    }
    out
}
