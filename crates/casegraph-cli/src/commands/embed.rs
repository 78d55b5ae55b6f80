//! `casegraph embed`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use casegraph::facts::counted;
use casegraph::{Embedded, Embedder, Help, Session};
use clap::Args;

use super::session;
use crate::failure::{self, Outcome};
use crate::global::Global;
use crate::output;

#[derive(Args)]
#[command(
    after_help = after_help(),
    verbatim_doc_comment
)]
pub(crate) struct EmbedArgs {
    /// The Markdown files
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Write nothing; print the changes as a diff and exit with 1 if there are any
    #[arg(long)]
    pub(crate) check: bool,
}

/// Maximum number of passes: pages of the corpus may quote lines that move when other pages are written.
const ROUNDS: usize = 4;

/// Processes every file, even if others fail; errors are reported as they are found.
pub(crate) fn run(global: &Global, arguments: &EmbedArgs, help: Help<'_>) -> anyhow::Result<Outcome> {
    let mut files: Vec<&PathBuf> = Vec::new();
    for file in &arguments.files {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    let mut written = BTreeSet::new();
    for round in 0..ROUNDS {
        let session = session(global)?;
        let done = Round { global, help, check: arguments.check, is_first: round == 0 }.run(
            &session,
            &files,
            &mut written,
        )?;
        match done.failed {
            0 if done.touches_corpus => {}
            0 => return Ok(done.outcome),
            failed => anyhow::bail!("{} failed", counted(failed, "file", "files")),
        }
    }
    anyhow::bail!(
        "the pages change each time they are written: a block quotes lines of its own page; move it below those lines, or quote another page"
    )
}

/// One pass over the files, with one graph.
struct Round<'a> {
    global: &'a Global,
    help: Help<'a>,
    check: bool,
    is_first: bool,
}

/// The result of a pass.
struct Done {
    outcome: Outcome,
    failed: usize,
    /// Whether a file of the corpus was written, so that the graph has changed.
    touches_corpus: bool,
}

impl Round<'_> {
    fn run(
        &self,
        session: &Session,
        files: &[&PathBuf],
        written: &mut BTreeSet<PathBuf>,
    ) -> anyhow::Result<Done> {
        let embedder = Embedder::new(session, self.help);
        let root = std::fs::canonicalize(session.corpus().root()).ok();
        let mut done = Done { outcome: Outcome::Clean, failed: 0, touches_corpus: false };
        for file in files {
            match embedder.file(file) {
                Ok(embedded) => {
                    if self.is_first {
                        print_notes(self.global, file, &embedded);
                    }
                    for change in &embedded.changes {
                        if self.check {
                            output::print(&change.diff())?;
                            done.outcome = Outcome::Findings;
                            continue;
                        }
                        if let Err(error) = change.write() {
                            failure::report(&error.into());
                            done.failed += 1;
                            break; // a page without its picture is worse than an old page
                        }
                        if written.insert(change.path.clone()) {
                            output::note(self.global, &format!("wrote {}", change.path.display()));
                        }
                        let path = std::fs::canonicalize(&change.path).ok();
                        done.touches_corpus |=
                            path.zip(root.as_ref()).is_some_and(|(path, root)| path.starts_with(root));
                    }
                }
                Err(errors) => {
                    done.failed += 1;
                    for error in errors {
                        failure::report(&error.into());
                    }
                }
            }
        }
        Ok(done)
    }
}

fn print_notes(global: &Global, file: &Path, embedded: &Embedded) {
    if embedded.blocks == 0 {
        output::note(global, &format!("note: {} has no markers", file.display()));
    }
    for note in &embedded.notes {
        output::note(global, &format!("note: {}: {note}", file.display()));
    }
}

/// The examples and the kinds of `casegraph embed`, with the summary of each kind.
fn after_help() -> String {
    let mut help = "Examples:\n  casegraph embed README.md docs/*.md\n  casegraph embed README.md --check\n\n\
        A block in a Markdown file:\n\n  <!-- casegraph:begin query patterns-most-used --limit 5 -->\n  <!-- casegraph:end -->\n\n\
        Only the text between the markers is replaced. A marker has a line to itself; markers in fenced code are ignored. \
        Kinds:\n"
        .to_owned();
    for kind in casegraph::EMBED_KINDS {
        help.push_str(&["\n  ", kind.usage, "\n      ", kind.summary, "\n"].concat());
    }
    help.push_str(
        "\nWith --check nothing is written: a diff is printed, and the exit code is 1 if a file is outdated. Files and folders in \
        markers are relative to the Markdown file. Embedded text is not read as part of the corpus.",
    );
    help
}
