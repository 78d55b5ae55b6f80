//! The ties between topics and what they are about, each with the words in the text that say so.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_facts::{Detail, Document, FactSet, Kind, Occurrence, Profile, Relation, Role, ThingId};
use serde::{Deserialize, Serialize, Serializer};

use super::LostTie;
use super::lost::lost_tie;

/// What a tie says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

/// All ties of a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Web {
    grounds: Vec<Ground>,
    /// Prerequisites and relations that lead nowhere, sorted.
    lost: Vec<LostTie>,
    /// How many topics are tied to each pattern, technology and company.
    spread: BTreeMap<ThingId, u32>,
    /// Topics and what they cite, sorted: for likeness only.
    cites: Vec<(ThingId, ThingId)>,
}

impl Web {
    /// The ties that the facts assert, sorted. Of a topic's ties to one name the first is kept. The profile says what a key of front
    /// matter states. Linear in the occurrences, but for sorting.
    #[must_use]
    pub fn of(facts: &FactSet, profile: &Profile) -> Self {
        let topic_of = Subjects::of(facts);
        let mut grounds = Vec::new();
        let mut cites = BTreeSet::new();
        let mut lost = Vec::new();
        for document in facts.documents.iter().filter(|document| document.role != Role::Template) {
            for occurrence in &document.occurrences {
                lost.extend(lost_tie(document, occurrence, &topic_of, profile));
                let (Some(to), Some(from)) = (&occurrence.to, topic_of.get(&occurrence.from)) else {
                    continue;
                };
                if occurrence.asserts.contains(&Relation::Cites) {
                    cites.insert((from.clone(), to.clone()));
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
        Self::with(grounds, lost, cites.into_iter().collect())
    }

    /// From ties, lost prerequisites and citations, each sorted.
    pub(crate) fn with(grounds: Vec<Ground>, lost: Vec<LostTie>, cites: Vec<(ThingId, ThingId)>) -> Self {
        let mut spread: BTreeMap<ThingId, u32> = BTreeMap::new();
        for ground in grounds.iter().filter(|ground| ground.tie == Tie::Uses) {
            match spread.get_mut(&ground.to) {
                Some(topics) => *topics += 1,
                None => _ = spread.insert(ground.to.clone(), 1),
            }
        }
        Self { grounds, lost, spread, cites }
    }

    /// All ties, sorted.
    #[must_use]
    pub fn grounds(&self) -> &[Ground] {
        &self.grounds
    }

    /// Prerequisites and relations that are stated and lead nowhere, sorted by topic.
    #[must_use]
    pub fn lost(&self) -> &[LostTie] {
        &self.lost
    }

    /// The ties between two things, strongest kind first, and of one kind those written from `a` to `b` first.
    #[must_use]
    pub fn between(&self, a: &ThingId, b: &ThingId) -> Vec<&Ground> {
        let written = |from: &ThingId, to: &ThingId| {
            let first = self.grounds.partition_point(|ground| (&ground.from, &ground.to) < (from, to));
            let rest = self.grounds.get(first..).unwrap_or_default();
            let end = rest.partition_point(|ground| (&ground.from, &ground.to) == (from, to));
            rest.get(..end).unwrap_or_default()
        };
        let mut found: Vec<&Ground> = written(a, b).iter().collect();
        if a != b {
            found.extend(written(b, a));
        }
        found.sort_by_key(|ground| (ground.tie, ground.from != *a, *ground));
        found
    }

    /// How many topics are tied to this pattern, technology or company.
    #[must_use]
    pub fn spread(&self, thing: &ThingId) -> u32 {
        self.spread.get(thing).copied().unwrap_or_default()
    }

    /// Pairs of a topic and what makes it like others: names it uses, sources it cites, topics that name it. A pair can come twice.
    pub(super) fn features(&self) -> impl Iterator<Item = (ThingId, ThingId)> {
        let tied = self.grounds.iter().map(|ground| match ground.tie {
            Tie::Uses => (ground.from.clone(), ground.to.clone()),
            // Both are named by the same third: what they have in common is being named there.
            _ => (ground.to.clone(), ground.from.clone()),
        });
        tied.chain(self.cites.iter().cloned())
    }

    /// Topics and what they cite, sorted.
    pub(crate) fn cites(&self) -> &[(ThingId, ThingId)] {
        &self.cites
    }
}

/// The topic that an occurrence speaks for: of a case study its topic, of a document what it is about.
pub(super) struct Subjects(BTreeMap<ThingId, ThingId>);

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

    pub(super) fn get(&self, id: &ThingId) -> Option<&ThingId> {
        self.0.get(id)
    }
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
