//! `casegraph export`

use casegraph::store::Format;

use super::session;
use crate::arguments::{Export, Global};
use crate::failure::Outcome;
use crate::output;

pub(crate) fn run(global: &Global, arguments: &Export) -> anyhow::Result<Outcome> {
    let format: Format = arguments.format.parse()?;
    let session = session(global)?;
    let mut bytes = Vec::new();
    session.store()?.graph().write(format, &mut bytes)?;
    output::write(&bytes, arguments.output.as_deref())?;
    Ok(Outcome::Clean)
}
