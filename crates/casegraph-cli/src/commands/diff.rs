//! `casegraph diff`

use std::fmt::Write as _;
use std::path::PathBuf;

use casegraph::{
    DiffKind, DiffSection, DiffSide, DiffSign, DiffSource, GraphDiff, diff_graphs, diff_markdown,
    diff_outline,
};
use clap::{Args, ValueEnum};

use crate::failure::Outcome;
use crate::global::Global;
use crate::output;
use crate::progress::Bar;
use crate::table::{Align, render};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph diff HEAD\n  casegraph diff v1..v2\n  casegraph diff main...HEAD --format markdown\n  \
    casegraph diff ../before ../after\n  casegraph diff last-week.nq --exit-code\n\nA side is a git revision of the corpus (a commit, \
    branch or tag; OLD..NEW names both sides, OLD...NEW compares NEW with the common ancestor of both), a folder with a casegraph.toml, or \
    a file written by casegraph export."
)]
pub(crate) struct DiffArgs {
    /// A git revision, a folder, or an exported graph
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    /// The same [default: the current files of the corpus]
    #[arg(value_name = "NEW")]
    pub(crate) new: Option<String>,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = DiffFormat::Text, value_name = "FORMAT")]
    pub(crate) format: DiffFormat,
    /// Maximum number of lines per kind in the text; 0 for all
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub(crate) limit: usize,
    /// Exit with 1 if there are differences
    #[arg(long)]
    pub(crate) exit_code: bool,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Human-readable text
    Text,
    /// For a pull request
    Markdown,
    Json,
}

pub(crate) fn run(global: &Global, arguments: &DiffArgs) -> anyhow::Result<Outcome> {
    let (old, new) = DiffSource::pair(&arguments.old, arguments.new.as_deref());
    let corpus = if old.needs_corpus() || new.needs_corpus() { Some(output::corpus(global)?) } else { None };
    let open = |source: &DiffSource| DiffSide::open(source, corpus.as_ref(), &Bar::new(global));
    let diff = diff_graphs(&open(&old)?, &open(&new)?)?;
    let text = match arguments.format {
        DiffFormat::Text => page(&diff, arguments.limit),
        DiffFormat::Markdown => diff_markdown(&diff),
        DiffFormat::Json => serde_json::to_string_pretty(&diff)? + "\n",
    };
    match &arguments.output {
        Some(file) => output::write(anstream::adapter::strip_str(&text).to_string().as_bytes(), Some(file))?,
        None => output::print(&text)?,
    }
    let findings = arguments.exit_code && !diff.is_empty();
    Ok(if findings { Outcome::Findings } else { Outcome::Clean })
}

fn page(diff: &GraphDiff, limit: usize) -> String {
    let bold = anstyle::Style::new().bold();
    let mut out = format!("{} → {}\n\n", diff.old, diff.new);
    let sections = diff_outline(diff);
    if sections.is_empty() {
        out.push_str("no differences\n");
    } else {
        use Align::{Left, Right};
        let header = [("", Left), ("Gained", Right), ("Lost", Right), ("Changed", Right)];
        let count = |count: &usize| if *count == 0 { "·".to_owned() } else { count.to_string() };
        let row = |section: &DiffSection| -> Vec<String> {
            std::iter::once(section.kind.plural().to_owned())
                .chain(section.counts.iter().map(count))
                .collect()
        };
        out.push_str(&render(&header, sections.iter().map(row)));
    }
    for section in sections.iter().filter(|section| !section.entries.is_empty()) {
        let _ = writeln!(out, "\n{bold}{}{bold:#}", section.kind.title());
        out.push_str(&lines(section, limit));
    }
    if !diff.notes.is_empty() {
        out.push('\n');
    }
    for note in &diff.notes {
        let _ = writeln!(out, "note: {note}");
    }
    out
}

/// The lines of a section, up to the limit.
pub(super) fn lines(section: &DiffSection, limit: usize) -> String {
    let limit = if limit == 0 { usize::MAX } else { limit };
    let mut out = String::new();
    for entry in section.entries.iter().take(limit) {
        let color = match (entry.sign, section.kind == DiffKind::Gap) {
            (DiffSign::Gained, false) | (DiffSign::Lost, true) => anstyle::AnsiColor::Green,
            (DiffSign::Lost, false) | (DiffSign::Gained, true) => anstyle::AnsiColor::Red,
            (DiffSign::Changed | DiffSign::Moved, _) => anstyle::AnsiColor::Yellow,
        };
        let style = color.on_default();
        let note = if entry.note.is_empty() { String::new() } else { format!(" ({})", entry.note) };
        let _ = writeln!(out, "  {style}{}{style:#} {}{note}", entry.sign.mark(), entry.label);
    }
    if section.entries.len() > limit {
        let _ = writeln!(out, "  and {} more; --limit 0 shows all", section.entries.len() - limit);
    }
    if section.folded > 0 {
        let _ = writeln!(out, "  and {} that belong to the items above", section.folded);
    }
    out
}
