//! What many documents say, joined: links led to their targets, plan rows to topics, names to the registry, citations to
//! works.
//!
//! ```text
//! heads ─► Joiner ──► document  one at a time, in any order, on any thread ─► Joined { document, share }
//!                 └─► finish    what follows from the shares of all documents ─► FactSet
//! ```

mod case_studies;
pub(crate) mod differences;
mod head;
pub(crate) mod inventory;
mod left_over;
mod links;
mod names_alike;
mod occurrences;
pub(crate) mod share;
mod sources;
mod tree;

use std::collections::BTreeSet;

use crate::model::document_facts::{DocumentFacts, Owner};
use crate::model::fact_set::{CaseStudy, Document, FactSet, Occurrence, Section};
use crate::model::id::{Kind, ThingId};
use crate::model::location::DocPath;
use crate::model::name::{Name, NameOrigin};
use crate::names::matcher::MentionFacts;
use crate::names::registry::Registry;
use crate::profile::Profile;
use case_studies::{CaseFolders, CaseKeys};
use inventory::Inventory;
use links::Targets;
use occurrences::Scribe;
use share::{Share, Shares};
use sources::{Cited, works};
use tree::Tree;

/// A document's facts with the names found in it.
#[derive(Debug)]
pub struct ReadDocument {
    /// What the document says on its own.
    pub facts: DocumentFacts,
    /// What [`Registry::find`] found in it.
    pub mentions: Vec<MentionFacts>,
}

/// Joins all documents of a corpus. The result does not depend on their order. Time is linear in the facts, but for the
/// sorting of them. A [`Joiner`] does the same without holding all of them at once.
#[must_use]
pub fn join(
    mut documents: Vec<ReadDocument>,
    registry: &Registry,
    inventory: &Inventory,
    profile: &Profile,
) -> FactSet {
    documents.sort_by(|a, b| a.facts.path.cmp(&b.facts.path));
    let joiner = Joiner::new(documents.iter().map(|read| &read.facts), registry, inventory, profile);
    let (mut joined, mut shares) = (Vec::with_capacity(documents.len()), Shares::default());
    for read in &documents {
        let Joined { document, share } = joiner.document(read);
        joined.push(document);
        shares.add(share);
    }
    FactSet { documents: joined, ..joiner.finish(shares) }
}

/// What is known of a corpus as a whole: enough to join each of its documents on its own.
pub struct Joiner<'a> {
    profile: &'a Profile,
    registry: &'a Registry,
    targets: Targets<'a>,
    tree: Tree,
    case_folders: CaseFolders,
    case_keys: CaseKeys,
    /// Words in brackets that templates have.
    placeholders: BTreeSet<String>,
    paths: BTreeSet<&'a DocPath>,
}

/// A document joined with the others.
#[derive(Debug)]
pub struct Joined {
    /// What stands in it.
    pub document: Document,
    /// What it adds to what follows from many documents.
    pub share: Share,
}

impl<'a> Joiner<'a> {
    /// A joiner of the documents with these heads ([`DocumentFacts::head`]; whole facts will do) in any order, and the names of the
    /// corpus. Time is linear in the heads, but for sorting.
    #[must_use]
    pub fn new(
        heads: impl IntoIterator<Item = &'a DocumentFacts>,
        registry: &'a Registry,
        inventory: &'a Inventory,
        profile: &'a Profile,
    ) -> Self {
        let mut heads: Vec<&DocumentFacts> = heads.into_iter().collect();
        heads.sort_by(|a, b| a.path.cmp(&b.path));
        let targets = Targets::new(&heads, inventory, profile);
        let tree = Tree::new(&heads, &targets);
        Self {
            case_folders: CaseFolders::new(&heads, profile),
            case_keys: CaseKeys::new(&heads, &tree),
            placeholders: left_over::of_templates(&heads),
            paths: heads.iter().map(|head| &head.path).collect(),
            profile,
            registry,
            targets,
            tree,
        }
    }

    /// Joins one document. Time is linear in its facts.
    #[must_use]
    pub fn document(&self, read: &ReadDocument) -> Joined {
        let facts = &read.facts;
        let (about, case_studies) = if let Some(folder) = self.case_folders.of(facts) {
            (Some(folder.id.clone()), vec![folder.clone()])
        } else {
            let topic = self.tree.topic_of_document(facts).cloned();
            let case_studies = self.case_keys.of_page(facts, topic.as_ref());
            (topic, case_studies)
        };
        let cited = Cited::all(facts, self.profile);
        let scribe = Scribe {
            read,
            about: about.as_ref(),
            case_studies: &case_studies,
            cited: &cited,
            tree: &self.tree,
            targets: &self.targets,
        };
        let occurrences = scribe.occurrences(self.profile);
        let mut document = document(facts, about, case_studies, occurrences);
        if self.case_folders.is_part(facts) {
            document.case_studies.clear(); // it stands in the folder's own page
        }
        left_over::keep(&mut document, &self.placeholders);
        let share = Share::of(facts, &document, works(&cited, self.registry));
        Joined { document, share }
    }

    /// Domains, categories and topics, and nothing else.
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

    /// How many case studies a topic has.
    #[must_use]
    pub fn case_study_count(&self, topic: &ThingId) -> usize {
        self.case_keys.count(topic)
    }

    /// What follows from the shares of all documents; its list of documents is empty.
    #[must_use]
    pub fn finish(self, shares: Shares) -> FactSet {
        let mut set = self.tree();
        let reached = shares.finish(&mut set);
        // Names that only the built-in vocabulary knows and nothing in the corpus leads to are left out.
        let is_used = |name: &&Name| name.origin != NameOrigin::BuiltIn || reached.contains(&name.id);
        set.names = self.registry.names().filter(is_used).cloned().collect();
        set.diagnostics.extend(self.tree.into_diagnostics());
        set.diagnostics.sort();
        set
    }
}

fn document(
    facts: &DocumentFacts,
    about: Option<ThingId>,
    case_studies: Vec<CaseStudy>,
    occurrences: Vec<Occurrence>,
) -> Document {
    let id = document_id(&facts.path);
    let part_of = |owner: Owner| match owner {
        Owner::CaseStudy(index) | Owner::Metric(index, _) => {
            case_studies.get(index).map(|case_study| case_study.id.clone())
        }
        Owner::Document | Owner::Topic(_) => about.clone(),
    };
    let sections = facts.sections.iter().map(|section| Section {
        id: section_id(&facts.path, &section.anchor),
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
        marks: facts.marks.clone(),
        occurrences,
    }
}

fn document_id(path: &DocPath) -> ThingId {
    ThingId::new(Kind::Document, path.as_str())
}

fn section_id(path: &DocPath, anchor: &str) -> ThingId {
    ThingId::new(Kind::Section, format!("{path}#{anchor}"))
}
