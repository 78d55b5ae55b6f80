//! `casegraph plan`

use std::fmt::Write as _;

use casegraph::PlanReport;
use casegraph::facts::counted;
use clap::Args;

use crate::failure::Outcome;
use crate::global::Global;
use crate::output;
use crate::progress::Bar;
use crate::report_format::TableFormat;
use crate::table::{Align, render};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph plan\n  casegraph plan --next 20\n  casegraph plan --format json"
)]
pub(crate) struct PlanArgs {
    /// Number of topics to write next
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) next: usize,
    /// List every contradiction between plan and files, not only the first ten of a kind
    #[arg(long)]
    pub(crate) all: bool,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = TableFormat::Table)]
    pub(crate) format: TableFormat,
}

pub(crate) fn run(global: &Global, arguments: &PlanArgs) -> anyhow::Result<Outcome> {
    let corpus = output::corpus(global)?;
    let build = casegraph::build(&corpus, &Bar::new(global))?;
    let report = PlanReport::of(&build.facts, corpus.config());
    let text = match arguments.format {
        TableFormat::Json => serde_json::to_string_pretty(&report)? + "\n",
        TableFormat::Table => page(&report, arguments),
    };
    output::print(&text)?;
    Ok(Outcome::Clean)
}

/// Maximum number of contradictions of a kind without --all.
const SHOWN: usize = 10;

fn page(report: &PlanReport, arguments: &PlanArgs) -> String {
    use Align::{Left, Right};
    let shown = arguments.next;
    let bold = anstyle::Style::new().bold();
    if report.categories.is_empty() {
        return "no plan and no topic pages\n".to_owned();
    }
    let mut rows = Vec::new();
    let mut domain = "";
    for category in &report.categories {
        if category.domain != domain {
            domain = &category.domain;
            rows.extend((!domain.is_empty()).then(|| vec![domain.to_owned()]));
        }
        let indent = if domain.is_empty() { "" } else { "  " };
        let name = if category.category.is_empty() { "(no category)" } else { &category.category };
        let count = |number: usize| if number == 0 { "·".to_owned() } else { number.to_string() };
        let open = |priority| count(category.to_write.get(&priority).copied().unwrap_or_default());
        rows.push(vec![
            format!("{indent}{name}"),
            count(category.planned),
            count(category.written),
            open(1),
            open(2),
            open(3),
            open(0),
        ]);
    }
    let header = [
        ("Category", Left),
        ("Planned", Right),
        ("Written", Right),
        ("P1 to write", Right),
        ("P2", Right),
        ("P3", Right),
        ("no priority", Right),
    ];
    let mut out = render(&header, rows);
    if !report.next.is_empty() {
        let _ = writeln!(out, "\n{bold}Next{bold:#}");
    }
    for topic in report.next.iter().take(shown) {
        let priority = topic.priority.map_or("  ".to_owned(), |priority| format!("P{priority}"));
        let wanted = match topic.wanted {
            0 => String::new(),
            wanted => format!(", {} to it", counted(wanted, "document links", "documents link")),
        };
        let _ = writeln!(out, "  {priority} {}{wanted}", topic.label);
    }
    if report.next.len() > shown {
        let _ = writeln!(out, "  and {} more", report.next.len() - shown);
    }
    out.push_str(&disagreements(report, arguments.all));
    out
}

/// The contradictions by kind, each kind with its count and its first places.
fn disagreements(report: &PlanReport, all: bool) -> String {
    let bold = anstyle::Style::new().bold();
    let mut out = String::new();
    for group in report.disagreements.chunk_by(|a, b| a.kind == b.kind) {
        let Some(first) = group.first() else { continue };
        let _ = writeln!(out, "\n{bold}{}{bold:#} ({})", first.kind.title(), group.len());
        let limit = if all { usize::MAX } else { SHOWN };
        for disagreement in group.iter().take(limit) {
            let _ = writeln!(out, "  {}:{}  {}", disagreement.path, disagreement.line, disagreement.message);
        }
        if group.len() > limit {
            let _ = writeln!(out, "  and {} more; --all lists them", group.len() - limit);
        }
    }
    out
}
