//! `coverage`: the progress of each category; for one category, the status of each topic.

use casegraph_facts::counted;

use crate::coverage::part::Part;
use crate::coverage::rows::read_coverage;
use crate::coverage::topics::{CoverageTopic, by_urgency};
use crate::embed::kind::{EmbedKind, Filled, Request};
use crate::embed::markdown::{Align, count, link, table, text};
use crate::marker_words::MarkerArgs;
use casegraph_facts::TopicCounts;

pub(super) const KIND: EmbedKind = EmbedKind {
    name: "coverage",
    usage: "coverage [--domain NAME] [--category NAME]",
    summary: "a table of all categories, or of the topics of one category: complete, in progress, missing",
    fill,
};

fn fill(request: &Request<'_>) -> Result<Filled, String> {
    let words = MarkerArgs::parse(request.words, &["domain", "category"])?;
    words.none()?;
    let part = Part::from_args(&words)?;
    let coverage =
        part.select(read_coverage(request.session, &request.links).map_err(|error| error.to_string())?)?;
    if part.category.is_some() {
        let counts = coverage.counts();
        let studies = counted(counts.case_studies, "case study", "case studies");
        let progress = format!("{}; {studies}.", counts.summary());
        return Ok(format!("{progress}\n\n{}", topic_table(&by_urgency(coverage.topics()))).into());
    }
    let header = [
        ("Category", Align::Left),
        ("Complete", Align::Right),
        ("In progress", Align::Right),
        ("Not started", Align::Right),
        ("P1 gaps", Align::Right),
        ("Case studies", Align::Right),
    ];
    let row = |name: String, counts: TopicCounts, strong: bool| {
        let TopicCounts { complete, in_progress, not_started, first_not_started, case_studies } = counts;
        let numbers = [complete, in_progress, not_started, first_not_started, case_studies];
        let cell = |number| if strong { format!("**{}**", count(number)) } else { count(number) };
        let name = if strong { format!("**{name}**") } else { name };
        [name].into_iter().chain(numbers.into_iter().map(cell)).collect::<Vec<String>>()
    };
    let mut rows = Vec::new();
    for domain in &coverage.domains {
        if !domain.label.is_empty() {
            rows.push(row(text(&domain.label), domain.counts(), true));
        }
        for category in &domain.categories {
            let name = if category.label.is_empty() { "(no category)" } else { &category.label };
            rows.push(row(text(name), category.counts(), false));
        }
    }
    rows.push(row("All".to_owned(), coverage.counts(), true));
    Ok(table(&header, &rows).into())
}

fn topic_table(topics: &[&CoverageTopic]) -> String {
    let header = [
        ("Topic", Align::Left),
        ("Status", Align::Left),
        ("Priority", Align::Left),
        ("Case studies", Align::Right),
        ("Key topics", Align::Left),
    ];
    let row = |topic: &&CoverageTopic| {
        vec![
            link(&topic.label, topic.link.as_deref()),
            topic.status.label().to_owned(),
            topic.planned_priority().map_or(String::new(), |priority| format!("P{priority}")),
            count(usize::try_from(topic.case_studies).unwrap_or(usize::MAX)),
            text(&topic.key_topics.join(", ")),
        ]
    };
    table(&header, &topics.iter().map(row).collect::<Vec<_>>())
}
