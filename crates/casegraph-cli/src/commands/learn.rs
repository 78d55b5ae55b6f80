//! `casegraph learn`

use std::fmt::Write as _;

use casegraph::facts::Kind;
use casegraph::{Syllabus, SyllabusOptions, syllabus_diagram};

use super::page::Page;
use super::wayfinding::{self, bold, dim, hint, status};
use crate::arguments::Global;
use crate::failure::Outcome;
use crate::learn_arguments::{Learn, PageFormat};
use crate::output;

pub(crate) fn run(global: &Global, arguments: &Learn) -> anyhow::Result<Outcome> {
    let guide = wayfinding::guide(global)?;
    let wood = wayfinding::wood(&guide)?;
    let goal = if let Some(topic) = &arguments.topic {
        wood.topic(topic)?
    } else if let Some(role) = &arguments.role {
        wood.names().resolve(role, &[Kind::Domain, Kind::Category])?
    } else {
        wood.names().resolve(arguments.company.as_deref().unwrap_or_default(), &[Kind::Company])?
    };
    let known = arguments.known.iter().filter(|name| !name.trim().is_empty()).map(|name| wood.topic(name));
    let options = SyllabusOptions {
        known: known.collect::<Result<_, _>>()?,
        max: arguments.max.map(|max| max as usize),
        only_written: arguments.only_written,
    };
    let syllabus = wood.syllabus(guide.corpus(), &goal, &options);
    let page =
        Page { report: &syllabus, text: page, markdown: Syllabus::markdown, diagram: syllabus_diagram };
    page.write(global, guide.corpus(), &arguments.output)?;
    if syllabus.steps.is_empty() && arguments.output.format() != PageFormat::Text {
        output::note(global, "nothing to read");
    }
    Ok(if syllabus.cycles.is_empty() && !syllabus.steps.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

fn page(syllabus: &Syllabus) -> String {
    let mut out = format!("{}\n{}\n\n", bold(&format!("Learn {}", syllabus.goal.label)), syllabus.summary());
    if syllabus.steps.is_empty() {
        return format!(
            "{}\nThere is nothing to read: no topic of it is in the corpus, or all are known.\n",
            bold(&syllabus.goal.label)
        );
    }
    for (number, step) in syllabus.steps.iter().enumerate() {
        let minutes = step.minutes.map_or("     -".to_owned(), |minutes| format!("{minutes:>3} min"));
        let place = step.topic.place().unwrap_or_default();
        let _ = writeln!(
            out,
            "{:>3}  {minutes}  {}{}  {}",
            number + 1,
            bold(&step.topic.label),
            status(&step.topic),
            dim(&place)
        );
        for need in &step.needs {
            let how = if need.inferred { "inferred: " } else { "" };
            let place = need.place.as_deref().unwrap_or_default();
            let _ =
                writeln!(out, "               after {}: {how}{}  {}", need.label, need.reason, dim(place));
        }
        for (title, place) in &step.case_studies {
            let _ = writeln!(out, "               case study: {title}  {}", dim(place));
        }
    }
    for cycle in &syllabus.cycles {
        let labels: Vec<&str> = cycle.iter().map(|stop| stop.label.as_str()).collect();
        let text =
            format!("These state that they need one another, so no order is right: {}", labels.join(", "));
        let _ = writeln!(out, "\n{}", hint(&text));
    }
    out
}
