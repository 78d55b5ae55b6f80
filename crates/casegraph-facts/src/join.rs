//! What many documents say, joined: links led to their targets, plan rows to topics, names to the registry, citations to
//! works.

mod left_over;
mod links;
mod names_alike;
mod occurrences;
mod sources;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use crate::document_facts::{CaseStudyFacts, DocumentFacts, Owner};
use crate::names::{MentionFacts, Registry};
use crate::{
    CaseStudy, Detail, DocPath, Document, Edge, FactSet, Kind, Metric, Name, NameOrigin, Profile, Relation,
    Resolution, Role, Rule, Section, ThingId, Topic, TopicStatus, Unread, UnreadKind, slug,
};
use links::Targets;
use occurrences::Scribe;
use sources::Works;
use tree::Tree;

/// What lies in the corpus folder, Markdown or not: the paths that links may lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    files: BTreeSet<DocPath>,
    folders: BTreeSet<DocPath>,
}

impl Inventory {
    /// The inventory of a folder with these files; folders are those the files lie in.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = DocPath>) -> Self {
        let files: BTreeSet<DocPath> = files.into_iter().collect();
        let mut folders = BTreeSet::from([DocPath::default()]);
        for file in &files {
            let mut folder = file.parent();
            while folders.insert(folder.clone()) {
                folder = folder.parent();
            }
        }
        Self { files, folders }
    }

    /// Whether there is such a file.
    #[must_use]
    pub fn has_file(&self, path: &DocPath) -> bool {
        self.files.contains(path)
    }

    /// Whether there is such a folder.
    #[must_use]
    pub fn has_folder(&self, path: &DocPath) -> bool {
        self.folders.contains(path)
    }

    /// All files, by path.
    pub fn files(&self) -> impl Iterator<Item = &DocPath> {
        self.files.iter()
    }
}

/// A document's facts with the names found in it.
#[derive(Debug)]
pub struct ReadDocument {
    /// What the document says on its own.
    pub facts: DocumentFacts,
    /// What [`Registry::find`] found in it.
    pub mentions: Vec<MentionFacts>,
}

/// Joins all documents of a corpus. The result does not depend on their order. Time is linear in the facts, but for the
/// sorting of them.
#[must_use]
pub fn join(
    mut documents: Vec<ReadDocument>,
    registry: Registry,
    inventory: &Inventory,
    profile: &Profile,
) -> FactSet {
    documents.sort_by(|a, b| a.facts.path.cmp(&b.facts.path));
    let facts: Vec<&DocumentFacts> = documents.iter().map(|document| &document.facts).collect();
    let targets = Targets::new(&facts, inventory, profile);
    let tree = Tree::new(&facts, &targets);
    let works = Works::new(&facts, &registry, profile);

    let mut set = FactSet { domains: tree.domains(), categories: tree.categories(), ..FactSet::default() };
    let mut numbers = CaseNumbers::default();
    let folders = CaseFolders::new(&facts, profile);
    for read in &documents {
        let (about, case_studies) = if let Some(folder) = folders.of(&read.facts) {
            (Some(folder.id.clone()), vec![folder.clone()])
        } else {
            let topic = tree.topic_of_document(&read.facts).cloned();
            let case_studies = case_studies(&read.facts, topic.as_ref(), &mut numbers);
            (topic, case_studies)
        };
        let scribe = Scribe {
            read,
            about: about.as_ref(),
            case_studies: &case_studies,
            tree: &tree,
            targets: &targets,
        };
        let occurrences = scribe.occurrences(profile);
        let mut document = document(&read.facts, about, case_studies, occurrences);
        if folders.is_part(&read.facts) {
            document.case_studies.clear(); // it stands in the folder's own page
        }
        set.documents.push(document);
    }
    left_over::keep(&mut set.documents);
    set.topics = tree.topics(&facts, |topic| numbers.count(topic), profile.text().case_study.minimum);
    set.sources = works.into_sources();
    set.names = registry.into_names();
    set.inferred = inferred(&set);
    drop_unused(&mut set);
    set.diagnostics = documents.iter().flat_map(|document| document.facts.diagnostics.clone()).collect();
    set.diagnostics.extend(tree.into_diagnostics());
    set.diagnostics.sort();
    set.unread = documents.iter().flat_map(|document| document.facts.unread.clone()).collect();
    set.unread.extend(set.documents.iter().flat_map(unresolved_references));
    set.unread.sort();
    set
}

