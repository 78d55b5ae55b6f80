//! `casegraph related` and `casegraph suggest`

use std::fmt::Write as _;

use casegraph::{
    Error, Evidence, Learners, RelatedReport, Suggestion, related_diagram, suggestions, suggestions_markdown,
};

use super::page::Page;
use super::wayfinding::{self, bold, dim, status};
use crate::arguments::Global;
use crate::failure::Outcome;
use crate::learn_arguments::{ListFormat, Related, Suggest};
use crate::output;

/// The note if no link is missing.
const NOTHING: &str = "no two written topics without a relation share two things or more";

pub(crate) fn run(global: &Global, arguments: &Related) -> anyhow::Result<Outcome> {
    let session = wayfinding::session(global)?;
    let topic_graph = wayfinding::topic_graph(&Learners::new(&session))?;
    let topic = topic_graph.topic(&arguments.topic).map_err(Error::from)?;
    let report = topic_graph.related(&topic, arguments.limit);
    let page = Page { report: &report, text: page, markdown: RelatedReport::markdown, view: related_diagram };
    page.write(global, session.corpus(), &arguments.output)?;
    Ok(Outcome::Clean)
}

pub(crate) fn suggest(global: &Global, arguments: &Suggest) -> anyhow::Result<Outcome> {
    let session = wayfinding::session(global)?;
    let found = suggestions(wayfinding::topic_graph(&Learners::new(&session))?, arguments.limit);
    let text = match arguments.format {
        ListFormat::Text if found.is_empty() => format!("{NOTHING}\n"),
        ListFormat::Markdown if found.is_empty() => format!("<!-- {NOTHING} -->\n"),
        ListFormat::Text => found.iter().map(|suggestion| line(suggestion, true)).collect(),
        ListFormat::Json => serde_json::to_string_pretty(&found)? + "\n",
        ListFormat::Markdown => suggestions_markdown(&found),
    };
    output::print(&text)?;
    Ok(Outcome::Clean)
}

fn page(report: &RelatedReport) -> String {
    let location = report.topic.location().unwrap_or_default();
    let mut out = format!("{}{}  {}\n\n", bold(&report.topic.label), status(&report.topic), dim(&location));
    for (topic, evidence) in &report.stated {
        let Some(first) = evidence.first() else { continue };
        let arrow = if first.from.to_string() == report.topic.id { "→" } else { "←" };
        let _ =
            writeln!(out, "  {arrow} {}{}  {}", bold(&topic.label), status(topic), dim(&first.location()));
        if let Some(remark) = &first.remark {
            let _ = writeln!(out, "      {remark}");
        }
    }
    if report.stated.is_empty() {
        out.push_str("  Nothing states a relation to it.\n");
    }
    if !report.suggested.is_empty() {
        let _ = writeln!(
            out,
            "\nNot linked yet, most similar first (Adamic-Adar: what few topics have counts most)\n"
        );
    }
    for suggestion in &report.suggested {
        out.push_str(&line(suggestion, false));
    }
    out
}

/// A missing link with three shared things at most, each with its locations.
fn line(suggestion: &Suggestion, with_from: bool) -> String {
    let from = if with_from { format!("{} - ", bold(&suggestion.from.label)) } else { String::new() };
    let mut out = format!(
        "{:>7.3}  {from}{}{}\n",
        suggestion.score,
        bold(&suggestion.to.label),
        status(&suggestion.to)
    );
    for shared in suggestion.shared.iter().take(3) {
        let word = match shared.kind {
            "topic" => "both related to",
            "source" => "both cite",
            _ => "both use",
        };
        let locations: Vec<String> = shared.evidence.iter().map(Evidence::location).collect();
        let _ = writeln!(
            out,
            "           {word} {} (of {} topics)  {}",
            shared.thing.label,
            shared.topics,
            dim(&locations.join(" "))
        );
    }
    if suggestion.shared.len() > 3 {
        let _ = writeln!(out, "           and {} more", suggestion.shared.len() - 3);
    }
    out
}
