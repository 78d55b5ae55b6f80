//! `casegraph embed`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use casegraph::{Embedded, Embedder, Session};
use clap::CommandFactory as _;

use super::session;
use crate::arguments::{Arguments, Embed, Global};
use crate::failure::{self, Outcome};
use crate::output;

/// Pages of the corpus may tell of lines that move when other pages are written; this often they are written again.
const ROUNDS: usize = 4;

/// Every file is done, whatever becomes of the others; what is wrong is told as it is found.
pub(crate) fn run(global: &Global, arguments: &Embed) -> anyhow::Result<Outcome> {
    let mut files: Vec<&PathBuf> = Vec::new();
    for file in &arguments.files {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    let mut written = BTreeSet::new();
    for round in 0..ROUNDS {
        let session = session(global)?;
        let done = Round { global, check: arguments.check, is_first: round == 0 }.run(
            &session,
            &files,
            &mut written,
        )?;
        match done.failed {
            0 if done.touches_corpus => {}
            0 => return Ok(done.outcome),
            1 => anyhow::bail!("one file could not be done"),
            failed => anyhow::bail!("{failed} files could not be done"),
        }
    }
    anyhow::bail!(
        "the pages change each time they are written: a block tells lines of its own page; move it below them, or tell of another page"
    )
}

/// One pass over the files, with one graph.
struct Round<'a> {
    global: &'a Global,
    check: bool,
    is_first: bool,
}

/// What became of a pass.
struct Done {
    outcome: Outcome,
    failed: usize,
    /// Whether a file was written that the graph is made of, so that it has changed.
    touches_corpus: bool,
}

impl Round<'_> {
    fn run(
        &self,
        session: &Session,
        files: &[&PathBuf],
        written: &mut BTreeSet<PathBuf>,
    ) -> anyhow::Result<Done> {
        let embedder = Embedder::new(session, &help);
        let root = std::fs::canonicalize(session.corpus().root()).ok();
        let mut done = Done { outcome: Outcome::Clean, failed: 0, touches_corpus: false };
        for file in files {
            match embedder.file(file) {
                Ok(embedded) => {
                    if self.is_first {
                        told(self.global, file, &embedded);
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

fn told(global: &Global, file: &Path, embedded: &Embedded) {
    if embedded.blocks == 0 {
        output::note(global, &format!("note: {} has no markers", file.display()));
    }
    for note in &embedded.notes {
        output::note(global, &format!("note: {}: {note}", file.display()));
    }
}

/// The help of a command as it is on every machine, whatever the terminal.
fn help(command: &str) -> Option<String> {
    let mut program = Arguments::command().term_width(100);
    program.build();
    let command = program.find_subcommand_mut(command).filter(|command| command.get_name() != "help")?;
    Some(command.render_help().to_string())
}
