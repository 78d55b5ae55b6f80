//! Compares the plan of a corpus with its files: planned and written topics, next topics, contradictions.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_facts::{Detail, DocPath, FactSet, ThingId, Topic, TopicStatus};
use serde::Serialize;

use casegraph_corpus::Config;

/// Progress of a corpus against its plans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlanReport {
    /// Categories in the order of the corpus.
    pub categories: Vec<PlanCategory>,
    /// Topics to write, most urgent first.
    pub next: Vec<NextTopic>,
    /// Contradictions between plans and files, or between plans; the most severe kind first, then by path and line.
    pub disagreements: Vec<Disagreement>,
}

/// Progress of one category.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlanCategory {
    /// The domain's name; empty without one.
    pub domain: String,
    /// The category's name; empty for topics without one.
    pub category: String,
    /// Topics in a plan.
    pub planned: usize,
    /// Topics with a page.
    pub written: usize,
    /// Topics without a page by priority: 1, 2, 3, and 0 for those without one.
    pub to_write: BTreeMap<u8, usize>,
}

/// A topic to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NextTopic {
    /// Its key.
    pub topic: String,
    /// Its name.
    pub label: String,
    /// Its priority.
    pub priority: Option<u8>,
    /// The number of documents that link to it.
    pub wanted: usize,
}

/// A place where a plan is wrong, or contradicts another plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// The plan, or the page that is in no plan.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// The kind of disagreement.
    pub kind: DisagreementKind,
    /// One sentence.
    pub message: String,
}

/// Kinds of disagreement, the most severe first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisagreementKind {
    /// One entry says done, another entry of the same or another plan says to do.
    Contradiction,
    /// A stated number differs from the count.
    WrongCount,
    /// The plan says to do, and the page exists.
    WrittenButOpen,
    /// The plan says done, and there is no page.
    DoneWithoutPage,
    /// A page is in no plan.
    NotInPlan,
}

impl DisagreementKind {
    /// The heading of a list of them.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Contradiction => "Open and done at once",
            Self::WrongCount => "Wrong counts",
            Self::WrittenButOpen => "To do in the plan, but written",
            Self::DoneWithoutPage => "Done in the plan, but without a page",
            Self::NotInPlan => "Written, but in no plan",
        }
    }
}

/// One entry of a plan about a topic.
struct Statement<'a> {
    path: &'a DocPath,
    line: u32,
    status: TopicStatus,
}

impl PlanReport {
    /// Compares the plans of a corpus with its files. Linear in the facts, but for sorting.
    #[must_use]
    pub fn of(facts: &FactSet, config: &Config) -> Self {
        let mut statements: BTreeMap<&ThingId, Vec<Statement<'_>>> = BTreeMap::new();
        let mut wanted: BTreeMap<&ThingId, BTreeSet<&DocPath>> = BTreeMap::new();
        let mut disagreements = Vec::new();
        for document in &facts.documents {
            for occurrence in &document.occurrences {
                let line = occurrence.lines.start();
                match (&occurrence.detail, &occurrence.to) {
                    (Detail::PlanEntry { stated_status: Some(stated), .. }, Some(topic)) => {
                        let status = match stated.as_str() {
                            "x" => Some(TopicStatus::Complete),
                            " " => Some(TopicStatus::Planned),
                            stated => config.profile.status(stated),
                        };
                        let statement = status.map(|status| Statement { path: &document.path, line, status });
                        statements.entry(topic).or_default().extend(statement);
                    }
                    (Detail::Link(_), Some(topic)) => {
                        wanted.entry(topic).or_default().insert(&document.path);
                    }
                    (Detail::StatedCount { what, stated, counted, agrees: false, .. }, _) => {
                        let message = format!("{what}: {stated} stated, {counted} counted");
                        let kind = DisagreementKind::WrongCount;
                        disagreements.push(Disagreement {
                            path: document.path.to_string(),
                            line,
                            kind,
                            message,
                        });
                    }
                    _ => {}
                }
            }
        }
        let has_plan = facts.topics.iter().any(|topic| topic.planned_at.is_some());
        for topic in &facts.topics {
            let stated = statements.get(&topic.id).map(Vec::as_slice).unwrap_or_default();
            disagreements.extend(disagreements_of(topic, stated, has_plan));
        }
        disagreements.sort_by(|a: &Disagreement, b| {
            (a.kind, &a.path, a.line, &a.message).cmp(&(b.kind, &b.path, b.line, &b.message))
        });
        disagreements.dedup();
        let done = |topic: &Topic| {
            let stated = statements.get(&topic.id).map(Vec::as_slice).unwrap_or_default();
            stated.iter().any(|statement| statement.status == TopicStatus::Complete)
        };
        Self { categories: categories(facts), next: next(facts, &wanted, done), disagreements }
    }
}

