//! `casegraph related` and `casegraph suggest`

use std::fmt::Write as _;

use casegraph::{RelatedReport, Suggestion, suggestions, suggestions_markdown};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::learner_output::{self, bold, dim, status};
use super::report_output::{Page, PageOutput};
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
    pub(crate) output: PageOutput,
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

/// The text if no link is missing.
const NOTHING: &str = "no two written topics without a relation have two or more things in common";

pub(crate) fn run(global: &Global, arguments: &RelatedArgs) -> anyhow::Result<Outcome> {
    let guide = learner_output::guide(global)?;
    let wood = learner_output::wood(&guide)?;
    let report = wood.related(&wood.topic(&arguments.topic)?, arguments.limit);
    let page =
        Page { report: &report, text: page, markdown: RelatedReport::markdown, view: RelatedReport::view };
    page.write(global, guide.corpus(), &arguments.output)?;
    Ok(Outcome::Clean)
}

pub(crate) fn suggest(global: &Global, arguments: &SuggestArgs) -> anyhow::Result<Outcome> {
    let guide = learner_output::guide(global)?;
    let found = suggestions(learner_output::wood(&guide)?, arguments.limit);
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
    let place = report.topic.place().unwrap_or_default();
    let mut out = format!("{}{}  {}\n\n", bold(&report.topic.label), status(&report.topic), dim(&place));
    for (stop, grounds) in &report.stated {
        let Some(ground) = grounds.first() else { continue };
        let arrow = if ground.from.to_string() == report.topic.id { "→" } else { "←" };
        let _ = writeln!(out, "  {arrow} {}{}  {}", bold(&stop.label), status(stop), dim(&ground.place()));
        if let Some(remark) = &ground.remark {
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
        let places: Vec<String> = shared.grounds.iter().map(casegraph::Ground::place).collect();
        let _ = writeln!(
            out,
            "           {word} {} (of {} topics)  {}",
            shared.thing.label,
            shared.topics,
            dim(&places.join(" "))
        );
    }
    if suggestion.shared.len() > 3 {
        let _ = writeln!(out, "           and {} more", suggestion.shared.len() - 3);
    }
    out
}
