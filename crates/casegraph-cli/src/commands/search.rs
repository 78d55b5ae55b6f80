//! `casegraph search`

use std::fmt::Write as _;

use casegraph::facts::Kind;
use casegraph::{Hit, SearchOptions, SearchReport};
use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

use super::learner_output::{self, dim};
use crate::completion;
use crate::failure::Outcome;
use crate::global::Global;
use crate::output;
use crate::report_format::ListFormat;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph search hot partitions\n  casegraph search kafka --kind case-study --company LinkedIn\n  casegraph search idempot --category 'API Design'\n\n\
    The search covers titles, key topics, contexts, quick answers, key insights, headings, sources, names, and the paragraphs of the text. A word without a match stands for \
    words that begin with it, else for words with one typing error.\nExit codes: 0 found, 1 nothing found."
)]
pub(crate) struct SearchArgs {
    /// Words to search for
    #[arg(value_name = "WORDS", required = true)]
    pub(crate) words: Vec<String>,
    /// Only this kind of thing; can be given several times
    #[arg(long = "kind", value_name = "KIND", value_enum)]
    pub(crate) kinds: Vec<SearchKind>,
    /// Only results of this category or domain
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(completion::parts))]
    pub(crate) category: Option<String>,
    /// Only results of this company
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(completion::companies))]
    pub(crate) company: Option<String>,
    /// Maximum number of results
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum SearchKind {
    Topic,
    CaseStudy,
    Section,
    Source,
    Pattern,
    Technology,
    Company,
    /// Paragraphs, list items and rows of tables
    Paragraph,
}

impl From<SearchKind> for casegraph::SearchKind {
    fn from(kind: SearchKind) -> Self {
        match kind {
            SearchKind::Topic => Self::Topic,
            SearchKind::CaseStudy => Self::CaseStudy,
            SearchKind::Section => Self::Section,
            SearchKind::Source => Self::Source,
            SearchKind::Pattern => Self::Pattern,
            SearchKind::Technology => Self::Technology,
            SearchKind::Company => Self::Company,
            SearchKind::Paragraph => Self::Paragraph,
        }
    }
}

pub(crate) fn run(global: &Global, arguments: &SearchArgs) -> anyhow::Result<Outcome> {
    let guide = learner_output::guide(global)?;
    let wood = learner_output::wood(&guide)?;
    let part =
        arguments.category.as_ref().map(|name| wood.names().resolve(name, &[Kind::Category, Kind::Domain]));
    let company = arguments.company.as_ref().map(|name| wood.names().resolve(name, &[Kind::Company]));
    let options = SearchOptions {
        kinds: arguments.kinds.iter().map(|kind| (*kind).into()).collect(),
        part: part.transpose()?,
        company: company.transpose()?,
        limit: arguments.limit,
    };
    let report = guide.search(wood, &arguments.words.join(" "), &options)?;
    let text = match arguments.format {
        ListFormat::Text => page(&report),
        ListFormat::Json => serde_json::to_string_pretty(&report)? + "\n",
        ListFormat::Markdown => markdown(&report),
    };
    output::print(&text)?;
    Ok(if report.hits.is_empty() { Outcome::Findings } else { Outcome::Clean })
}

fn page(report: &SearchReport) -> String {
    let mut out = String::new();
    for (word, forms) in &report.read_as {
        let _ =
            writeln!(out, "{}", dim(&format!("`{word}` has no match; searched for {}", forms.join(", "))));
    }
    if report.hits.is_empty() {
        out.push_str("nothing found: try fewer words, or the start of a word\n");
    }
    let marked = anstyle::Style::new().bold().underline();
    for hit in &report.hits {
        let _ = writeln!(
            out,
            "{:<10} {}",
            hit.kind.word(),
            marks(hit, &marked.render().to_string(), &marked.render_reset().to_string())
        );
        let title = if hit.thing.label == hit.text { "" } else { hit.thing.label.as_str() };
        let place = dim(hit.place.as_deref().unwrap_or_default());
        let gap = if title.is_empty() { "" } else { "  " };
        let _ = writeln!(out, "           {title}{gap}{place}");
    }
    if report.total > report.hits.len() {
        let _ = writeln!(out, "{} more (--limit)", report.total - report.hits.len());
    }
    out
}

fn markdown(report: &SearchReport) -> String {
    let line = |hit: &Hit| {
        let place = hit.place.as_ref().map_or(String::new(), |place| format!(" (`{place}`)"));
        format!("- {}: {}{place}\n", hit.kind.word(), marks(hit, "**", "**"))
    };
    report.hits.iter().map(line).collect()
}

/// The text of a hit, with each matched word between two marks.
fn marks(hit: &Hit, before: &str, after: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (start, end) in &hit.marks {
        out.push_str(hit.text.get(at..*start).unwrap_or_default());
        let _ = write!(out, "{before}{}{after}", hit.text.get(*start..*end).unwrap_or_default());
        at = *end;
    }
    out + hit.text.get(at..).unwrap_or_default()
}
