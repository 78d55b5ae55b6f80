//! The plan of a corpus: the progress of each category, the topics to write next, and the findings of the checks of plans.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use casegraph_corpus::Session;
use casegraph_gaps::{Checks, Finding, GapOptions, finding_json, run_checks};
use serde::{Serialize, Serializer};

use crate::error::Error;

/// The group of the checks of plans.
const GROUP: &str = "plan";

/// A check of the group whose findings are the topics to write next.
const UNWRITTEN: &str = "unwritten-topic";

/// The progress of a corpus against its plans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlanProgress {
    /// Categories in the order of the corpus.
    pub categories: Vec<PlanCategory>,
    /// Topics to write, most urgent first.
    pub next: Vec<NextTopic>,
}

/// The progress of a corpus against its plans, and the faults of the plans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlanReport {
    /// The progress.
    #[serde(flatten)]
    pub progress: PlanProgress,
    /// The findings of the checks of plans, sorted by severity and check.
    pub findings: Vec<PlanFinding>,
}

/// The progress of one category.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlanCategory {
    /// The name of the domain; empty without one.
    pub domain: String,
    /// The name of the category; empty for topics without one.
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
    /// The number of documents that link to it already.
    pub wanted: usize,
}

/// A finding of a check of plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanFinding {
    /// The fault that the check finds, in one line.
    pub title: String,
    /// The finding.
    pub finding: Finding,
}

impl Serialize for PlanFinding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        finding_json(&self.finding).serialize(serializer)
    }
}

const TOPICS: &str =
    "SELECT ?topic ?label ?domain ?domainLabel ?domainPosition ?category ?categoryLabel ?categoryPosition \
                      ?priority ?page ?plan {
  ?topic a cg:Topic ; skos:prefLabel ?label .
  OPTIONAL {
    ?topic skos:broader ?category . ?category skos:prefLabel ?categoryLabel .
    OPTIONAL { ?category cg:position ?categoryPosition }
    OPTIONAL {
      ?category skos:broader ?domain . ?domain skos:prefLabel ?domainLabel .
      OPTIONAL { ?domain cg:position ?domainPosition }
    }
  }
  OPTIONAL { ?topic cg:priority ?priority }
  OPTIONAL { ?topic cg:page ?page }
  OPTIONAL { ?topic a cg:Topic ; prov:wasDerivedFrom ?plan }
}";

/// The topics whose page is done according to a plan. A list of sources may be done before the page of its topic.
const DONE: &str = "SELECT DISTINCT ?topic { \
                    ?entry a cg:PlanEntry ; cg:to ?topic ; cg:ofSources false ; cg:meansStatus cg:Complete }";

/// The numbers of documents that link to topics without a page.
const WANTED: &str = "SELECT ?topic (COUNT(DISTINCT ?document) AS ?documents) { \
                      ?link a cg:Link ; cg:to ?topic ; prov:wasDerivedFrom ?document . ?topic a cg:Topic } GROUP BY ?topic";

/// The progress of a corpus, and the findings of the checks of plans.
///
/// # Errors
/// Those of [`plan_progress`] and of [`casegraph_gaps::run`].
pub fn plan_report(session: &Session) -> Result<PlanReport, Error> {
    let (progress, findings) = rayon::join(|| plan_progress(session), || plan_findings(session));
    Ok(PlanReport { progress: progress?, findings: findings? })
}

