//! `casegraph profile`

use casegraph::facts::SHIPPED_PROFILES;
use casegraph::shipped_profile_text;
use clap::Subcommand;

use crate::failure::Outcome;
use crate::output;

#[derive(Subcommand)]
pub(crate) enum ProfileCommand {
    /// List the shipped profiles
    List,
    /// Print a profile with all its keys
    Show {
        /// The name of the profile
        name: String,
    },
}

pub(crate) fn run(arguments: &ProfileCommand) -> anyhow::Result<Outcome> {
    let text = match arguments {
        ProfileCommand::List => {
            SHIPPED_PROFILES.iter().map(|(name, text)| format!("{name:<15} {}\n", purpose(text))).collect()
        }
        ProfileCommand::Show { name } => shipped_profile_text(name)?,
    };
    output::print(&text)?;
    Ok(Outcome::Clean)
}

/// The purpose of a profile: the first sentence of its first comment.
fn purpose(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    line.split_once(": ").map_or(line, |(_, purpose)| purpose)
}
