//! `casegraph new`

use casegraph::{new_topic, write_whole};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::session;
use crate::completion;
use crate::failure::Outcome;
use crate::global::Global;
use crate::output;

#[derive(Args)]
#[command(after_help = "Examples:\n  casegraph new rate_limiting\n  casegraph new rate_limiting --dry-run")]
pub(crate) struct NewArgs {
    /// The topic: its slug, its title, or the start of one
    #[arg(value_name = "TOPIC", add = ArgValueCompleter::new(completion::topics))]
    pub(crate) topic: String,
    /// Print the files and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

pub(crate) fn run(global: &Global, arguments: &NewArgs) -> anyhow::Result<Outcome> {
    let session = session(global)?;
    let new = new_topic(&session, &arguments.topic)?;
    for (path, text) in &new.files {
        let on_disk = session.corpus().path_on_disk(path);
        if arguments.dry_run {
            output::print(&format!("{path}\n\n{text}\n"))?;
        } else if on_disk.exists() {
            output::note(global, &format!("{} already exists and is not changed", on_disk.display()));
        } else {
            write_whole(&on_disk, text.as_bytes())?;
            output::note(global, &format!("wrote {}", on_disk.display()));
        }
    }
    Ok(Outcome::Clean)
}
