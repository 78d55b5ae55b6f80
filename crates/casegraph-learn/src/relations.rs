//! The relations between topics, and from topics to patterns, technologies and companies, each with its evidence in the text.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_facts::{Detail, Document, FactSet, Kind, Occurrence, Profile, Relation, Role, ThingId};
use serde::{Deserialize, Serialize, Serializer};

use crate::topic_ref::path_and_line;
use crate::unresolved::{UnresolvedRelation, unresolved_relation};

/// The kind of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// `to` is a prerequisite of `from`: stated by the author.
    Prerequisite,
    /// `from` names `to` as related: stated by the author.
    Related,
    /// A page of `from` links to one of `to`.
    Link,
    /// The case studies of topic `from` use or name the pattern, technology or company `to`.
    Uses,
}

/// An occurrence in the text that shows a relation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Evidence {
    /// The topic that the text speaks for.
    #[serde(serialize_with = "as_text")]
    pub from: ThingId,
    /// The thing that is named.
    #[serde(serialize_with = "as_text")]
    pub to: ThingId,
    /// The kind of relation.
    pub relation: RelationKind,
    /// The document.
    pub path: String,
    /// The first line, from 1.
    pub line: u32,
    /// The last line.
    pub end_line: u32,
    /// The words that are linked, or the name as written in the text.
    pub quote: String,
    /// The author's own words after the link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

impl Evidence {
    /// The location as editors open it: `path:line`.
    #[must_use]
    pub fn location(&self) -> String {
        path_and_line(&self.path, self.line)
    }
}

fn as_text<S: Serializer>(id: &ThingId, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

/// All relations of a collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relations {
    evidence: Vec<Evidence>,
    /// Prerequisites and relations whose target does not exist, sorted.
    unresolved: Vec<UnresolvedRelation>,
    /// The number of topics that use each pattern, technology and company.
    degrees: BTreeMap<ThingId, u32>,
    /// Topics and the sources they cite, sorted: for similarity only.
    citations: Vec<(ThingId, ThingId)>,
}

impl Relations {
    /// The relations that the facts assert, sorted. If a topic names a thing several times, the first occurrence is kept. The
    /// profile says which relation a key of front matter states. Linear in the occurrences, but for sorting.
    #[must_use]
    pub fn from_facts(facts: &FactSet, profile: &Profile) -> Self {
        let subjects = Subjects::from_facts(facts);
        let mut evidence = Vec::new();
        let mut citations = BTreeSet::new();
        let mut unresolved = Vec::new();
        for document in facts.documents.iter().filter(|document| document.role != Role::Template) {
            for occurrence in &document.occurrences {
                unresolved.extend(unresolved_relation(document, occurrence, &subjects, profile));
                let (Some(to), Some(from)) = (&occurrence.to, subjects.get(&occurrence.from)) else {
                    continue;
                };
                if occurrence.asserts.contains(&Relation::Cites) {
                    citations.insert((from.clone(), to.clone()));
                }
                evidence.extend(evidence_of(document, occurrence, from, to, &subjects));
            }
        }
        evidence.sort();
        evidence.dedup_by(|later, first| {
            first.relation == RelationKind::Uses
                && (&first.from, &first.to, first.relation) == (&later.from, &later.to, later.relation)
        });
        unresolved.sort();
        Self::new(evidence, unresolved, citations.into_iter().collect())
    }

    /// From evidence, unresolved relations and citations, each sorted.
    pub(crate) fn new(
        evidence: Vec<Evidence>,
        unresolved: Vec<UnresolvedRelation>,
        citations: Vec<(ThingId, ThingId)>,
    ) -> Self {
        let mut degrees: BTreeMap<ThingId, u32> = BTreeMap::new();
        for one in evidence.iter().filter(|one| one.relation == RelationKind::Uses) {
            match degrees.get_mut(&one.to) {
                Some(topics) => *topics += 1,
                None => _ = degrees.insert(one.to.clone(), 1),
            }
        }
        Self { evidence, unresolved, degrees, citations }
    }

    /// All relations, sorted.
    #[must_use]
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// Prerequisites and relations that are stated and whose target does not exist, sorted by topic.
    #[must_use]
    pub fn unresolved(&self) -> &[UnresolvedRelation] {
        &self.unresolved
    }

