//! `casegraph export`

use std::path::Path;

use casegraph::store::Format;
use casegraph::{DatabasePlace, export_database};

use super::session;
use crate::arguments::{Export, Global};
use crate::failure::Outcome;
use crate::output;

pub(crate) fn run(global: &Global, arguments: &Export) -> anyhow::Result<Outcome> {
    if let Some(folder) = &arguments.to_oxigraph {
        return database(global, folder);
    }
    let format: Format = arguments.format.parse()?;
    let session = session(global)?;
    let mut bytes = Vec::new();
    session.export(format, &mut bytes)?;
    output::write(&bytes, arguments.output.as_deref())?;
    Ok(Outcome::Clean)
}

fn database(global: &Global, folder: &Path) -> anyhow::Result<Outcome> {
    let place = DatabasePlace::new(folder)?; // before anything is read
    export_database(&session(global)?, &place)?;
    Ok(Outcome::Clean)
}
