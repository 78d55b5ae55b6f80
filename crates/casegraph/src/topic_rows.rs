//! The rows of the query `topic-coverage` as a [`Coverage`].

use casegraph_facts::{DocPath, TopicStatus};
use casegraph_store::vocabulary::cg;
use casegraph_store::{Answer, Term};

use crate::{Coverage, CoverageCategory, CoverageDomain, CoverageTopic, LinkBase};
use crate::{Error, Session};

/// The coverage of a corpus, for a map.
///
/// # Errors
/// [`Error::Corpus`] when the graph cannot be asked.
pub fn read_coverage(session: &Session, links: &LinkBase) -> Result<Coverage, Error> {
    let config = session.corpus().config();
    let rows = session.ask_shipped("topic-coverage")?;
    Ok(coverage(&config.title, config.profile.text().case_study.minimum, &rows, links))
}

/// Groups topics by category and domain: domains and categories by position, then name, those without one last.
fn coverage(title: &str, minimum: u32, answer: &Answer, links: &LinkBase) -> Coverage {
    let mut coverage = Coverage { title: title.to_owned(), minimum, domains: Vec::new() };
    let Answer::Rows { columns, rows } = answer else { return coverage };
    let mut rows: Vec<Row<'_>> = rows.iter().map(|cells| Row { columns, cells }).collect();
    rows.sort_by_key(|row| (row.place("domain"), row.place("category"), row.text("topic").to_owned()));
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
            category.topics.push(row.topic(links));
        }
    }
    for domain in &mut coverage.domains {
        domain.id = last_part(&domain.id);
        for category in &mut domain.categories {
            category.id = last_part(&category.id);
        }
    }
    coverage
}

struct Row<'a> {
    columns: &'a [String],
    cells: &'a [Option<Term>],
}

impl<'a> Row<'a> {
    fn cell(&self, column: &str) -> Option<&'a Term> {
        let at = self.columns.iter().position(|name| name == column)?;
        self.cells.get(at)?.as_ref()
    }

    fn text(&self, column: &str) -> &'a str {
        self.cell(column).map_or("", Term::text)
    }

    fn number(&self, column: &str) -> Option<u32> {
        self.cell(column).and_then(Term::integer).and_then(|number| u32::try_from(number).ok())
    }

    /// What a domain or category is sorted by.
    fn place(&self, thing: &str) -> (u32, String, String) {
        let position = self.number(&format!("{thing}Position")).unwrap_or(u32::MAX);
        (position, self.text(&format!("{thing}Label")).to_owned(), self.text(thing).to_owned())
    }

    fn topic(&self, links: &LinkBase) -> CoverageTopic {
        let page = DocPath::new(self.text("pagePath")).filter(|path| !path.as_str().is_empty());
        let plan = DocPath::new(self.text("planPath")).filter(|path| !path.as_str().is_empty());
        let link = match (page, plan) {
            (Some(page), _) => Some(links.document(&page)),
            (None, Some(plan)) => Some(links.line(&plan, u64::from(self.number("planLine").unwrap_or(1)))),
            (None, None) => None,
        };
        CoverageTopic {
            id: last_part(self.text("topic")),
            label: self.text("label").to_owned(),
            status: status(self.text("status")),
            priority: self.number("priority").and_then(|priority| u8::try_from(priority).ok()),
            case_studies: self.number("caseStudies").unwrap_or(0),
            related: self.number("related").unwrap_or(0),
            key_topics: self
                .text("keyTopics")
                .split(", ")
                .filter(|term| !term.is_empty())
                .map(str::to_owned)
                .collect(),
            link,
        }
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

/// What distinguishes an IRI from others of its kind: all after the kind.
fn last_part(iri: &str) -> String {
    for kind in ["/topic/", "/category/", "/domain/"] {
        if let Some((_, key)) = iri.split_once(kind) {
            return key.to_owned();
        }
    }
    iri.to_owned()
}
