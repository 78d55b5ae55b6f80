//! `casegraph path`

use std::fmt::Write as _;

use casegraph::{PathReport, PathRequest, Way, path_diagram};

use super::page::Page;
use super::wayfinding::{self, bold, dim, status};
use crate::arguments::Global;
use crate::failure::Outcome;
use crate::learn_arguments::Path;

pub(crate) fn run(global: &Global, arguments: &Path) -> anyhow::Result<Outcome> {
    let guide = wayfinding::guide(global)?;
    let wood = wayfinding::wood(&guide)?;
    let steering = &arguments.steering;
    let asked = PathRequest {
        from: arguments.from.clone(),
        to: arguments.to.clone(),
        alternatives: steering.alternatives.unwrap_or_default(),
        via: steering.via.clone(),
        avoid: steering.avoid.clone(),
        directed: steering.directed,
        only_written: steering.only_written,
    };
    let report = asked.report(wood)?;
    let page = Page { report: &report, text: page, markdown: PathReport::markdown, diagram: path_diagram };
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