impl FactSet {
    /// The documents that are the page of this topic, or list its sources.
    pub fn documents_about<'a>(&'a self, topic: &'a Topic) -> impl Iterator<Item = &'a Document> {
        self.documents.iter().filter(|document| document.about.as_ref() == Some(&topic.id))
    }

    /// How many topics have this status.
    #[must_use]
    pub fn topics_with(&self, status: TopicStatus) -> usize {
        self.topics.iter().filter(|topic| topic.status == status).count()
    }
}

/// The numbers given to the case studies of each topic.
#[derive(Default)]
struct CaseNumbers {
    given: BTreeMap<ThingId, BTreeSet<String>>,
}

impl CaseNumbers {
    /// The key of the next case study of a topic: the number it states, with `-2` after one that was given before; a case
    /// study without a number gets the next free one.
    fn key(&mut self, topic: &ThingId, stated: Option<u32>) -> String {
        let given = self.given.entry(topic.clone()).or_default();
        let candidates: Box<dyn Iterator<Item = String>> = match stated {
            Some(number) => Box::new(
                std::iter::once(number.to_string())
                    .chain((2..).map(move |again| format!("{number}-{again}"))),
            ),
            None => Box::new((1..).map(|number: u32| number.to_string())),
        };
        for key in candidates {
            if given.insert(key.clone()) {
                return format!("{}/{key}", topic.key());
            }
        }
        topic.key().to_owned()
    }

    fn count(&self, topic: &ThingId) -> usize {
        self.given.get(topic).map_or(0, BTreeSet::len)
    }
}

/// Case studies that are folders: each with the document that is its own page, the folder's index if there is one.
struct CaseFolders {
    folders: BTreeMap<String, (DocPath, CaseStudy)>,
}

impl CaseFolders {
    fn new(documents: &[&DocumentFacts], profile: &Profile) -> Self {
        let mut members: BTreeMap<&str, Vec<&DocumentFacts>> = BTreeMap::new();
        for document in documents.iter().filter(|document| document.role == Role::CaseStudy) {
            if let Some(case) = &document.place.case {
                members.entry(case).or_default().push(document);
            }
        }
        let folders = members.into_iter().filter_map(|(case, members)| {
            let own =
                members.iter().find(|document| profile.is_index_file(&document.path)).or(members.first())?;
            let mut folder = case_study(own.case_studies.first()?, None, slug(case));
            folder.title.clone_from(&own.name);
            folder.metrics.clear(); // rows of results tables are read where a case study is a part of a page
            Some((case.to_owned(), (own.path.clone(), folder)))
        });
        Self { folders: folders.collect() }
    }

    fn of(&self, document: &DocumentFacts) -> Option<&CaseStudy> {
        let case = document.place.case.as_ref().filter(|_| document.role == Role::CaseStudy)?;
        self.folders.get(case).map(|(_, folder)| folder)
    }

    /// Whether a document is a part of a case study, but not its own page.
    fn is_part(&self, document: &DocumentFacts) -> bool {
        let case = document.place.case.as_ref().filter(|_| document.role == Role::CaseStudy);
        case.and_then(|case| self.folders.get(case)).is_some_and(|(own, _)| *own != document.path)
    }
}

fn case_studies(facts: &DocumentFacts, about: Option<&ThingId>, numbers: &mut CaseNumbers) -> Vec<CaseStudy> {
    let Some(topic) = about.filter(|_| facts.role == Role::Topic) else { return Vec::new() };
    facts
        .case_studies
        .iter()
        .map(|facts| case_study(facts, Some(topic), numbers.key(topic, facts.number)))
        .collect()
}

