//! `casegraph path`

use std::fmt::Write as _;

use casegraph::{Learners, PathAsked, PathReport, Route, path_diagram};

use super::page::Page;
use super::wayfinding::{self, bold, dim, status};
use crate::arguments::Global;
use crate::failure::Outcome;
use crate::learn_arguments::Path;

pub(crate) fn run(global: &Global, arguments: &Path) -> anyhow::Result<Outcome> {
    let session = wayfinding::session(global)?;
    let topic_graph = wayfinding::topic_graph(&Learners::new(&session))?;
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
    let report = asked.report(topic_graph)?;
    let page = Page { report: &report, text: page, markdown: PathReport::markdown, view: path_diagram };
    page.write(global, session.corpus(), &arguments.output)?;
    Ok(if report.routes.is_empty() { Outcome::Findings } else { Outcome::Clean })
}

fn page(report: &PathReport) -> String {
    let (from, to) = (&report.from, &report.to);
    if from.id == to.id && report.routes.iter().all(|route| route.hops.is_empty()) {
        return format!("{}: you are there already\n", bold(&from.label));
    }
    let mut out = format!("{}\n", bold(&format!("From {} to {}", from.label, to.label)));
    if let Some(disconnected) = &report.disconnected {
        out.push_str("\nThere is no route.\n");
        for sentence in disconnected.sentences(&from.label, &to.label) {
            let _ = writeln!(out, "{sentence}");
        }
        return out;
    }
    for (number, route) in report.routes.iter().enumerate() {
        let title = if number == 0 { String::new() } else { format!("Another route, {number}: ") };
        let hops = if route.hops.len() == 1 { "hop" } else { "hops" };
        let _ = writeln!(out, "\n{title}{} {hops}, cost {}", route.hops.len(), route.cost);
        draw(&mut out, report, route);
    }
    out
}

fn draw(out: &mut String, report: &PathReport, route: &Route) {
    let location = report.from.location().unwrap_or_default();
    let _ = writeln!(out, "  {}{}  {}", bold(&report.from.label), status(&report.from), dim(&location));
    for hop in &route.hops {
        let _ = writeln!(out, "    {} {}", if hop.is_weak() { "┆" } else { "│" }, hop.reason());
        for one in hop.shown_evidence() {
            let _ = writeln!(out, "    {} {}", if hop.is_weak() { "┆" } else { "│" }, dim(&one.location()));
        }
        let location = hop.to.location().unwrap_or_default();
        let _ = writeln!(out, "  {}{}  {}", bold(&hop.to.label), status(&hop.to), dim(&location));
    }
}
