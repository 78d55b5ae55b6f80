//! `casegraph path`

use std::fmt::Write as _;

use casegraph::{PathAsked, PathReport, Way};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::learner_output::{self, bold, dim, status};
use super::report_output::{Page, PageOutput};
use crate::completion;
use crate::failure::Outcome;
use crate::global::Global;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph path cache_consistency rate_limiting\n  casegraph path 'cache consistency' scaling --alternatives 2\n  \
    casegraph path caching multi-region --via sharding --avoid redis\n\nNames are slugs, titles, aliases or beginnings of them. A stated relation costs 10 (12 against its \
    direction), a link in a text 14 (17), a step over a shared pattern, technology or company about 40 to 60, and 3 more to step onto a topic that is not \
    written.\nExit codes: 0 a way was found, 1 there is none, 2 a name means nothing or several things."
)]
pub(crate) struct PathArgs {
    /// Where to start: a topic, pattern, technology or company
    #[arg(value_name = "FROM", add = ArgValueCompleter::new(completion::learnable))]
    pub(crate) from: String,
    /// Where to end
    #[arg(value_name = "TO", add = ArgValueCompleter::new(completion::learnable))]
    pub(crate) to: String,
    #[command(flatten)]
    pub(crate) steering: Steering,
    #[command(flatten)]
    pub(crate) output: PageOutput,
}

/// Which way a path may take.
#[derive(Args)]
pub(crate) struct Steering {
    /// How many other ways to show [default: 0]
    #[arg(long, value_name = "N")]
    pub(crate) alternatives: Option<usize>,
    /// Pass this; several are passed in the order given
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(completion::learnable))]
    pub(crate) via: Vec<String>,
    /// Do not touch this; can be given several times
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(completion::learnable))]
    pub(crate) avoid: Vec<String>,
    /// Follow relations only as they are written
    #[arg(long)]
    pub(crate) directed: bool,
    /// Pass only topics that have a page
    #[arg(long)]
    pub(crate) only_written: bool,
}

pub(crate) fn run(global: &Global, arguments: &PathArgs) -> anyhow::Result<Outcome> {
    let guide = learner_output::guide(global)?;
    let wood = learner_output::wood(&guide)?;
    let steering = &arguments.steering;
    let asked = PathAsked {
        from: arguments.from.clone(),
        to: arguments.to.clone(),
        alternatives: steering.alternatives.unwrap_or_default(),
        via: steering.via.clone(),
        avoid: steering.avoid.clone(),
        directed: steering.directed,
        only_written: steering.only_written,
    };
    let report = asked.report(wood)?;
    let page = Page { report: &report, text: page, markdown: PathReport::markdown, view: PathReport::view };
    page.write(global, guide.corpus(), &arguments.output)?;
    Ok(if report.ways.is_empty() { Outcome::Findings } else { Outcome::Clean })
}

fn page(report: &PathReport) -> String {
    let (from, to) = (&report.from, &report.to);
    if from.id == to.id && report.ways.iter().all(|way| way.hops.is_empty()) {
        return format!("{}: you are there already\n", bold(&from.label));
    }
    let mut out = format!("{}\n", bold(&format!("From {} to {}", from.label, to.label)));
    if let Some(apart) = &report.apart {
        out.push_str("\nThere is no way.\n");
        for sentence in apart.sentences(&from.label, &to.label) {
            let _ = writeln!(out, "{sentence}");
        }
        return out;
    }
    for (number, way) in report.ways.iter().enumerate() {
        let title = if number == 0 { String::new() } else { format!("Another way, {number}: ") };
        let hops = if way.hops.len() == 1 { "hop" } else { "hops" };
        let _ = writeln!(out, "\n{title}{} {hops}, cost {}", way.hops.len(), way.cost);
        draw(&mut out, report, way);
    }
    out
}

fn draw(out: &mut String, report: &PathReport, way: &Way) {
    let place = report.from.place().unwrap_or_default();
    let _ = writeln!(out, "  {}{}  {}", bold(&report.from.label), status(&report.from), dim(&place));
    for hop in &way.hops {
        let _ = writeln!(out, "    {} {}", if hop.is_weak() { "┆" } else { "│" }, hop.reason());
        for ground in hop.shown_grounds() {
            let _ = writeln!(out, "    {} {}", if hop.is_weak() { "┆" } else { "│" }, dim(&ground.place()));
        }
        let place = hop.to.place().unwrap_or_default();
        let _ = writeln!(out, "  {}{}  {}", bold(&hop.to.label), status(&hop.to), dim(&place));
    }
}
