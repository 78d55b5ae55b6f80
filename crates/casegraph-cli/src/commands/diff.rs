//! `casegraph diff`

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use casegraph::{
    Corpus, DiffKind, DiffSection, DiffSign, Error, GraphDiff, Place, Session, Side, diff_markdown,
};

use crate::arguments::{Diff, DiffFormat, Global};
use crate::failure::Outcome;
use crate::output;
use crate::progress::Bar;
use crate::table::{Align, render};

pub(crate) fn run(global: &Global, arguments: &Diff) -> anyhow::Result<Outcome> {
    let (old, new) = Place::pair(&arguments.old, arguments.new.as_deref());
    let corpus = if old.needs_corpus() || new.needs_corpus() { Some(output::corpus(global)?) } else { None };
    let open = |place: &Place| match place {
        Place::Current | Place::Folder(_) if global.frozen => stored(place, corpus.as_ref()),
        place => Side::open(place, corpus.as_ref(), &Bar::new(global)),
    };
    let diff = GraphDiff::between(&open(&old)?, &open(&new)?)?;
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

/// The stored graph of a corpus as it is.
fn stored(place: &Place, corpus: Option<&Corpus>) -> Result<Side, Error> {
    let (name, corpus) = match (place, corpus) {
        (Place::Folder(folder), _) => (folder.display().to_string(), Corpus::open(folder)?),
        (_, Some(corpus)) if corpus.root() == Path::new(".") => {
            ("the stored graph".to_owned(), corpus.clone())
        }
        (_, Some(corpus)) => (format!("{} as it is", corpus.root().display()), corpus.clone()),
        (_, None) => return Err(Error::NoCorpus { start: PathBuf::from(".") }),
    };
    Ok(Side::of_session(name, Session::open_frozen(corpus)?))
}

fn page(diff: &GraphDiff, limit: usize) -> String {
    let bold = anstyle::Style::new().bold();
    let mut out = format!("{} → {}\n\n", diff.old, diff.new);
    let sections = diff.outline();
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
        let _ = writeln!(out, "\n{bold}{}{bold:#}", title(section.kind));
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

/// The lines of a section, a limited number of them.
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
        let _ = writeln!(out, "  and {} more; --limit 0 tells all", section.entries.len() - limit);
    }
    if section.folded > 0 {
        let _ = writeln!(out, "  and {} that came or went with what is told above", section.folded);
    }
    out
}

fn title(kind: DiffKind) -> String {
    let mut letters = kind.plural().chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
