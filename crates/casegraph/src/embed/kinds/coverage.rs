//! `coverage`: the progress of each category; for one category, the status of each topic.

use casegraph_facts::counted;

use crate::coverage::{CoverageCounts, CoverageTopic};
use crate::embed::kind::{EmbedKind, Filled, Request};
use crate::embed::markdown::{Align, count, link, table, text};
use crate::topic_rows::read_coverage;
use crate::view::Part;
use crate::words::Words;

pub(super) const KIND: EmbedKind = EmbedKind {
    name: "coverage",
    usage: "coverage [--domain NAME] [--category NAME]",
    summary: "a table of all categories, or of the topics of one category: complete, in progress, missing",
    fill,
};

fn fill(request: &Request<'_>) -> Result<Filled, String> {
    let words = Words::read(request.words, &["domain", "category"])?;
    words.none()?;
    let part = Part::of(&words)?;
    let coverage =
        read_coverage(request.session, &request.links).map_err(|error| error.to_string())?.only(&part)?;
    if part.category.is_some() {
        let mut topics: Vec<&CoverageTopic> = coverage.topics().collect();
        topics.sort_by_key(|topic| (topic.planned_priority().unwrap_or(u8::MAX), &topic.label, &topic.id));
        let studies: u32 = topics.iter().map(|topic| topic.case_studies).sum();
        let studies = counted(studies, "case study", "case studies");
        let progress = format!("{}; {studies}.", coverage.counts().summary());
        return Ok(format!("{progress}\n\n{}", topic_table(&topics)).into());
    }
    let header = [
        ("Category", Align::Left),
        ("Complete", Align::Right),
        ("In progress", Align::Right),
        ("Not started", Align::Right),
        ("P1 gaps", Align::Right),
        ("Case studies", Align::Right),
    ];
    let row = |name: String, counts: CoverageCounts, case_studies: usize, strong: bool| {
        let numbers =
            [counts.complete, counts.in_progress, counts.not_started, counts.first_not_started, case_studies];
        let cell = |number| if strong { format!("**{}**", count(number)) } else { count(number) };
        let name = if strong { format!("**{name}**") } else { name };
        [name].into_iter().chain(numbers.into_iter().map(cell)).collect::<Vec<String>>()
    };
    let studies = |topics: &mut dyn Iterator<Item = &CoverageTopic>| {
        topics.map(|topic| usize::try_from(topic.case_studies).unwrap_or(usize::MAX)).sum::<usize>()
    };
    let mut rows = Vec::new();
    for domain in &coverage.domains {
        if !domain.label.is_empty() {
            rows.push(row(text(&domain.label), domain.counts(), studies(&mut domain.topics()), true));
        }
        for category in &domain.categories {
            let name = if category.label.is_empty() { "(no category)" } else { &category.label };
            rows.push(row(text(name), category.counts(), studies(&mut category.topics.iter()), false));
        }
    }
    rows.push(row("All".to_owned(), coverage.counts(), studies(&mut coverage.topics()), true));
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