fn case_study(facts: &CaseStudyFacts, topic: Option<&ThingId>, key: String) -> CaseStudy {
    let metric = |(at, metric): (usize, &crate::MetricFacts)| Metric {
        id: ThingId::new(Kind::Metric, format!("{key}/metric/{}", at + 1)),
        name: metric.name.clone(),
        before: metric.before.clone(),
        after: metric.after.clone(),
        change: metric.change.clone(),
        raw_text: metric.raw_text.clone(),
        before_quantity: metric.before_quantity.clone(),
        after_quantity: metric.after_quantity.clone(),
        lines: metric.lines,
    };
    CaseStudy {
        metrics: facts.metrics.iter().enumerate().map(metric).collect(),
        id: ThingId::new(Kind::CaseStudy, key),
        number: facts.number,
        title: facts.title.clone(),
        topic: topic.cloned(),
        lines: facts.lines,
        context: facts.context.as_ref().map(|labelled| labelled.text.clone()),
        quick_answer: facts.quick_answer.as_ref().map(|labelled| labelled.text.clone()),
        key_insight: facts.key_insight.as_ref().map(|labelled| labelled.text.clone()),
    }
}

fn document(
    facts: &DocumentFacts,
    about: Option<ThingId>,
    case_studies: Vec<CaseStudy>,
    occurrences: Vec<crate::Occurrence>,
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

/// The values of a document's front matter that lead to no page.
fn unresolved_references(document: &Document) -> impl Iterator<Item = Unread> {
    document.occurrences.iter().filter(|occurrence| occurrence.rule == Rule::FrontMatterReference).filter_map(
        |occurrence| {
            let Detail::Link(link) = &occurrence.detail else { return None };
            let leads = matches!(link.resolution, Some(Resolution::File | Resolution::Directory));
            (!leads).then(|| Unread {
                kind: UnreadKind::Reference,
                path: document.path.clone(),
                line: occurrence.lines.start(),
                text: format!("{}: {}", link.text, link.href),
            })
        },
    )
}

fn document_id(path: &DocPath) -> ThingId {
    ThingId::new(Kind::Document, path.as_str())
}

fn section_id(path: &DocPath, anchor: &str) -> ThingId {
    ThingId::new(Kind::Section, format!("{path}#{anchor}"))
}

/// Leaves out the names that only the built-in vocabulary knows and nothing in the corpus leads to.
fn drop_unused(set: &mut FactSet) {
    let occurrences = set.documents.iter().flat_map(|document| &document.occurrences);
    let mut used: BTreeSet<&ThingId> = occurrences.filter_map(|occurrence| occurrence.to.as_ref()).collect();
    used.extend(set.sources.iter().filter_map(|source| source.company.as_ref()));
    let is_used = |name: &Name| name.origin != NameOrigin::BuiltIn || used.contains(&name.id);
    let names = std::mem::take(&mut set.names);
    set.names = names.into_iter().filter(is_used).collect();
}

/// Edges that follow from others: related patterns hold both ways; a company uses what its case studies use. A case study
/// that is a folder designs a system and only compares it with companies': it says nothing of what they use.
fn inferred(set: &FactSet) -> Vec<Edge> {
    let mut edges = BTreeSet::new();
    let mut companies: BTreeMap<&ThingId, BTreeSet<&ThingId>> = BTreeMap::new();
    let mut uses: BTreeMap<&ThingId, BTreeSet<&ThingId>> = BTreeMap::new();
    for occurrence in set.documents.iter().flat_map(|document| &document.occurrences) {
        let Some(to) = &occurrence.to else { continue };
        for relation in &occurrence.asserts {
            match relation {
                Relation::RelatedPattern => {
                    for (from, to) in [(&occurrence.from, to), (to, &occurrence.from)] {
                        edges.insert(Edge {
                            from: from.clone(),
                            relation: Relation::Related,
                            to: to.clone(),
                        });
                    }
                }
                Relation::Company => {
                    companies.entry(&occurrence.from).or_default().insert(to);
                }
                Relation::Uses => {
                    uses.entry(&occurrence.from).or_default().insert(to);
                }
                _ => {}
            }
        }
    }
    let designs: BTreeSet<&ThingId> = set
        .documents
        .iter()
        .flat_map(|document| &document.case_studies)
        .filter(|case_study| case_study.topic.is_none())
        .map(|case_study| &case_study.id)
        .collect();
    for (case_study, companies) in
        companies.into_iter().filter(|(case_study, _)| !designs.contains(case_study))
    {
        for used in uses.get(case_study).into_iter().flatten() {
            for company in &companies {
                edges.insert(Edge {
                    from: (*company).clone(),
                    relation: Relation::Uses,
                    to: (*used).clone(),
                });
            }
        }
    }
    edges.into_iter().collect()
}
