//! `casegraph init`

use std::path::{Path, PathBuf};

use casegraph::{CONFIG_FILE, InitProposal, write_whole};
use clap::Args;

use crate::failure::Outcome;
use crate::global::Global;
use crate::output;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph init\n  casegraph init docs --dry-run\n\nThe file names the proposed profile and the reasons for it; \
    edit it as you like."
)]
pub(crate) struct InitArgs {
    /// The folder [default: the current one]
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// Print the file instead of writing it
    #[arg(long)]
    pub(crate) dry_run: bool,
}

pub(crate) fn run(global: &Global, arguments: &InitArgs) -> anyhow::Result<Outcome> {
    let folder = arguments.folder.as_deref().or(global.corpus.as_deref()).unwrap_or(Path::new("."));
    let proposal = InitProposal::from_folder(folder)?;
    if arguments.dry_run {
        output::print(&proposal.config_text())?;
        return Ok(Outcome::Clean);
    }
    let file = if folder == Path::new(".") { CONFIG_FILE.into() } else { folder.join(CONFIG_FILE) };
    if file.exists() {
        anyhow::bail!("{} already exists; `casegraph init --dry-run` prints the proposal", file.display());
    }
    write_whole(&file, proposal.config_text().as_bytes())?;
    output::note(
        global,
        &format!("wrote {} with the profile {}, because the folder has:", file.display(), proposal.profile),
    );
    for reason in &proposal.reasons {
        output::note(global, &format!("  {reason}"));
    }
    output::note(global, "next: casegraph build");
    Ok(Outcome::Clean)
}
