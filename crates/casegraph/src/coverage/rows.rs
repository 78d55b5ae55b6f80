//! Reads a [`Coverage`] from the rows of the query `topic-coverage`.

use casegraph_facts::{DocPath, TopicStatus};
use casegraph_store::vocabulary::cg;
use casegraph_store::{Answer, Term};

use super::topics::{Coverage, CoverageCategory, CoverageDomain, CoverageTopic};
use crate::error::Error;
use crate::links::LinkRenderer;
use crate::rows::{Row, rows};
use casegraph_corpus::Session;

/// Reads the coverage of the corpus: every topic with its status and counts.
///
/// # Errors
/// [`casegraph_corpus::Error::Query`].
pub fn read_coverage(session: &Session, links: &LinkRenderer) -> Result<Coverage, Error> {
    let config = session.corpus().config();
    let answer = session.ask_shipped("topic-coverage")?;
    Ok(coverage(&config.title, config.profile.text().case_study.minimum, &answer, links))
}

/// Groups topics by category and domain. Both are sorted by position, then by name; those without a position are last.
fn coverage(title: &str, minimum: u32, answer: &Answer, links: &LinkRenderer) -> Coverage {
    let mut coverage = Coverage { title: title.to_owned(), minimum, domains: Vec::new() };
    let mut rows = rows(answer);
    rows.sort_by_key(|row| {
        (position(row, "domain"), position(row, "category"), row.text("topic").to_owned())
    });
    for row in rows {
        let domain = row.text("domain");
        if coverage.domains.last().is_none_or(|last| last.id != domain) {
            let label = row.text("domainLabel").to_owned();
            coverage.domains.push(CoverageDomain { id: domain.to_owned(), label, categories: Vec::new() });
        }
        let Some(open) = coverage.domains.last_mut() else { continue };
        let category = row.text("category");
        if open.categories.last().is_none_or(|last| last.id != category) {
            let label = row.text("categoryLabel").to_owned();
            open.categories.push(CoverageCategory { id: category.to_owned(), label, topics: Vec::new() });
        }
        if let Some(category) = open.categories.last_mut() {
            category.topics.push(topic(row, links));
        }
    }
    for domain in &mut coverage.domains {
        domain.id = key(&domain.id);
        for category in &mut domain.categories {
            category.id = key(&category.id);
        }
    }
    coverage
}

/// The sort key of a domain or category.
fn position(row: &Row<'_>, kind: &str) -> (u32, String, String) {
    let position = number(*row, &format!("{kind}Position")).unwrap_or(u32::MAX);
    (position, row.text(&format!("{kind}Label")).to_owned(), row.text(kind).to_owned())
}

fn number(row: Row<'_>, column: &str) -> Option<u32> {
    row.term(column).and_then(Term::integer).and_then(|number| u32::try_from(number).ok())
}

fn topic(row: Row<'_>, links: &LinkRenderer) -> CoverageTopic {
    let path = |column| DocPath::new(row.text(column)).filter(|path| !path.as_str().is_empty());
    let link = match (path("pagePath"), path("planPath")) {
        (Some(page), _) => Some(links.document(&page)),
        (None, Some(plan)) => Some(links.line(&plan, u64::from(number(row, "planLine").unwrap_or(1)))),
        (None, None) => None,
    };
    let key_topics = row.text("keyTopics").split(", ").filter(|term| !term.is_empty());
    CoverageTopic {
        id: key(row.text("topic")),
        label: row.text("label").to_owned(),
        status: status(row.text("status")),
        priority: number(row, "priority").and_then(|priority| u8::try_from(priority).ok()),
        case_studies: number(row, "caseStudies").unwrap_or(0),
        related: number(row, "related").unwrap_or(0),
        key_topics: key_topics.map(str::to_owned).collect(),
        link,
    }
}

/// The word for a status.
pub(crate) const fn status_name(status: TopicStatus) -> &'static str {
    match status {
        TopicStatus::Complete => "complete",
        TopicStatus::InProgress => "in progress",
        TopicStatus::Planned => "not started",
        TopicStatus::Missing => "linked but not planned",
    }
}

fn status(iri: &str) -> TopicStatus {
    match iri {
        cg::COMPLETE => TopicStatus::Complete,
        cg::IN_PROGRESS => TopicStatus::InProgress,
        cg::MISSING => TopicStatus::Missing,
        _ => TopicStatus::Planned,
    }
}

/// The key in the IRI of a topic, category or domain: the part after the kind.
fn key(iri: &str) -> String {
    for kind in ["/topic/", "/category/", "/domain/"] {
        if let Some((_, key)) = iri.split_once(kind) {
            return key.to_owned();
        }
    }
    iri.to_owned()
}
