//! `casegraph profile`

use casegraph::facts::SHIPPED_PROFILES;
use casegraph::shipped_profile_text;

use crate::arguments::Profile;
use crate::failure::Outcome;
use crate::output;

pub(crate) fn run(arguments: &Profile) -> anyhow::Result<Outcome> {
    let text = match arguments {
        Profile::List => {
            SHIPPED_PROFILES.iter().map(|(name, text)| format!("{name:<15} {}\n", purpose(text))).collect()
        }
        Profile::Show { name } => shipped_profile_text(name)?,
    };
    output::print(&text)?;
    Ok(Outcome::Clean)
}

/// What a profile is for: the first sentence of its first comment.
fn purpose(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    line.split_once(": ").map_or(line, |(_, purpose)| purpose)
}
