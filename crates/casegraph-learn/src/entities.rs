//! The things of a collection that learners' questions name, without the relations between them.

use casegraph_facts::{Category, Document, Domain, FactSet, Name, Relation, Source, ThingId, Topic};
use serde::{Deserialize, Serialize};

use crate::topic_ref::path_and_line;

/// The things of a collection; of case studies only those of companies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entities {
    pub(crate) domains: Vec<Domain>,
    pub(crate) categories: Vec<Category>,
    /// By id.
    pub(crate) topics: Vec<Topic>,
    pub(crate) names: Vec<Name>,
    /// Sources with their titles.
    pub(crate) sources: Vec<(ThingId, String)>,
    /// In the order of the collection.
    pub(crate) company_studies: Vec<CompanyStudy>,
}

/// A case study of a company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CompanyStudy {
    pub(crate) company: ThingId,
    pub(crate) topic: ThingId,
    pub(crate) title: String,
    /// `path:line`.
    pub(crate) location: String,
}

impl Entities {
    /// Copies the things out of the facts. Linear in the facts.
    #[must_use]
    pub fn from_facts(facts: &FactSet) -> Self {
        let title = |source: &Source| (source.id.clone(), source.title.clone());
        Self {
            domains: facts.domains.clone(),
            categories: facts.categories.clone(),
            topics: facts.topics.clone(),
            names: facts.names.clone(),
            sources: facts.sources.iter().map(title).collect(),
            company_studies: facts.documents.iter().flat_map(company_studies).collect(),
        }
    }

    pub(crate) fn topic(&self, id: &ThingId) -> Option<&Topic> {
        let at = self.topics.binary_search_by(|topic| topic.id.cmp(id)).ok()?;
        self.topics.get(at)
    }

    /// Whether a topic belongs to a category or a domain.
    pub(crate) fn belongs_to(&self, topic: &Topic, part: &ThingId) -> bool {
        let Some(category) = &topic.category else { return false };
        let domain = || self.categories.iter().find(|known| known.id == *category)?.domain.as_ref();
        category == part || domain() == Some(part)
    }
}

/// The case studies of a document with their companies, each company of a study once.
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
            location: path_and_line(document.path.as_str(), study.lines.start()),
        }));
    }
    found
}
