//! The ties between topics and what they are about, each with the words in the text that say so.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_facts::{Detail, Document, FactSet, Kind, Occurrence, Relation, Role, ThingId};
use serde::{Serialize, Serializer};

/// What a tie says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tie {
    /// `from` needs `to` first: stated by the author.
    Prerequisite,
    /// `from` names `to` as related: stated by the author.
    Related,
    /// A page of `from` links to one of `to`.
    Link,
    /// The case studies of topic `from` use or name the pattern, technology or company `to`.
    Uses,
}

/// An occurrence in the text behind a tie.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Ground {
    /// What it stands in.
    #[serde(serialize_with = "as_text")]
    pub from: ThingId,
    /// What it leads to.
    #[serde(serialize_with = "as_text")]
    pub to: ThingId,
    /// What it says.
    pub tie: Tie,
    /// The document.
    pub path: String,
    /// The first line, from 1.
    pub line: u32,
    /// The last line.
    pub end_line: u32,
    /// The words that are linked, or the name as it stands in the text.
    pub quote: String,
    /// The author's own words after the link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

fn as_text<S: Serializer>(id: &ThingId, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

/// A prerequisite that is stated of a topic, and whose page is not there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LostNeed {
    /// The topic that needs it.
    pub topic: ThingId,
    /// What is stated, as written.
    pub href: String,
    /// The topic of the one page that fits what is written.
    pub probably: Option<ThingId>,
    /// The document that states it.
    pub path: String,
    /// The line.
    pub line: u32,
}

/// All ties of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Web {
    grounds: Vec<Ground>,
    /// Prerequisites that lead nowhere, sorted.
    lost: Vec<LostNeed>,
    /// Places of a pair's grounds in the list, whichever way they are written.
    pairs: BTreeMap<(ThingId, ThingId), Vec<usize>>,
    /// How many topics are tied to each pattern, technology and company.
    spread: BTreeMap<ThingId, u32>,
    /// What topics cite, and what they are named by: for likeness only.
    likeness: BTreeSet<(ThingId, ThingId)>,
}

impl Web {
    /// The ties that the facts assert, sorted. Of a topic's ties to one name the first is kept. Linear in the occurrences, but
    /// for sorting.
    #[must_use]
    pub fn of(facts: &FactSet) -> Self {
        let topic_of = Subjects::of(facts);
        let mut grounds = Vec::new();
        let mut likeness = BTreeSet::new();
        let mut lost = Vec::new();
        for document in facts.documents.iter().filter(|document| document.role != Role::Template) {
            for occurrence in &document.occurrences {
                lost.extend(lost_need(document, occurrence, &topic_of));
                let (Some(to), Some(from)) = (&occurrence.to, topic_of.get(&occurrence.from)) else {
                    continue;
                };
                if occurrence.asserts.contains(&Relation::Cites) {
                    likeness.insert((from.clone(), to.clone()));
                }
                grounds.extend(ground(document, occurrence, from, to, &topic_of));
            }
        }
        grounds.sort();
        grounds.dedup_by(|later, first| {
            first.tie == Tie::Uses
                && (&first.from, &first.to, first.tie) == (&later.from, &later.to, later.tie)
        });
        lost.sort();
        let mut web = Self { grounds, lost, likeness, ..Self::default() };
        for (at, ground) in web.grounds.iter().enumerate() {
            let (from, to) = (ground.from.clone(), ground.to.clone());
            if ground.tie == Tie::Uses {
                *web.spread.entry(to.clone()).or_default() += 1;
                web.likeness.insert((from.clone(), to.clone()));
            } else {
                // Both are named by the same third: what they have in common is being named there.
                web.likeness.insert((to.clone(), from.clone()));
            }
            web.pairs.entry(if from <= to { (from, to) } else { (to, from) }).or_default().push(at);
        }
        web
    }

