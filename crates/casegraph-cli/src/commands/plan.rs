//! `casegraph plan`

use std::fmt::Write as _;

use casegraph::facts::counted;
use casegraph::{PlanProgress, PlanReport, plan_report};
use clap::Args;

use super::session;
use crate::failure::Outcome;
use crate::global::Global;
use crate::output;
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
    /// List every finding, not only the first ten of a check
    #[arg(long)]
    pub(crate) all: bool,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = TableFormat::Table)]
    pub(crate) format: TableFormat,
}

pub(crate) fn run(global: &Global, arguments: &PlanArgs) -> anyhow::Result<Outcome> {
    let report = plan_report(&session(global)?)?;
    let text = match arguments.format {
        TableFormat::Json => serde_json::to_string_pretty(&report)? + "\n",
        TableFormat::Table => to_text(&report, arguments),
    };
    output::print(&text)?;
    Ok(Outcome::Clean)
}

/// The number of findings of a check that are shown without --all.
const SHOWN: usize = 10;

fn to_text(report: &PlanReport, arguments: &PlanArgs) -> String {
    use Align::{Left, Right};
    let shown = arguments.next;
    let bold = anstyle::Style::new().bold();
    let PlanProgress { categories, next } = &report.progress;
    if categories.is_empty() {
        return "no plan and no topic pages\n".to_owned();
    }
    let mut rows = Vec::new();
    let mut domain = "";
    for category in categories {
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
    if !next.is_empty() {
        let _ = writeln!(out, "\n{bold}Next{bold:#}");
    }
    for topic in next.iter().take(shown) {
        let priority = topic.priority.map_or("  ".to_owned(), |priority| format!("P{priority}"));
        let wanted = match topic.wanted {
            0 => String::new(),
            wanted => format!(", {} to it", counted(wanted, "document links", "documents link")),
        };
        let _ = writeln!(out, "  {priority} {}{wanted}", topic.label);
    }
    if next.len() > shown {
        let _ = writeln!(out, "  and {} more", next.len() - shown);
    }
    out.push_str(&findings(report, arguments.all));
    out
}

/// The findings by check, each check with its number and its first places.
fn findings(report: &PlanReport, all: bool) -> String {
    let bold = anstyle::Style::new().bold();
    let mut out = String::new();
    for group in report.findings.chunk_by(|a, b| a.finding.code == b.finding.code) {
        let Some(first) = group.first() else { continue };
        let _ = writeln!(out, "\n{bold}{}{bold:#} ({})", first.title, group.len());
        let limit = if all { usize::MAX } else { SHOWN };
        for one in group.iter().take(limit) {
            let _ = writeln!(out, "  {}:{}  {}", one.finding.path, one.finding.line, one.finding.message);
        }
        if group.len() > limit {
            let _ = writeln!(out, "  and {} more; --all lists them", group.len() - limit);
        }
    }
    out
}
