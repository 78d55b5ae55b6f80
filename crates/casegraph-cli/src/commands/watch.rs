//! `casegraph watch`

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::Duration;

use anyhow::Context as _;
use casegraph::{
    DiffKind, Error, GraphDiff, Listener, Rebuilt, Saved, Watch, WatchMessage, diff_outline, next_save,
};
use clap::Args;

use super::diff::lines;
use crate::failure::{self, Outcome};
use crate::global::Global;
use crate::output;
use crate::progress::Bar;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph watch\n  casegraph watch --limit 3\n  casegraph watch -C docs/case-studies\n\nA file that cannot be \
    read, or a wrong casegraph.toml, is told and does not end it. Ctrl-C does."
)]
pub(crate) struct WatchArgs {
    /// How many gaps to name after each save; 0 names all
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub(crate) limit: usize,
    /// How long it must be quiet before the files are read, in milliseconds
    #[arg(long, default_value_t = 100, value_name = "MS", value_parser = clap::value_parser!(u64).range(1..=60_000))]
    pub(crate) quiet_for: u64,
}

/// How many of the saved files are named.
const NAMED: usize = 3;

pub(crate) fn run(global: &Global, arguments: &WatchArgs) -> anyhow::Result<Outcome> {
    let root = output::folder(global)?;
    let (sender, receiver) = channel();
    let stop = sender.clone();
    ctrlc::set_handler(move || {
        let _ = stop.send(WatchMessage::Stop); // it has ended already
    })
    .context("cannot listen for Ctrl-C")?;
    let _listener = Listener::start(&root, sender)?;
    let mut watch = Watch::new(&root);
    match watch.update(&Bar::new(global)) {
        Ok(rebuilt) => output::print(&format!(
            "watching {}: {} topics, {} case studies, {} gaps; Ctrl-C ends it\n",
            root.display(),
            rebuilt.topics,
            rebuilt.case_studies,
            rebuilt.gaps
        ))?,
        Err(error @ Error::Corpus(casegraph::corpus::Error::NoConfig { .. })) => return Err(error.into()),
        Err(error) => {
            failure::report(&error.into());
            output::print(&format!(
                "watching {}, which cannot be read yet; Ctrl-C ends it\n",
                root.display()
            ))?;
        }
    }
    loop {
        match next_save(&receiver, Duration::from_millis(arguments.quiet_for)) {
            Saved::Stop => return Ok(Outcome::Clean),
            Saved::Failed(message) => output::note(global, &format!("some changes may be missed: {message}")),
            Saved::Files(files) => {
                let files = watch.of_concern(files);
                if files.is_empty() {
                    continue;
                }
                let files: BTreeSet<PathBuf> =
                    files.into_iter().filter(|file| is_told(&root, file)).collect();
                match watch.update(&Bar::new(global)) {
                    Ok(rebuilt) => output::print(&told(&files, &rebuilt, arguments.limit))?,
                    Err(error) => {
                        output::print(&format!("\n{}\n", names(&files)))?;
                        failure::report(&error.into());
                    }
                }
            }
        }
    }
}

/// Whether a file that was written is named: one that is there, or that is gone and was read. Others came and went while an
/// editor saved.
fn is_told(root: &Path, file: &Path) -> bool {
    let end = file.extension().and_then(OsStr::to_str).unwrap_or_default();
    root.join(file).is_file()
        || matches!(end.to_ascii_lowercase().as_str(), "md" | "markdown" | "ttl" | "toml" | "rq")
}

/// What a save changed, in a few lines; nothing where no file is named and nothing changed.
fn told(files: &BTreeSet<PathBuf>, rebuilt: &Rebuilt, limit: usize) -> String {
    let mut out = format!("\n{}\n", names(files));
    let Some(diff) = &rebuilt.diff else {
        let Rebuilt { topics, case_studies, gaps, .. } = rebuilt;
        let _ = writeln!(out, "  can be read: {topics} topics, {case_studies} case studies, {gaps} gaps");
        return out;
    };
    if diff.is_empty() && files.is_empty() {
        return String::new();
    }
    if diff.is_empty() {
        out.push_str("  nothing changed in the graph\n");
        return out;
    }
    for line in numbers(diff) {
        let _ = writeln!(out, "  {line}");
    }
    if let Some(gaps) = diff.of_kind(DiffKind::Gap) {
        let _ = writeln!(
            out,
            "  gaps: {} found, {} mended, {} in all",
            gaps.gained.len(),
            gaps.lost.len(),
            rebuilt.gaps
        );
        for section in diff_outline(diff).iter().filter(|section| section.kind == DiffKind::Gap) {
            out.push_str(&lines(section, limit));
        }
    }
    out
}

/// A line for what was gained, lost and changed, without gaps.
fn numbers(diff: &GraphDiff) -> Vec<String> {
    let outline = diff_outline(diff);
    let line = |what: &str, at: usize| {
        let counts: Vec<String> = outline
            .iter()
            .filter(|section| section.kind != DiffKind::Gap)
            .filter_map(|section| Some((section.kind, *section.counts.get(at).filter(|count| **count > 0)?)))
            .map(|(kind, count)| kind.count(count))
            .collect();
        (!counts.is_empty()).then(|| format!("{what} {}", counts.join(", ")))
    };
    [("gained", 0), ("lost", 1), ("changed", 2)].into_iter().filter_map(|(what, at)| line(what, at)).collect()
}

fn names(files: &BTreeSet<PathBuf>) -> String {
    let named: Vec<String> = files.iter().take(NAMED).map(|path| path.display().to_string()).collect();
    match (named.as_slice(), files.len() - named.len()) {
        ([], _) => "some files".to_owned(),
        (_, 0) => named.join(", "),
        (_, more) => format!("{} and {more} more", named.join(", ")),
    }
}