fn disagreements_of(topic: &Topic, stated: &[Statement<'_>], has_plan: bool) -> Vec<Disagreement> {
    let disagreement = |statement: &Statement<'_>, kind, message: String| Disagreement {
        path: statement.path.to_string(),
        line: statement.line,
        kind,
        message,
    };
    let done = stated.iter().find(|statement| statement.status == TopicStatus::Complete);
    let open = stated.iter().find(|statement| statement.status == TopicStatus::Planned);
    let label = &topic.label;
    let mut found = Vec::new();
    if let (Some(done), Some(open)) = (done, open) {
        let message = format!("`{label}` is open here and done at {}:{}", done.path, done.line);
        found.push(disagreement(open, DisagreementKind::Contradiction, message));
    }
    match (&topic.page, done, open) {
        (Some(page), None, Some(open)) => {
            let message = format!("`{label}` is to do here, but {page} exists");
            found.push(disagreement(open, DisagreementKind::WrittenButOpen, message));
        }
        (None, Some(done), None) => {
            let message = format!("`{label}` is done here, but has no page");
            found.push(disagreement(done, DisagreementKind::DoneWithoutPage, message));
        }
        (Some(page), _, _) if has_plan && topic.planned_at.is_none() => {
            let message = format!("`{label}` is in no plan");
            found.push(Disagreement {
                path: page.to_string(),
                line: 1,
                kind: DisagreementKind::NotInPlan,
                message,
            });
        }
        _ => {}
    }
    found
}

fn categories(facts: &FactSet) -> Vec<PlanCategory> {
    let domain = |id: Option<&ThingId>| {
        facts
            .domains
            .iter()
            .find(|domain| Some(&domain.id) == id)
            .map_or(String::new(), |domain| domain.label.clone())
    };
    let named = facts.categories.iter().map(|category| {
        let summary = PlanCategory {
            domain: domain(category.domain.as_ref()),
            category: category.label.clone(),
            ..PlanCategory::default()
        };
        (Some(&category.id), summary)
    });
    let mut all: Vec<_> = named.chain([(None, PlanCategory::default())]).collect();
    let places: BTreeMap<Option<&ThingId>, usize> =
        all.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
    for topic in &facts.topics {
        let Some((_, category)) = places.get(&topic.category.as_ref()).and_then(|at| all.get_mut(*at)) else {
            continue;
        };
        category.planned += usize::from(topic.planned_at.is_some());
        if topic.page.is_some() {
            category.written += 1;
        } else {
            *category.to_write.entry(topic.priority.unwrap_or(0)).or_default() += 1;
        }
    }
    all.into_iter()
        .map(|(_, category)| category)
        .filter(|category| category.written > 0 || !category.to_write.is_empty())
        .collect()
}

/// Topics without a page that no plan calls done.
fn next(
    facts: &FactSet,
    wanted: &BTreeMap<&ThingId, BTreeSet<&DocPath>>,
    done: impl Fn(&Topic) -> bool,
) -> Vec<NextTopic> {
    let mut next: Vec<NextTopic> = facts
        .topics
        .iter()
        .filter(|topic| topic.page.is_none() && !done(topic))
        .map(|topic| NextTopic {
            topic: topic.id.key().to_owned(),
            label: topic.label.clone(),
            priority: topic.priority,
            wanted: wanted.get(&topic.id).map_or(0, BTreeSet::len),
        })
        .collect();
    next.sort_by_key(|topic| {
        (topic.priority.unwrap_or(u8::MAX), std::cmp::Reverse(topic.wanted), topic.label.clone())
    });
    next
}
