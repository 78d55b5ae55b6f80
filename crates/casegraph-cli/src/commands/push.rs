//! `casegraph push`

use std::fmt::Write as _;

use casegraph::facts::plural;
use casegraph::{PushOptions, PushReport, push_graph};
use clap::Args;

use crate::engine_arguments::connect;
use crate::failure::Outcome;
use crate::global::Global;
use crate::output;
use crate::progress::Bar;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph push --endpoint http://localhost:7878/query\n  casegraph push --endpoint http://localhost:8890/sparql --dry-run\n  \
    CASEGRAPH_USER=dba CASEGRAPH_PASSWORD=… casegraph push --endpoint http://localhost:8890/sparql\n\nOne named graph per document is sent, only \
    those that changed since the last push; the engine stores which graphs it holds. Then `query`, `gaps`, `coverage` and `stats` take the \
    same --endpoint. Credentials come from the environment: CASEGRAPH_USER and CASEGRAPH_PASSWORD, or CASEGRAPH_TOKEN."
)]
pub(crate) struct PushArgs {
    /// The URL of the engine for SPARQL queries
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: String,
    /// The URL of the engine for SPARQL updates [default: derived from the query URL]
    #[arg(long, value_name = "URL")]
    pub(crate) update_endpoint: Option<String>,
    /// List the graphs to send and send nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Send every graph, also unchanged ones
    #[arg(long)]
    pub(crate) all: bool,
    /// Timeout of one request
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) timeout: u64,
}

pub(crate) fn run(global: &Global, arguments: &PushArgs) -> anyhow::Result<Outcome> {
    let corpus = output::corpus(global)?;
    let endpoint =
        connect(&arguments.endpoint, arguments.update_endpoint.as_deref(), arguments.timeout, &corpus)?;
    let build = casegraph::build(&corpus, &Bar::new(global))?;
    let options = PushOptions { dry_run: arguments.dry_run, all: arguments.all };
    let report = push_graph(&corpus, &build.graph, &endpoint, options, &Bar::sending(global))?;
    if arguments.dry_run || !global.quiet {
        output::print(&text(&report, arguments))?;
    }
    Ok(Outcome::Clean)
}

/// One line; with --dry-run also the graphs; empty if there was nothing to do.
fn text(report: &PushReport, arguments: &PushArgs) -> String {
    if report.sent.is_empty() && report.dropped.is_empty() {
        return String::new();
    }
    let mut out = String::new();
    if arguments.dry_run {
        for (graph, quads) in &report.sent {
            let _ = writeln!(out, "send {graph} ({})", counted_thousands(*quads, "quad", "quads"));
        }
        for graph in &report.dropped {
            let _ = writeln!(out, "drop {graph}");
        }
    }
    let quads = report.sent.iter().map(|(_, quads)| quads).sum();
    let changed = if arguments.all { "sent again" } else { "changed" };
    let _ = write!(
        out,
        "{} of {} {changed}: {} {}",
        thousands(report.sent.len()),
        counted_thousands(report.graphs, "graph", "graphs"),
        counted_thousands(quads, "quad", "quads"),
        if arguments.dry_run { "to send" } else { "sent" }
    );
    if !report.dropped.is_empty() {
        let _ = write!(
            out,
            "; {} {}",
            thousands(report.dropped.len()),
            if arguments.dry_run { "to drop" } else { "dropped" }
        );
    }
    out.push('\n');
    out
}

/// A count with its noun: `5,120 quads`.
fn counted_thousands(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(count), plural(count, one, many))
}

/// A number with commas: 5,120.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
