//! `casegraph new`

use casegraph::{new_topic, write_whole};

use super::session;
use crate::arguments::{Global, New};
use crate::failure::Outcome;
use crate::output;

pub(crate) fn run(global: &Global, arguments: &New) -> anyhow::Result<Outcome> {
    let session = session(global)?;
    let new = new_topic(&session, &arguments.topic)?;
    for (path, text) in &new.files {
        let on_disk = session.corpus().path_on_disk(path);
        if arguments.dry_run {
            output::print(&format!("{path}\n\n{text}\n"))?;
        } else if on_disk.exists() {
            output::note(global, &format!("{} is there already and stays as it is", on_disk.display()));
        } else {
            write_whole(&on_disk, text.as_bytes())?;
            output::note(global, &format!("{} is written", on_disk.display()));
        }
    }
    Ok(Outcome::Clean)
}
