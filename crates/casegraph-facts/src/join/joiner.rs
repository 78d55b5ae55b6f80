//! The joiner: joins each document on its own, and combines the contributions of all.

use std::collections::BTreeSet;

use super::aggregate::Aggregate;
use super::case_studies::{CaseFolders, CaseKeys};
use super::contribution::Contribution;
use super::inventory::Inventory;
use super::links::Targets;
use super::occurrences::OccurrenceBuilder;
use super::read_document::ReadDocument;
use super::sources::{Cited, works};
use super::template_remnants;
use super::tree::Tree;
use crate::model::document::{CaseStudy, Document, Section};
use crate::model::document_facts::DocumentFacts;
use crate::model::fact_set::FactSet;
use crate::model::id::ThingId;
use crate::model::location::DocPath;
use crate::model::name::{Name, NameOrigin};
use crate::model::occurrence::Occurrence;
use crate::model::owner::Owner;
use crate::names::registry::Registry;
use crate::profile::Profile;

/// The context of a whole corpus that is needed to join one document.
pub struct Joiner<'a> {
    profile: &'a Profile,
    registry: &'a Registry,
    targets: Targets<'a>,
    tree: Tree,
    case_folders: CaseFolders,
    case_keys: CaseKeys,
    /// Text in brackets of templates.
    placeholders: BTreeSet<String>,
    paths: BTreeSet<&'a DocPath>,
}

/// A document joined with the others.
#[derive(Debug)]
pub struct Joined {
    /// The document with its evidence.
    pub document: Document,
    /// What it adds to the facts that follow from many documents.
    pub contribution: Contribution,
}

impl<'a> Joiner<'a> {
    /// A joiner of the documents with these exports ([`DocumentFacts::exports`]; whole facts work too), in any order.
    /// `registry` has the names of the corpus, `inventory` its files. Linear in the exports, but for sorting.
    #[must_use]
    pub fn new(
        exports: impl IntoIterator<Item = &'a DocumentFacts>,
        registry: &'a Registry,
        inventory: &'a Inventory,
        profile: &'a Profile,
    ) -> Self {
        let mut exports: Vec<&DocumentFacts> = exports.into_iter().collect();
        exports.sort_by(|a, b| a.path.cmp(&b.path));
        let targets = Targets::new(&exports, inventory, profile);
        let tree = Tree::new(&exports, &targets);
        Self {
            case_folders: CaseFolders::new(&exports, profile),
            case_keys: CaseKeys::new(&exports, &tree),
            placeholders: template_remnants::template_placeholders(&exports),
            paths: exports.iter().map(|document| &document.path).collect(),
            profile,
            registry,
            targets,
            tree,
        }
    }

    /// Joins one document. Linear in its facts, but for sorting.
    #[must_use]
    pub fn document(&self, read: &ReadDocument) -> Joined {
        let facts = &read.facts;
        let (about, case_studies) = if let Some(folder) = self.case_folders.case_study_of(facts) {
            (Some(folder.id.clone()), vec![folder.clone()])
        } else {
            let topic = self.tree.topic_of_document(facts).cloned();
            let case_studies = self.case_keys.case_studies_of(facts, topic.as_ref());
            (topic, case_studies)
        };
        let cited = Cited::all(facts, self.profile);
        let builder = OccurrenceBuilder {
            read,
            about: about.as_ref(),
            case_studies: &case_studies,
            cited: &cited,
            tree: &self.tree,
            targets: &self.targets,
        };
        let occurrences = builder.occurrences(self.profile);
        let mut document = document(facts, about, case_studies, occurrences);
        if self.case_folders.is_part(facts) {
            document.case_studies.clear(); // the main document has it
        }
        template_remnants::keep(&mut document, &self.placeholders);
        let contribution = Contribution::new(facts, &document, works(&cited, self.registry));
        Joined { document, contribution }
    }

    /// The domains, categories and topics, without anything else. Linear in the topics, but for sorting.
    #[must_use]
    pub fn tree(&self) -> FactSet {
        let minimum = self.profile.text().case_study.minimum;
        FactSet {
            domains: self.tree.domains(),
            categories: self.tree.categories(),
            topics: self.tree.topics(&self.paths, |topic| self.case_study_count(topic), minimum),
            ..FactSet::default()
        }
    }

    /// The number of case studies of a topic.
    #[must_use]
    pub fn case_study_count(&self, topic: &ThingId) -> usize {
        self.case_keys.count(topic)
    }

    /// The facts that follow from the contributions of all documents. The list of documents is empty. Linear in the
    /// contributions, but for sorting.
    #[must_use]
    pub fn finish(self, aggregate: Aggregate) -> FactSet {
        let mut set = self.tree();
        let reached = aggregate.finish(&mut set);
        // A built-in name that nothing in the corpus names is left out.
        let is_used = |name: &&Name| name.origin != NameOrigin::BuiltIn || reached.contains(&name.id);
        set.names = self.registry.names().filter(is_used).cloned().collect();
        set.diagnostics.extend(self.tree.into_diagnostics());
        set.diagnostics.sort();
        set
    }

    /// The changes that `after` makes to other documents than the changed ones. `after` is a joiner of the same
    /// documents with some of them changed, with the same names, inventory and profile. Links to anchors of changed
    /// documents are not covered. `None` if any document may change; the caller rebuilds. Linear in the exports.
    #[must_use]
    pub fn differences(&self, after: &Joiner<'_>) -> Option<CaseStudyChanges> {
        let is_same = self.tree == after.tree
            && self.placeholders == after.placeholders
            && self.targets.agree_on_root_links(&after.targets)
            && self.case_folders.agree_with(&after.case_folders);
        is_same.then(|| CaseStudyChanges {
            pages: self.case_keys.changed_pages(&after.case_keys),
            topics: self.case_keys.changed_counts(&after.case_keys),
        })
    }
}

fn document(
    facts: &DocumentFacts,
    about: Option<ThingId>,
    case_studies: Vec<CaseStudy>,
    occurrences: Vec<Occurrence>,
) -> Document {
    let id = ThingId::document(&facts.path);
    let part_of = |owner: Owner| match owner {
        Owner::CaseStudy(index) | Owner::Metric(index, _) => {
            case_studies.get(index).map(|case_study| case_study.id.clone())
        }
        Owner::Document | Owner::Topic(_) => about.clone(),
    };
    let sections = facts.sections.iter().map(|section| Section {
        id: ThingId::section(&facts.path, &section.anchor),
        name: section.name.clone(),
        level: section.level,
        anchor: section.anchor.clone(),
        kind: section.kind.clone(),
        lines: section.lines,
        part_of: part_of(section.owner).unwrap_or_else(|| id.clone()),
    });
    Document {
        sections: sections.collect(),
        path: facts.path.clone(),
        name: facts.name.clone(),
        role: facts.role,
        bytes: facts.bytes,
        lines: facts.lines,
        content_hash: facts.content_hash.clone(),
        id,
        about,
        case_studies,
        annotations: facts.annotations.clone(),
        occurrences,
    }
}

/// Documents and topics whose case studies change because other documents changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseStudyChanges {
    /// Pages whose case studies have other keys.
    pub pages: Vec<DocPath>,
    /// Topics with another number of case studies.
    pub topics: Vec<ThingId>,
}
