//! `casegraph path`

use std::fmt::Write as _;

use casegraph::facts::counted;
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
    casegraph path caching multi-region --via sharding --avoid redis\n\nA name is a slug, a title, an alias, or the start of one. A stated relation costs 10 (12 against its \
    direction), a link in a text 14 (17), a step over a shared pattern, technology or company about 40 to 60; a step to an unwritten topic costs 3 \
    more.\nExit codes: 0 a path was found, 1 there is no path, 2 a name is unknown or ambiguous."
)]
pub(crate) struct PathArgs {
    /// The start: a topic, pattern, technology or company
    #[arg(value_name = "FROM", add = ArgValueCompleter::new(completion::learnable))]
    pub(crate) from: String,
    /// The end
    #[arg(value_name = "TO", add = ArgValueCompleter::new(completion::learnable))]
    pub(crate) to: String,
    #[command(flatten)]
    pub(crate) steering: Steering,
    #[command(flatten)]
    pub(crate) output: PageOutput,
}

/// Constraints on a path.
#[derive(Args)]
pub(crate) struct Steering {
    /// Number of alternative paths [default: 0]
    #[arg(long, value_name = "N")]
    pub(crate) alternatives: Option<usize>,
    /// Pass through this; can be given several times, in the order of the path
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(completion::learnable))]
    pub(crate) via: Vec<String>,
    /// Do not pass through this; can be given several times
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(completion::learnable))]
    pub(crate) avoid: Vec<String>,
    /// Follow relations only in their stated direction
    #[arg(long)]
    pub(crate) directed: bool,
    /// Pass only through topics that have a page
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
        return format!("{}: start and end are the same\n", bold(&from.label));
    }
    let mut out = format!("{}\n", bold(&format!("From {} to {}", from.label, to.label)));
    if let Some(apart) = &report.apart {
        out.push_str("\nThere is no path.\n");
        for sentence in apart.sentences(&from.label, &to.label) {
            let _ = writeln!(out, "{sentence}");
        }
        return out;
    }
    for (number, way) in report.ways.iter().enumerate() {
        let title = if number == 0 { String::new() } else { format!("Alternative {number}: ") };
        let hops = counted(way.hops.len(), "hop", "hops");
        let _ = writeln!(out, "\n{title}{hops}, cost {}", way.cost);
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
