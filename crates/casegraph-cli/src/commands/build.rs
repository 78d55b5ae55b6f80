//! `casegraph build`

use std::fmt::Write as _;
use std::path::PathBuf;

use casegraph::facts::{FactSet, TopicStatus, counted, plural};
use casegraph::{Config, Corpus, LayoutMismatch, Silent, Summary, read_facts, refresh};
use clap::Args;

use crate::failure::Outcome;
use crate::global::Global;
use crate::output;
use crate::progress::Bar;
use crate::table::{Align, render};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph build\n  casegraph build docs/case-studies\n  casegraph build --shard 1/8 -o part-1.nq\n\nThe graph is written to .casegraph/graph.snapshot in the \
    corpus's folder. Other commands rebuild it when a file has changed."
)]
pub(crate) struct BuildArgs {
    /// The corpus; the same as -C
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// Write one of N parts of the graph as N-Quads instead: the graphs of about every Nth document
    #[arg(long, value_name = "I/N")]
    pub(crate) shard: Option<casegraph::Shard>,
    /// With --shard: add the triples that `push` and --endpoint need in an engine after a bulk load
    #[arg(long, requires = "shard")]
    pub(crate) for_engine: bool,
    /// With --shard: write to a file instead of standard output
    #[arg(short, long, value_name = "FILE", requires = "shard")]
    pub(crate) output: Option<PathBuf>,
}

pub(crate) fn run(global: &Global, arguments: &BuildArgs) -> anyhow::Result<Outcome> {
    let corpus = match &arguments.folder {
        Some(folder) => Corpus::open(folder)?,
        None => output::corpus(global)?,
    };
    if let Some(shard) = arguments.shard {
        let build = casegraph::build(&corpus, &Bar::new(global))?;
        let bytes = shard.nquads(&build.graph, &corpus.config().base, arguments.for_engine)?;
        output::write(&bytes, arguments.output.as_deref())?;
        return Ok(Outcome::Clean);
    }
    let summary = refresh(&corpus, &Bar::new(global))?;
    if !global.quiet {
        let mut text = report(&corpus, &summary);
        if summary.pages == 0 {
            text.push_str(&layout_mismatch(&read_facts(&corpus, &Silent)?, corpus.config()));
        }
        text.push_str(&not_understood(&summary));
        text.push_str(&findings(&summary));
        output::print(&text)?;
    }
    Ok(Outcome::Clean)
}

fn report(corpus: &Corpus, summary: &Summary) -> String {
    let topics = |status| summary.topics.get(&status).copied().unwrap_or_default();
    let not_started = topics(TopicStatus::Planned) + topics(TopicStatus::Missing);
    let first: usize = summary.categories.iter().map(|category| category.not_started_first).sum();
    let mut out = String::new();
    let bold = anstyle::Style::new().bold();
    let _ = writeln!(out, "{bold}{}{bold:#}\n", corpus.config().title);
    let rows = [
        (
            summary.topic_count(),
            "topic",
            "topics",
            format!(
                "{} complete, {} in progress, {not_started} not started ({first} of them P1)",
                topics(TopicStatus::Complete),
                topics(TopicStatus::InProgress)
            ),
        ),
        (summary.case_studies, "case study", "case studies", case_study_location(summary)),
        (summary.metrics, "metric", "metrics", "rows of results tables".to_owned()),
        (
            summary.sources,
            "source",
            "sources",
            format!("cited {}", counted(summary.citations, "time", "times")),
        ),
        (summary.companies, "company", "companies", String::new()),
        (summary.technologies, "technology", "technologies", String::new()),
        (
            summary.patterns,
            "pattern",
            "patterns",
            format!("{} of all names", counted(summary.mentions, "mention", "mentions")),
        ),
        (summary.links, "link", "links", String::new()),
        (
            summary.documents,
            "document",
            "documents",
            format!("{} kB of Markdown", summary.bytes.div_ceil(1000)),
        ),
        (summary.quads, "quad", "quads", format!("in {}", corpus.graph_file().display())),
    ];
    for (count, one, many, remark) in rows {
        let line = format!("{count:>8} {:<13} {remark}", plural(count, one, many));
        let _ = writeln!(out, "{}", line.trim_end());
    }
    let coverage = coverage(summary);
    if !coverage.is_empty() {
        out.push('\n');
        out.push_str(&coverage);
    }
    out
}

/// The location of the case studies: on topic pages, or in folders of their own.
fn case_study_location(summary: &Summary) -> String {
    match (summary.case_studies, summary.case_folders) {
        (0, _) if summary.pages == 0 => "no topic page yet".to_owned(),
        (all, folders) if all > 0 && all == folders => "each a folder of files".to_owned(),
        _ => format!("on {}", counted(summary.pages, "topic page", "topic pages")),
    }
}

fn coverage(summary: &Summary) -> String {
    use Align::{Left, Right};
    let header = [
        ("Category", Left),
        ("Complete", Right),
        ("In progress", Right),
        ("Not started", Right),
        ("P1 gaps", Right),
        ("Case studies", Right),
    ];
    let mut rows = Vec::new();
    let mut domain = "";
    for category in &summary.categories {
        if category.domain != domain {
            domain = &category.domain;
            rows.extend((!domain.is_empty()).then(|| vec![domain.to_owned()]));
        }
        let indent = if domain.is_empty() { "" } else { "  " };
        let count = |number: usize| if number == 0 { "·".to_owned() } else { number.to_string() };
        rows.push(vec![
            format!("{indent}{}", category.category),
            count(category.complete),
            count(category.in_progress),
            count(category.not_started),
            count(category.not_started_first),
            count(category.case_studies),
        ]);
    }
    if rows.is_empty() { String::new() } else { render(&header, rows) }
}

/// A warning if no page of the collection is where the profile expects topic pages.
fn layout_mismatch(facts: &FactSet, config: &Config) -> String {
    let Some(found) = LayoutMismatch::find(facts, config) else { return String::new() };
    let (message, help) = found.message(&config.profile);
    format!("\nwarning: {message}\n  help: {}\n", help.trim_end().replace('\n', "\n    "))
}

/// Counts of the Markdown that was not understood.
fn not_understood(summary: &Summary) -> String {
    if summary.unread.is_empty() {
        return String::new();
    }
    let counts: Vec<String> =
        summary.unread.iter().map(|(kind, count)| counted(*count, kind.noun(), kind.nouns())).collect();
    format!("\nNot understood: {}. `casegraph stats --unread` lists them.\n", counts.join(", "))
}

/// Faults of the text, most severe first.
fn findings(summary: &Summary) -> String {
    let mut out = String::new();
    for diagnostic in &summary.worst {
        let severity = diagnostic.severity.noun(1);
        let column = diagnostic.column.map_or(String::new(), |column| format!(":{column}"));
        let _ = write!(
            out,
            "\n{severity}[{}]: {}\n  --> {}:{}{column}\n",
            diagnostic.code, diagnostic.message, diagnostic.path, diagnostic.line
        );
        if let Some(help) = &diagnostic.help {
            let _ = writeln!(out, "  help: {help}");
        }
    }
    let more = summary.findings.values().sum::<usize>() - summary.worst.len();
    if more > 0 {
        let _ = writeln!(out, "\nand {}", counted(more, "more finding", "more findings"));
    }
    out
}
