//! `casegraph learn`

use std::fmt::Write as _;

use casegraph::facts::Kind;
use casegraph::{Syllabus, SyllabusOptions};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::learner_output::{self, bold, dim, hint, status};
use super::report_output::{Page, PageFormat, PageOutput};
use crate::completion;
use crate::failure::Outcome;
use crate::global::Global;
use crate::output;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph learn kafka_patterns\n  casegraph learn sharding --known query_optimization,nosql --max 5\n  casegraph learn --role backend \
    --only-written\n  casegraph learn --company Stripe\n\nPrerequisites that no page states are inferred from relations and from the plan's priorities and key topics; they are \
    marked as inferred. Reading times assume 200 words per minute.\nExit codes: 0 done, 1 prerequisites form a cycle or there is nothing to read, 2 a \
    name is unknown or ambiguous."
)]
pub(crate) struct LearnArgs {
    /// The topic to learn
    #[arg(value_name = "TOPIC", required_unless_present_any = ["role", "company"], conflicts_with_all = ["role", "company"], add = ArgValueCompleter::new(completion::topics))]
    pub(crate) topic: Option<String>,
    /// All topics of a domain or category
    #[arg(long, value_name = "NAME", conflicts_with = "company", add = ArgValueCompleter::new(completion::parts))]
    pub(crate) role: Option<String>,
    /// All topics with case studies of a company
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(completion::companies))]
    pub(crate) company: Option<String>,
    /// Topics that you know, separated by commas
    #[arg(long, value_name = "TOPICS", value_delimiter = ',', add = ArgValueCompleter::new(completion::topics))]
    pub(crate) known: Vec<String>,
    /// Maximum number of steps; keeps those nearest to the goal
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max: Option<u32>,
    /// Omit topics that are not written
    #[arg(long)]
    pub(crate) only_written: bool,
    #[command(flatten)]
    pub(crate) output: PageOutput,
}

pub(crate) fn run(global: &Global, arguments: &LearnArgs) -> anyhow::Result<Outcome> {
    let guide = learner_output::guide(global)?;
    let wood = learner_output::wood(&guide)?;
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
    let page = Page { report: &syllabus, text: page, markdown: Syllabus::markdown, view: Syllabus::view };
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
            "{}\nThere is nothing to read: it has no topics in the corpus, or all of them are known.\n",
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
        let text = format!(
            "These topics are prerequisites of each other, so no order is correct: {}",
            labels.join(", ")
        );
        let _ = writeln!(out, "\n{}", hint(&text));
    }
    out
}
