//! `path`: a path from one topic to another, as numbered steps with the reason for each.

use std::fmt::Write as _;

use casegraph_facts::DocPath;

use crate::embed::kind::{EmbedKind, Filled, Request, one_line};
use crate::embed::markdown::{link, sentence, text};
use crate::learn::{Ground, PathHop, Stop, Way, Wood};
use crate::view::PathAsked;

pub(super) const KIND: EmbedKind = EmbedKind {
    name: "path",
    usage: "path FROM TO [--alternatives N] [--via NAME]... [--avoid NAME]... [--directed] [--only-written]",
    summary: "a path from one topic to another: numbered steps, each with its reason and the place of the reason",
    fill,
};

fn fill(request: &Request<'_>) -> Result<Filled, String> {
    let asked = PathAsked::parse(request.words)?;
    let profile = &request.session.corpus().config().profile;
    let report = asked.report(&Wood::of(&(request.build)()?.facts, profile)).map_err(one_line)?;
    let mut out = String::new();
    for (nth, way) in report.ways.iter().enumerate() {
        if nth > 0 {
            let _ = writeln!(out, "\nAlternative:\n");
        }
        steps(request, &report.from, way, &mut out);
    }
    if let Some(apart) = &report.apart {
        let sentences = apart.sentences(&report.from.label, &report.to.label);
        let _ = writeln!(out, "*There is no path.* {}", sentence(&sentences.join(" ")));
    }
    Ok(out.into())
}

fn steps(request: &Request<'_>, from: &Stop, way: &Way, out: &mut String) {
    let _ = writeln!(out, "1. {}", stop(request, from));
    for (nth, hop) in (2..).zip(&way.hops) {
        let _ = writeln!(
            out,
            "{nth}. {}: {} ({})",
            stop(request, &hop.to),
            text(&hop.reason()),
            places(request, hop)
        );
    }
}

/// A topic as a link to its page, or to the line of the plan if it has none.
fn stop(request: &Request<'_>, stop: &Stop) -> String {
    let path = stop.path.as_deref().and_then(DocPath::new);
    let target = path.map(|path| {
        if stop.is_unwritten() {
            request.links.line(&path, u64::from(stop.line.unwrap_or(1)))
        } else {
            request.links.document(&path)
        }
    });
    let unwritten = if stop.is_unwritten() { " *(not written yet)*" } else { "" };
    format!("{}{unwritten}", link(&stop.label, target.as_deref()))
}

/// The places of a reason: one, or one in each topic for a shared thing.
fn places(request: &Request<'_>, hop: &PathHop) -> String {
    let place = |ground: &Ground| {
        let target = DocPath::new(&ground.path).map(|path| request.links.line(&path, u64::from(ground.line)));
        link(&format!("line {}", ground.line), target.as_deref())
    };
    hop.shown_grounds().iter().map(place).collect::<Vec<_>>().join(", ")
}
