//! `casegraph watch`

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::Duration;

use anyhow::Context as _;
use casegraph::facts::counted;
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
    after_help = "Examples:\n  casegraph watch\n  casegraph watch --limit 3\n  casegraph watch -C docs/case-studies\n\nIf a file cannot be \
    read or casegraph.toml is wrong, the error is reported and watching goes on. Ctrl-C stops it."
)]
pub(crate) struct WatchArgs {
    /// Maximum number of gaps to list after each save; 0 for all
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub(crate) limit: usize,
    /// Time without changes before the files are read, in milliseconds
    #[arg(long, default_value_t = 100, value_name = "MS", value_parser = clap::value_parser!(u64).range(1..=60_000))]
    pub(crate) quiet_for: u64,
}

/// Maximum number of saved files that are listed.
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
        Ok(rebuilt) => {
            output::print(&format!("watching {}: {}; Ctrl-C stops it\n", root.display(), counts(&rebuilt)))?;
        }
        Err(error @ Error::Corpus(casegraph::corpus::Error::NoConfig { .. })) => return Err(error.into()),
        Err(error) => {
            failure::report(&error.into());
            output::print(&format!(
                "watching {}, which cannot be read yet; Ctrl-C stops it\n",
                root.display()
            ))?;
        }
    }
    loop {
        match next_save(&receiver, Duration::from_millis(arguments.quiet_for)) {
            Saved::Stop => return Ok(Outcome::Clean),
            Saved::Failed(message) => output::note(global, &format!("some changes may be missed: {message}")),
            Saved::Files(files) => {
                let files = watch.relevant(files);
                if files.is_empty() {
                    continue;
                }
                let files: BTreeSet<PathBuf> =
                    files.into_iter().filter(|file| is_listed(&root, file)).collect();
                match watch.update(&Bar::new(global)) {
                    Ok(rebuilt) => output::print(&report(&files, &rebuilt, arguments.limit))?,
                    Err(error) => {
                        output::print(&format!("\n{}\n", names(&files)))?;
                        failure::report(&error.into());
                    }
                }
            }
        }
    }
}

/// Whether a file is listed: an existing file, or a deleted one that was read. Others are temporary files of an editor.
fn is_listed(root: &Path, file: &Path) -> bool {
    let end = file.extension().and_then(OsStr::to_str).unwrap_or_default();
    root.join(file).is_file()
        || matches!(end.to_ascii_lowercase().as_str(), "md" | "markdown" | "ttl" | "toml" | "rq")
}

/// The changes of a save in a few lines; empty if no file is listed and nothing changed.
fn report(files: &BTreeSet<PathBuf>, rebuilt: &Rebuilt, limit: usize) -> String {
    let mut out = format!("\n{}\n", names(files));
    let Some(diff) = &rebuilt.diff else {
        let _ = writeln!(out, "  can be read: {}", counts(rebuilt));
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
            "  gaps: {} new, {} fixed, {} in total",
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

/// The size of the graph: `1 topic, 2 case studies, 3 gaps`.
fn counts(rebuilt: &Rebuilt) -> String {
    let topics = counted(rebuilt.topics, "topic", "topics");
    let case_studies = counted(rebuilt.case_studies, "case study", "case studies");
    format!("{topics}, {case_studies}, {}", counted(rebuilt.gaps, "gap", "gaps"))
}

/// One line each for the counts gained, lost and changed, without gaps.
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
