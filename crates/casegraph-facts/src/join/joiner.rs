//! The joiner: joins each document on its own, and combines the contributions of all.

use std::collections::BTreeSet;

use super::aggregate::Aggregate;
use super::case_studies::{CaseFolders, CaseKeys};
use super::contribution::Contribution;
use super::inventory::Inventory;
use super::links::Targets;
use super::occurrences::OccurrenceBuilder;
use super::page_things::{self, PageThings};
use super::read_document::ReadDocument;
use super::sources::{Cited, works};
use super::taken_rules::TakenRules;
use super::template_remnants;
use super::tree::Tree;
use crate::model::decision::{Decision, DecisionStatus};
use crate::model::document::{CaseStudy, Document, Label, Section};
use crate::model::document_facts::DocumentFacts;
use crate::model::fact_set::FactSet;
use crate::model::id::{Kind, ThingId};
use crate::model::location::DocPath;
use crate::model::name::{Name, NameOrigin};
use crate::model::occurrence::Occurrence;
use crate::model::owner::Owner;
use crate::model::page_thing::PageThing;
use crate::names::registry::Registry;
use crate::profile::Profile;

/// So many copies and stubs may lead to each other.
const MOST_STEPS: usize = 4;

/// The context of a whole corpus that is needed to join one document.
pub struct Joiner<'a> {
    profile: &'a Profile,
    registry: &'a Registry,
    targets: Targets<'a>,
    tree: Tree,
    things: PageThings,
    case_folders: CaseFolders,
    case_keys: CaseKeys,
    /// The rules that took something.
    taken: TakenRules,
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
        let mut tree = Tree::new(&exports, &targets);
        let things = PageThings::new(&exports, &targets, registry);
        tree.add_stubs(&exports, &targets, &things);
        Self {
            case_folders: CaseFolders::new(&exports, profile, &tree),
            case_keys: CaseKeys::new(&exports, &tree),
            placeholders: template_remnants::template_placeholders(&exports),
            taken: TakenRules::new(&exports),
            paths: exports.iter().map(|document| &document.path).collect(),
            profile,
            registry,
            targets,
            tree,
            things,
        }
    }

    /// Joins one document. Linear in its facts, but for sorting.
    #[must_use]
    pub fn document(&self, read: &ReadDocument) -> Joined {
        let facts = &read.facts;
        let case_studies = match self.case_folders.case_study_of(facts) {
            Some(folder) => vec![folder.clone()],
            None => self.case_keys.case_studies_of(facts, self.topic_of_studies(facts), &self.tree),
        };
        let about = self.about(facts, 0);
        let cited = Cited::all(facts, self.profile);
        let builder = OccurrenceBuilder {
            read,
            about: about.as_ref(),
            names: self.things.name(&facts.path),
            things: &self.things,
            registry: self.registry,
            case_studies: &case_studies,
            cited: &cited,
            tree: &self.tree,
            targets: &self.targets,
        };
        let occurrences = builder.occurrences(self.profile);
        let mut document = document(facts, about, case_studies, occurrences);
        self.add_page_things(facts, &mut document);
        if self.case_folders.is_part(facts) {
            document.case_studies.clear(); // the main document has it
        }
        template_remnants::keep(&mut document, &self.placeholders);
        let contribution = Contribution::new(facts, &document, works(&cited, self.registry));
        Joined { document, contribution }
    }

    /// What a document is about. A copy is about what its original is, and a stub about what its target is; `steps` is how many such
    /// pages led to it.
    fn about(&self, facts: &DocumentFacts, steps: usize) -> Option<ThingId> {
        if let Some(folder) = self.case_folders.case_study_of(facts) {
            return Some(folder.id.clone());
        }
        let path = &facts.path;
        if let Some(other) = self.things.original(path).or_else(|| self.things.target(path)) {
            let other = self.targets.document(other).filter(|_| steps < MOST_STEPS)?;
            return self.about(other, steps + 1);
        }
        match facts.thing {
            PageThing::CaseStudy => {
                self.case_keys.key_of_page(path).map(|key| ThingId::new(Kind::CaseStudy, key))
            }
            PageThing::Decision => self.things.decision(path).cloned(),
            PageThing::Company(_) | PageThing::Technology(_) => self.things.name(path).cloned(),
            PageThing::None | PageThing::Topic | PageThing::Pattern(_) => {
                self.tree.topic_of_document(facts).cloned()
            }
        }
    }

    /// The topic that the case studies of a page belong to: that of the page, or the one that a page which is a case study names.
    fn topic_of_studies(&self, facts: &DocumentFacts) -> Option<&ThingId> {
        if facts.thing != PageThing::CaseStudy {
            return self.tree.topic_of_document(facts);
        }
        let name = facts.place.topic.as_ref()?;
        self.tree.topic_at(&facts.place).or_else(|| self.tree.topic_by_name(name))
    }

    /// Adds what the page is the page of, and what it is a copy of.
    fn add_page_things(&self, facts: &DocumentFacts, document: &mut Document) {
        document.names = self.things.name(&facts.path).cloned();
        document.copy_of = self.things.original(&facts.path).map(ThingId::document);
        let is_translation = facts.copy.as_ref().is_some_and(page_things::is_translation);
        if let (true, Some(_), Some(language)) = (is_translation, &document.about, &facts.language) {
            document.label = Some(Label { text: facts.name.clone(), language: language.clone() });
        }
        document.language.clone_from(&facts.language);
        if facts.thing != PageThing::CaseStudy {
            document.tags = facts.tags.iter().map(|tag| tag.text.clone()).collect();
        }
        if let (Some(decision), Some(id)) = (&facts.decision, self.things.decision(&facts.path)) {
            document.decision = Some(Decision {
                id: id.clone(),
                number: decision.number,
                title: decision.title.clone(),
                status: decision.status.as_deref().and_then(DecisionStatus::parse),
                stated_status: decision.status.clone(),
                date: decision.date.clone(),
                lines: decision.lines,
            });
        }
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

    /// The number of case studies that count for a category by this: of a category, those that state it as their own; of a topic, those
    /// that state none.
    #[must_use]
    pub fn case_studies_counted_by(&self, thing: &ThingId) -> usize {
        match thing.kind() {
            Kind::Category => self.case_keys.count_in(thing) + self.case_folders.count_in(thing),
            _ => self.case_keys.count(thing).saturating_sub(self.case_keys.count_elsewhere(thing)),
        }
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
        set.diagnostics.extend(self.taken.diagnostics(self.profile));
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
            && self.things == after.things
            && self.taken == after.taken
            && self.case_keys.agree_in_categories(&after.case_keys)
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
        bytes: facts.bytes,
        lines: facts.lines,
        content_hash: facts.content_hash.clone(),
        about,
        case_studies,
        annotations: facts.annotations.clone(),
        occurrences,
        ..Document::new(facts.path.clone(), facts.name.clone(), facts.role)
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
