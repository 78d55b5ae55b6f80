//! What learners' questions need of the facts beside the ties: the things that have names, and what is whose.

use casegraph_facts::{
    Category, Document, Domain, FactSet, Name, Relation, Source, ThingId, Topic, path_and_line,
};
use serde::{Deserialize, Serialize};

/// The things of a corpus; case studies only where a company's are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Things {
    pub(super) domains: Vec<Domain>,
    pub(super) categories: Vec<Category>,
    /// By id.
    pub(super) topics: Vec<Topic>,
    pub(super) names: Vec<Name>,
    /// Sources with their titles.
    pub(super) sources: Vec<(ThingId, String)>,
    /// In the order of the corpus.
    pub(super) companies: Vec<CompanyStudy>,
}

/// A case study of a company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CompanyStudy {
    pub(super) company: ThingId,
    pub(super) topic: ThingId,
    pub(super) title: String,
    /// As editors open it.
    pub(super) place: String,
}

impl Things {
    /// Copies them. Linear in the facts.
    pub(super) fn of(facts: &FactSet) -> Self {
        let title = |source: &Source| (source.id.clone(), source.title.clone());
        Self {
            domains: facts.domains.clone(),
            categories: facts.categories.clone(),
            topics: facts.topics.clone(),
            names: facts.names.clone(),
            sources: facts.sources.iter().map(title).collect(),
            companies: facts.documents.iter().flat_map(company_studies).collect(),
        }
    }

    pub(super) fn topic(&self, id: &ThingId) -> Option<&Topic> {
        let at = self.topics.binary_search_by(|topic| topic.id.cmp(id)).ok()?;
        self.topics.get(at)
    }

    /// Whether a topic belongs to a category or a domain.
    pub(super) fn lies_in(&self, topic: &Topic, part: &ThingId) -> bool {
        let Some(category) = &topic.category else { return false };
        let domain = || self.categories.iter().find(|known| known.id == *category)?.domain.as_ref();
        category == part || domain() == Some(part)
    }
}

/// The case studies of a document with the companies that they are of, each company of a study once.
fn company_studies(document: &Document) -> Vec<CompanyStudy> {
    let mut found = Vec::new();
    for study in &document.case_studies {
        let Some(topic) = &study.topic else { continue };
        let own = document.occurrences.iter().filter(|occurrence| occurrence.from == study.id);
        let mut companies: Vec<&ThingId> = own
            .filter(|occurrence| occurrence.asserts.contains(&Relation::Company))
            .filter_map(|occurrence| occurrence.to.as_ref())
            .collect();
        companies.sort();
        companies.dedup();
        found.extend(companies.into_iter().map(|company| CompanyStudy {
            company: company.clone(),
            topic: topic.clone(),
            title: study.title.clone(),
            place: path_and_line(document.path.as_str(), study.lines.start()),
        }));
    }
    found
}
