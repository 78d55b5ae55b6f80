//! `casegraph export`

use std::path::{Path, PathBuf};

use casegraph::store::Format;
use casegraph::{DatabaseFolder, export_oxigraph_database};
use clap::Args;

use super::session;
use crate::failure::Outcome;
use crate::global::Global;
use crate::output;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph export > graph.nq\n  casegraph export --format turtle -o graph.ttl\n  casegraph export --to-oxigraph graph.db\n\nFormats with named graphs \
    (nquads, trig, jsonld) and databases keep one graph per document; the other formats hold the union. The same corpus gives the same bytes on every \
    machine, in all formats; a database holds the same quads."
)]
pub(crate) struct ExportArgs {
    /// nquads, trig, jsonld, turtle, ntriples or rdfxml
    #[arg(short, long, value_name = "FORMAT", default_value = "nquads")]
    pub(crate) format: String,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write a database for Oxigraph's server to a new folder instead; needs a build with the feature rocksdb
    #[arg(long, value_name = "DIR", conflicts_with_all = ["format", "output"])]
    pub(crate) to_oxigraph: Option<PathBuf>,
}

pub(crate) fn run(global: &Global, arguments: &ExportArgs) -> anyhow::Result<Outcome> {
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
    let place = DatabaseFolder::new(folder)?; // before anything is read
    export_oxigraph_database(&session(global)?, &place)?;
    Ok(Outcome::Clean)
}
