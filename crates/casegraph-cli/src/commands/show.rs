//! `casegraph show`

use std::fmt::Write as _;

use casegraph::facts::Kind;
use casegraph::{Error, Learners, ShowReport};

use super::wayfinding::{self, bold, dim};
use crate::arguments::Global;
use crate::failure::Outcome;
use crate::learn_arguments::{ListFormat, Show};
use crate::output;

/// The kinds of thing that can be shown. A name means the first of these kinds that it fits.
const KINDS: [Kind; 6] =
    [Kind::Topic, Kind::Pattern, Kind::Technology, Kind::Company, Kind::CaseStudy, Kind::Source];

pub(crate) fn run(global: &Global, arguments: &Show) -> anyhow::Result<Outcome> {
    let session = wayfinding::session(global)?;
    let learners = Learners::new(&session);
    let topic_graph = wayfinding::topic_graph(&learners)?;
    let digests = wayfinding::digests(&learners)?;
    let thing = digests.names().resolve(&arguments.thing, &KINDS).map_err(Error::from)?;
    let report = learners.show(topic_graph, digests, &thing)?;
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
    for (property, value) in &report.properties {
        let _ = writeln!(out, "  {property}: {value}");
    }
    for section in &report.sections {
        let _ = writeln!(out, "\n{} ({})", bold(section.title), section.lines.len());
        for (text, location) in &section.lines {
            let _ = writeln!(
                out,
                "{}",
                format!("  {text}  {}", dim(location.as_deref().unwrap_or_default())).trim_end()
            );
        }
    }
    out
}
