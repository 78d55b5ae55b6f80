//! `path`: a path from one topic to another, as numbered steps with the reason for each.

use std::fmt::Write as _;

use casegraph_facts::DocPath;

use crate::embed::kind::{EmbedKind, Filled, Request, one_line};
use crate::embed::markdown::{link, sentence, text};
use crate::learners::Learners;
use crate::maps::path_request::PathRequest;
use casegraph_learn::{Evidence, PathHop, Route, TopicRef};

pub(super) const KIND: EmbedKind = EmbedKind {
    name: "path",
    usage: "path FROM TO [--alternatives N] [--via NAME]... [--avoid NAME]... [--directed] [--only-written]",
    summary: "a path from one topic to another: numbered steps, each with its reason and the place of the reason",
    fill,
};

fn fill(request: &Request<'_>) -> Result<Filled, String> {
    let asked = PathRequest::parse(request.words)?;
    let topic_graph = Learners::new(request.session).topic_graph().map_err(one_line)?;
    let report = asked.report(&topic_graph).map_err(one_line)?;
    let mut out = String::new();
    for (nth, route) in report.routes.iter().enumerate() {
        if nth > 0 {
            let _ = writeln!(out, "\nAlternative:\n");
        }
        steps(request, &report.from, route, &mut out);
    }
    if let Some(disconnected) = &report.disconnected {
        let sentences = disconnected.sentences(&report.from.label, &report.to.label);
        let _ = writeln!(out, "*There is no path.* {}", sentence(&sentences.join(" ")));
    }
    Ok(out.into())
}

fn steps(request: &Request<'_>, from: &TopicRef, route: &Route, out: &mut String) {
    let _ = writeln!(out, "1. {}", linked(request, from));
    for (nth, hop) in (2..).zip(&route.hops) {
        let _ = writeln!(
            out,
            "{nth}. {}: {} ({})",
            linked(request, &hop.to),
            text(&hop.reason()),
            locations(request, hop)
        );
    }
}

/// A topic as a link to its page, or to its row of the plan if it has none.
fn linked(request: &Request<'_>, topic: &TopicRef) -> String {
    let path = topic.path.as_deref().and_then(DocPath::new);
    let target = path.map(|path| {
        if topic.is_unwritten() {
            request.links.line(&path, u64::from(topic.line.unwrap_or(1)))
        } else {
            request.links.document(&path)
        }
    });
    let unwritten = if topic.is_unwritten() { " *(not written yet)*" } else { "" };
    format!("{}{unwritten}", link(&topic.label, target.as_deref()))
}

/// The location of the reason: one, or one in each topic for a shared thing.
fn locations(request: &Request<'_>, hop: &PathHop) -> String {
    let location = |one: &Evidence| {
        let target = DocPath::new(&one.path).map(|path| request.links.line(&path, u64::from(one.line)));
        link(&format!("line {}", one.line), target.as_deref())
    };
    hop.shown_evidence().iter().map(location).collect::<Vec<_>>().join(", ")
}
