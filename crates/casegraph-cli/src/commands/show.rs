//! `casegraph show`

use std::fmt::Write as _;

use casegraph::facts::Kind;
use casegraph::{GapOptions, ShowReport, Wood};

use super::session;
use super::wayfinding::{self, bold, dim};
use crate::arguments::Global;
use crate::failure::Outcome;
use crate::learn_arguments::{ListFormat, Show};
use crate::output;

/// What can be shown, in the order in which a name is taken to mean it.
const KINDS: [Kind; 6] =
    [Kind::Topic, Kind::Pattern, Kind::Technology, Kind::Company, Kind::CaseStudy, Kind::Source];

pub(crate) fn run(global: &Global, arguments: &Show) -> anyhow::Result<Outcome> {
    let (_, facts) = wayfinding::facts(global)?;
    let wood = Wood::of(&facts);
    let thing = wood.names().resolve(&arguments.thing, &KINDS)?;
    let findings = session(global)?.gaps(&GapOptions::default())?.findings;
    let report = wood.show(&thing, &findings);
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