/// The progress of a corpus against its plans.
///
/// # Errors
/// [`Error::Corpus`] if the graph cannot be asked.
pub fn plan_progress(session: &Session) -> Result<PlanProgress, Error> {
    let (topics, (done, wanted)) = rayon::join(
        || session.ask_rows(TOPICS),
        || rayon::join(|| session.ask_rows::<1>(DONE), || session.ask_rows::<2>(WANTED)),
    );
    let mut topics: Vec<TopicRow> = topics?.into_iter().map(TopicRow::new).collect();
    topics.sort_by(|a, b| (a.rank(), &a.topic).cmp(&(b.rank(), &b.topic)));
    let done: BTreeSet<String> = done?.into_iter().map(|[topic]| topic).collect();
    let wanted: BTreeMap<String, usize> =
        wanted?.into_iter().map(|[topic, count]| (topic, count.parse().unwrap_or_default())).collect();
    let base = session.corpus().config().base.as_str();
    let key = |iri: &str| iri.strip_prefix(base).unwrap_or(iri).trim_start_matches("topic/").to_owned();
    let open = topics.iter().filter(|topic| !topic.is_written && !done.contains(&topic.topic));
    let mut next: Vec<NextTopic> = open
        .map(|topic| NextTopic {
            topic: key(&topic.topic),
            label: topic.label.clone(),
            priority: topic.priority,
            wanted: wanted.get(&topic.topic).copied().unwrap_or_default(),
        })
        .collect();
    next.sort_by_key(|topic| {
        (topic.priority.unwrap_or(u8::MAX), Reverse(topic.wanted), topic.label.clone(), topic.topic.clone())
    });
    Ok(PlanProgress { categories: categories(&topics), next })
}

/// A topic with its place in the corpus.
struct TopicRow {
    topic: String,
    label: String,
    domain: Part,
    category: Part,
    priority: Option<u8>,
    is_written: bool,
    is_planned: bool,
}

/// A domain or category; all empty without one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    position: u32,
    iri: String,
    label: String,
}

impl Part {
    fn new(iri: String, label: String, position: &str) -> Self {
        Self { position: position.parse().unwrap_or(u32::MAX), iri, label }
    }
}

impl TopicRow {
    fn new(row: [String; 11]) -> Self {
        let [
            topic,
            label,
            domain,
            domain_label,
            domain_position,
            category,
            category_label,
            position,
            priority,
            page,
            plan,
        ] = row;
        Self {
            topic,
            label,
            domain: Part::new(domain, domain_label, &domain_position),
            category: Part::new(category, category_label, &position),
            priority: priority.parse().ok(),
            is_written: !page.is_empty(),
            is_planned: !plan.is_empty(),
        }
    }

    /// The order of the corpus: topics without a category last.
    fn rank(&self) -> impl Ord + '_ {
        (self.category.iri.is_empty(), &self.domain, &self.category)
    }
}

fn categories(topics: &[TopicRow]) -> Vec<PlanCategory> {
    let same = |a: &TopicRow, b: &TopicRow| a.category.iri == b.category.iri;
    let of_category = |topics: &[TopicRow]| {
        let first = topics.first()?;
        let mut category = PlanCategory {
            domain: first.domain.label.clone(),
            category: first.category.label.clone(),
            planned: topics.iter().filter(|topic| topic.is_planned).count(),
            written: topics.iter().filter(|topic| topic.is_written).count(),
            ..PlanCategory::default()
        };
        for topic in topics.iter().filter(|topic| !topic.is_written) {
            *category.to_write.entry(topic.priority.unwrap_or(0)).or_default() += 1;
        }
        Some(category)
    };
    topics.chunk_by(same).filter_map(of_category).collect()
}

/// The findings of the checks of plans, but for the topics to write next, which are part of the progress.
fn plan_findings(session: &Session) -> Result<Vec<PlanFinding>, Error> {
    let checks = Checks::load(session.corpus())?;
    let options = GapOptions {
        only: vec![GROUP.to_owned()],
        except: vec![UNWRITTEN.to_owned()],
        ..GapOptions::default()
    };
    let mut findings = run_checks(session, &checks, &options)?.findings;
    findings.sort_by(|a, b| (a.severity, &a.code).cmp(&(b.severity, &b.code)));
    let title =
        |finding: &Finding| checks.get(&finding.code).map_or(String::new(), |check| check.title().to_owned());
    Ok(findings.into_iter().map(|finding| PlanFinding { title: title(&finding), finding }).collect())
}
