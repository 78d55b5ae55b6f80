//! `casegraph init`

use std::path::Path;

use casegraph::{CONFIG_FILE, Proposal, write_whole};

use crate::arguments::{Global, Init};
use crate::failure::Outcome;
use crate::output;

pub(crate) fn run(global: &Global, arguments: &Init) -> anyhow::Result<Outcome> {
    let folder = arguments.folder.as_deref().or(global.corpus.as_deref()).unwrap_or(Path::new("."));
    let proposal = Proposal::of(folder)?;
    if arguments.dry_run {
        output::print(&proposal.config_text())?;
        return Ok(Outcome::Clean);
    }
    let file = if folder == Path::new(".") { CONFIG_FILE.into() } else { folder.join(CONFIG_FILE) };
    if file.exists() {
        anyhow::bail!(
            "{} exists already; `casegraph init --dry-run` prints what would be proposed",
            file.display()
        );
    }
    write_whole(&file, proposal.config_text().as_bytes())?;
    output::note(
        global,
        &format!("wrote {} with the profile {}, because there are:", file.display(), proposal.profile),
    );
    for reason in &proposal.reasons {
        output::note(global, &format!("  {reason}"));
    }
    output::note(global, "next: casegraph build");
    Ok(Outcome::Clean)
}
