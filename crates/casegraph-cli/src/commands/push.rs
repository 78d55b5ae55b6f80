//! `casegraph push`

use std::fmt::Write as _;

use casegraph::{PushOptions, PushReport};

use super::session;
use crate::arguments::Global;
use crate::engine_arguments::{Push, connect};
use crate::failure::Outcome;
use crate::output;
use crate::progress::Bar;

pub(crate) fn run(global: &Global, arguments: &Push) -> anyhow::Result<Outcome> {
    let corpus = output::corpus(global)?;
    let endpoint =
        connect(&arguments.endpoint, arguments.update_endpoint.as_deref(), arguments.timeout, &corpus)?;
    let session = session(global)?;
    let options = PushOptions { dry_run: arguments.dry_run, all: arguments.all };
    let report = corpus.push(&session.store()?.graph(), &endpoint, options, &Bar::sending(global))?;
    if arguments.dry_run || !global.quiet {
        output::print(&text(&report, arguments))?;
    }
    Ok(Outcome::Clean)
}

/// One line; with --dry-run also the graphs; nothing when there was nothing to do.
fn text(report: &PushReport, arguments: &Push) -> String {
    if report.sent.is_empty() && report.dropped.is_empty() {
        return String::new();
    }
    let mut out = String::new();
    if arguments.dry_run {
        for (graph, quads) in &report.sent {
            let _ = writeln!(out, "send {graph} ({})", counted(*quads, "quad", "quads"));
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
        counted(report.graphs, "graph", "graphs"),
        counted(quads, "quad", "quads"),
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

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(count), if count == 1 { one } else { many })
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
