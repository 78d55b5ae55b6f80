//! `casegraph learn`

use std::fmt::Write as _;

use casegraph::facts::Kind;
use casegraph::{Error, Learners, Syllabus, SyllabusOptions, syllabus_diagram};

use super::page::Page;
use super::wayfinding::{self, bold, dim, hint, status};
use crate::arguments::Global;
use crate::failure::Outcome;
use crate::learn_arguments::{Learn, PageFormat};
use crate::output;

pub(crate) fn run(global: &Global, arguments: &Learn) -> anyhow::Result<Outcome> {
    let session = wayfinding::session(global)?;
    let learners = Learners::new(&session);
    let topic_graph = wayfinding::topic_graph(&learners)?;
    let goal = if let Some(topic) = &arguments.topic {
        topic_graph.topic(topic)
    } else if let Some(role) = &arguments.role {
        topic_graph.names().resolve(role, &[Kind::Domain, Kind::Category])
    } else {
        topic_graph.names().resolve(arguments.company.as_deref().unwrap_or_default(), &[Kind::Company])
    };
    let goal = goal.map_err(Error::from)?;
    let known = arguments.known.iter().filter(|name| !name.trim().is_empty());
    let known = known.map(|name| topic_graph.topic(name)).collect::<Result<_, _>>();
    let options = SyllabusOptions {
        known: known.map_err(Error::from)?,
        max: arguments.max.map(|max| max as usize),
        only_written: arguments.only_written,
    };
    let syllabus = learners.syllabus(topic_graph, &goal, &options)?;
    let page = Page { report: &syllabus, text: page, markdown: Syllabus::markdown, view: syllabus_diagram };
    page.write(global, session.corpus(), &arguments.output)?;
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
        let location = step.topic.location().unwrap_or_default();
        let _ = writeln!(
            out,
            "{:>3}  {minutes}  {}{}  {}",
            number + 1,
            bold(&step.topic.label),
            status(&step.topic),
            dim(&location)
        );
        for first in &step.prerequisites {
            let how = if first.inferred { "inferred: " } else { "" };
            let location = first.location.as_deref().unwrap_or_default();
            let _ = writeln!(
                out,
                "               after {}: {how}{}  {}",
                first.label,
                first.reason,
                dim(location)
            );
        }
        for (title, location) in &step.case_studies {
            let _ = writeln!(out, "               case study: {title}  {}", dim(location));
        }
    }
    for cycle in &syllabus.cycles {
        let labels: Vec<&str> = cycle.iter().map(|topic| topic.label.as_str()).collect();
        let text = format!(
            "These topics are stated as prerequisites of one another, so no order is right: {}",
            labels.join(", ")
        );
        let _ = writeln!(out, "\n{}", hint(&text));
    }
    out
}
