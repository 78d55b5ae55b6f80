//! `casegraph show`

use std::fmt::Write as _;

use casegraph::ShowReport;
use casegraph::facts::Kind;
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::learner_output::{self, bold, dim};
use crate::completion;
use crate::failure::Outcome;
use crate::global::Global;
use crate::output;
use crate::report_format::ListFormat;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph show rate_limiting\n  casegraph show Stripe\n  casegraph show pattern/token-bucket --format markdown"
)]
pub(crate) struct ShowArgs {
    /// A topic, pattern, technology, company, case study or source
    #[arg(value_name = "THING", add = ArgValueCompleter::new(completion::things))]
    pub(crate) thing: String,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}

/// The kinds of things that can be shown, in the order in which a name is resolved.
const KINDS: [Kind; 6] =
    [Kind::Topic, Kind::Pattern, Kind::Technology, Kind::Company, Kind::CaseStudy, Kind::Source];

pub(crate) fn run(global: &Global, arguments: &ShowArgs) -> anyhow::Result<Outcome> {
    let guide = learner_output::guide(global)?;
    let wood = learner_output::wood(&guide)?;
    let accounts = learner_output::accounts(&guide)?;
    let thing = accounts.names().resolve(&arguments.thing, &KINDS)?;
    let report = wood.show(accounts, &thing, &guide.findings()?);
    let text = match arguments.format {
        ListFormat::Text => page(&report),
        ListFormat::Json => serde_json::to_string_pretty(&report)? + "\n",
        ListFormat::Markdown => report.markdown(),
    };
    output::print(&text)?;
    Ok(Outcome::Clean)
}

fn page(report: &ShowReport) -> String {
    let mut out = format!("{} ({})  {}\n", bold(&report.thing.label), report.kind, dim(&report.thing.id));
    for (property, value) in &report.is {
        let _ = writeln!(out, "  {property}: {value}");
    }
    for section in &report.sections {
        let _ = writeln!(out, "\n{} ({})", bold(section.title), section.lines.len());
        for (text, place) in &section.lines {
            let _ = writeln!(
                out,
                "{}",
                format!("  {text}  {}", dim(place.as_deref().unwrap_or_default())).trim_end()
            );
        }
    }
    out
}