    /// All ties, sorted.
    #[must_use]
    pub fn grounds(&self) -> &[Ground] {
        &self.grounds
    }

    /// Prerequisites that are stated and lead nowhere, sorted by topic.
    #[must_use]
    pub fn lost(&self) -> &[LostNeed] {
        &self.lost
    }

    /// The ties between two things, strongest kind first, and of one kind those written from `a` to `b` first.
    #[must_use]
    pub fn between(&self, a: &ThingId, b: &ThingId) -> Vec<&Ground> {
        let pair = if a <= b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) };
        let mut found: Vec<&Ground> =
            self.pairs.get(&pair).into_iter().flatten().filter_map(|at| self.grounds.get(*at)).collect();
        found.sort_by_key(|ground| (ground.tie, ground.from != *a, *ground));
        found
    }

    /// How many topics are tied to this pattern, technology or company.
    #[must_use]
    pub fn spread(&self, thing: &ThingId) -> u32 {
        self.spread.get(thing).copied().unwrap_or_default()
    }

    /// Pairs of a topic and what makes it like others: names it uses, sources it cites, topics that name it.
    pub(super) fn features(&self) -> impl Iterator<Item = (ThingId, ThingId)> {
        self.likeness.iter().cloned()
    }
}

/// The topic that an occurrence speaks for: of a case study its topic, of a document what it is about.
struct Subjects(BTreeMap<ThingId, ThingId>);

impl Subjects {
    fn of(facts: &FactSet) -> Self {
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

    fn get(&self, id: &ThingId) -> Option<&ThingId> {
        self.0.get(id)
    }
}

fn lost_need(document: &Document, occurrence: &Occurrence, topic_of: &Subjects) -> Option<LostNeed> {
    let Detail::Link(link) = &occurrence.detail else { return None };
    let lost = link.lost.as_ref().filter(|lost| lost.relation == Relation::Prerequisite)?;
    Some(LostNeed {
        topic: topic_of.get(&occurrence.from)?.clone(),
        href: link.href.clone(),
        probably: lost.probably.clone(),
        path: document.path.to_string(),
        line: occurrence.lines.start(),
    })
}

fn ground(
    document: &Document,
    occurrence: &Occurrence,
    from: &ThingId,
    to: &ThingId,
    topic_of: &Subjects,
) -> Option<Ground> {
    let asserts = |relation| occurrence.asserts.contains(&relation);
    let named = matches!(to.kind(), Kind::Pattern | Kind::Technology | Kind::Company);
    let (to, tie) = if asserts(Relation::Prerequisite) {
        (to, Tie::Prerequisite)
    } else if asserts(Relation::RelatedPattern) {
        (to, Tie::Related)
    } else if asserts(Relation::LinksTo) {
        (topic_of.get(to)?, Tie::Link)
    } else if named && uses(document, occurrence) {
        (to, Tie::Uses)
    } else {
        return None;
    };
    let (quote, remark) = match &occurrence.detail {
        // In running text the words after a link are the rest of a sentence, no reason.
        Detail::Link(link) => (link.text.clone(), link.remark.clone().filter(|_| tie != Tie::Link)),
        Detail::Mention { surface } => (surface.clone(), None),
        _ => return None,
    };
    (from != to).then(|| Ground {
        from: from.clone(),
        to: to.clone(),
        tie,
        path: document.path.to_string(),
        line: occurrence.lines.start(),
        end_line: occurrence.lines.end(),
        quote,
        remark,
    })
}

/// Whether a name says what a topic is about: in the account of a case study, or on a topic's page that has none. A name in a list
/// of sources or in passing says little.
fn uses(document: &Document, occurrence: &Occurrence) -> bool {
    let asserts = |relation| occurrence.asserts.contains(&relation);
    let plain_page = document.case_studies.is_empty() && document.role != Role::Sources;
    asserts(Relation::Uses) || asserts(Relation::Company) || (plain_page && asserts(Relation::Mentions))
}
