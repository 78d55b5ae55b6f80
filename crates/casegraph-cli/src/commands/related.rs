//! `casegraph related` and `casegraph suggest`

use std::fmt::Write as _;

use casegraph::{
    Error, Evidence, Learners, RelatedReport, Suggestion, related_diagram, suggestions, suggestions_markdown,
};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::learner_output::{self, bold, dim, status};
use super::report_output::{ReportArgs, ReportOutput};
use crate::completion;
use crate::failure::Outcome;
use crate::global::Global;
use crate::output;
use crate::report_format::ListFormat;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph related cache_consistency\n  casegraph related sharding --limit 3 --format markdown\n\nStated relations come first, → by the topic and ← by \
    others; then similar topics that are not linked, by the Adamic-Adar index: each shared thing counts 1 / ln(number of topics that have it)."
)]
pub(crate) struct RelatedArgs {
    /// The topic
    #[arg(value_name = "TOPIC", add = ArgValueCompleter::new(completion::topics))]
    pub(crate) topic: String,
    /// Maximum number of suggested topics
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) output: ReportArgs,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph suggest\n  casegraph suggest --limit 5 --format markdown\n\nPairs of written topics without a link, by the Adamic-Adar index over the \
    patterns, technologies, companies, sources and third topics that both are related to. The Markdown can be pasted into the pages; reword the reasons."
)]
pub(crate) struct SuggestArgs {
    /// Maximum number of suggestions
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}

/// The note if no link is missing.
const NOTHING: &str = "no two written topics without a relation share two things or more";

pub(crate) fn run(global: &Global, arguments: &RelatedArgs) -> anyhow::Result<Outcome> {
    let session = learner_output::session(global)?;
    let topic_graph = learner_output::topic_graph(&Learners::new(&session))?;
    let topic = topic_graph.topic(&arguments.topic).map_err(Error::from)?;
    let report = topic_graph.related(&topic, arguments.limit);
    let output = ReportOutput {
        report: &report,
        text: to_text,
        markdown: RelatedReport::markdown,
        diagram: related_diagram,
    };
    output.write(global, session.corpus(), &arguments.output)?;
    Ok(Outcome::Clean)
}

pub(crate) fn suggest(global: &Global, arguments: &SuggestArgs) -> anyhow::Result<Outcome> {
    let session = learner_output::session(global)?;
    let found = suggestions(learner_output::topic_graph(&Learners::new(&session))?, arguments.limit);
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

fn to_text(report: &RelatedReport) -> String {
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
        out.push_str("  No relations are stated.\n");
    }
    if !report.suggested.is_empty() {
        let _ = writeln!(out, "\nNot linked, most similar first (Adamic-Adar: rare things count most)\n");
    }
    for suggestion in &report.suggested {
        out.push_str(&line(suggestion, false));
    }
    out
}

/// A missing link with at most three shared things, each with its places.
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
