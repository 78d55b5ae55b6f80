//! `casegraph embed`

use std::path::{Path, PathBuf};

use casegraph::{Embedded, Embedder};
use clap::CommandFactory as _;

use super::session;
use crate::arguments::{Arguments, Embed, Global};
use crate::failure::{self, Outcome};
use crate::output;

/// Every file is done, whatever becomes of the others; what is wrong is told as it is found.
pub(crate) fn run(global: &Global, arguments: &Embed) -> anyhow::Result<Outcome> {
    let session = session(global)?;
    let embedder = Embedder::new(&session, &help);
    let mut outcome = Outcome::Clean;
    let mut failed = 0;
    let mut files: Vec<&PathBuf> = Vec::new();
    for file in &arguments.files {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    for file in files {
        match embedder.file(file) {
            Ok(embedded) if arguments.check => {
                for change in &embedded.changes {
                    output::print(&change.diff())?;
                    outcome = Outcome::Findings;
                }
                told(global, file, &embedded);
            }
            Ok(embedded) => {
                told(global, file, &embedded);
                for change in &embedded.changes {
                    match change.write() {
                        Ok(()) => output::note(global, &format!("wrote {}", change.path.display())),
                        Err(error) => {
                            failure::report(&error.into());
                            failed += 1;
                            break; // a page without its picture is worse than an old page
                        }
                    }
                }
            }
            Err(errors) => {
                failed += 1;
                for error in errors {
                    failure::report(&error.into());
                }
            }
        }
    }
    match failed {
        0 => Ok(outcome),
        1 => anyhow::bail!("one file could not be done"),
        _ => anyhow::bail!("{failed} files could not be done"),
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