    /// The relations between two things: strongest kind first, and of one kind those from `a` to `b` first.
    #[must_use]
    pub fn between(&self, a: &ThingId, b: &ThingId) -> Vec<&Evidence> {
        let directed = |from: &ThingId, to: &ThingId| {
            let first = self.evidence.partition_point(|one| (&one.from, &one.to) < (from, to));
            let rest = self.evidence.get(first..).unwrap_or_default();
            let end = rest.partition_point(|one| (&one.from, &one.to) == (from, to));
            rest.get(..end).unwrap_or_default()
        };
        let mut found: Vec<&Evidence> = directed(a, b).iter().collect();
        if a != b {
            found.extend(directed(b, a));
        }
        found.sort_by_key(|one| (one.relation, one.from != *a, *one));
        found
    }

    /// The number of topics that use this pattern, technology or company.
    #[must_use]
    pub fn degree(&self, thing: &ThingId) -> u32 {
        self.degrees.get(thing).copied().unwrap_or_default()
    }

    /// Pairs of a topic and a feature for similarity: a name it uses, a source it cites, a topic that names it. A pair can come
    /// twice.
    pub(crate) fn features(&self) -> impl Iterator<Item = (ThingId, ThingId)> {
        let related = self.evidence.iter().map(|one| match one.relation {
            RelationKind::Uses => (one.from.clone(), one.to.clone()),
            // Two topics that a third one names have in common that it names them.
            _ => (one.to.clone(), one.from.clone()),
        });
        related.chain(self.citations.iter().cloned())
    }

    /// Topics and the sources they cite, sorted.
    pub(crate) fn citations(&self) -> &[(ThingId, ThingId)] {
        &self.citations
    }
}

/// The topic that an occurrence speaks for: the topic of a case study, the topic that a document is about.
pub(crate) struct Subjects(BTreeMap<ThingId, ThingId>);

impl Subjects {
    fn from_facts(facts: &FactSet) -> Self {
        let mut subjects = BTreeMap::new();
        for document in &facts.documents {
            if let Some(about) = document.about.as_ref().filter(|about| about.kind() == Kind::Topic) {
                subjects.insert(document.id.clone(), about.clone());
            }
            for study in &document.case_studies {
                let Some(topic) = &study.topic else { continue };
                subjects.insert(study.id.clone(), topic.clone());
                subjects.extend(study.metrics.iter().map(|metric| (metric.id.clone(), topic.clone())));
            }
        }
        subjects.extend(facts.topics.iter().map(|topic| (topic.id.clone(), topic.id.clone())));
        Self(subjects)
    }

    pub(crate) fn get(&self, id: &ThingId) -> Option<&ThingId> {
        self.0.get(id)
    }
}

fn evidence_of(
    document: &Document,
    occurrence: &Occurrence,
    from: &ThingId,
    to: &ThingId,
    subjects: &Subjects,
) -> Option<Evidence> {
    let asserts = |relation| occurrence.asserts.contains(&relation);
    let is_name = matches!(to.kind(), Kind::Pattern | Kind::Technology | Kind::Company);
    let (to, relation) = if asserts(Relation::Prerequisite) {
        (to, RelationKind::Prerequisite)
    } else if asserts(Relation::RelatedPattern) {
        (to, RelationKind::Related)
    } else if asserts(Relation::LinksTo) {
        (subjects.get(to)?, RelationKind::Link)
    } else if is_name && uses(document, occurrence) {
        (to, RelationKind::Uses)
    } else {
        return None;
    };
    let (quote, remark) = match &occurrence.detail {
        // In running text the words after a link are the rest of a sentence, not a remark.
        Detail::Link(link) => {
            (link.text.clone(), link.remark.clone().filter(|_| relation != RelationKind::Link))
        }
        Detail::Mention { surface } => (surface.clone(), None),
        _ => return None,
    };
    (from != to).then(|| Evidence {
        from: from.clone(),
        to: to.clone(),
        relation,
        path: document.path.to_string(),
        line: occurrence.lines.start(),
        end_line: occurrence.lines.end(),
        quote,
        remark,
    })
}

/// Whether a topic uses what an occurrence names: in the account of a case study, or on a topic's page without case studies. A
/// name in a list of sources or in passing does not count.
fn uses(document: &Document, occurrence: &Occurrence) -> bool {
    let asserts = |relation| occurrence.asserts.contains(&relation);
    let plain_page = document.case_studies.is_empty() && document.role != Role::Sources;
    asserts(Relation::Uses) || asserts(Relation::Company) || (plain_page && asserts(Relation::Mentions))
}
