//! The small graphs: each view asks the graph, chooses what to show, and says what it leaves out.
//!
//! One file a view, its query beside it; those of learners' reports are made of the report.
//! [`crate::graph_map`] lays them out.

mod categories;
mod companies;
mod custom;
mod related;
mod related_report;
mod rows;
mod sources;
mod stop;
mod syllabus;
mod way;

use std::collections::BTreeMap;

use casegraph_facts::TopicStatus;
use casegraph_store::Answer;

use crate::coverage::{Coverage, CoverageTopic};
use crate::{Error, LinkBase, Session};
use casegraph_draw::{Class, ViewNode};

pub(crate) use categories::categories;
pub(crate) use companies::companies;
pub(crate) use custom::custom;
pub(crate) use related::related;
pub(crate) use sources::sources;

/// Size of text in a node that counts for one.
const FONT_SIZE: f64 = 11.0;

/// What views ask of a corpus.
pub(crate) struct Source<'a> {
    pub(crate) session: &'a Session,
    pub(crate) links: &'a LinkBase,
}

impl Source<'_> {
    fn ask(&self, name: &str, text: &str) -> Result<Answer, Error> {
        Ok(self.session.ask_text(name, text)?)
    }

    fn coverage(&self) -> Result<Coverage, Error> {
        crate::topic_rows::read_coverage(self.session, self.links)
    }

    /// The part of an IRI after base and kind: what a thing is called in an id.
    fn key<'i>(&self, iri: &'i str) -> &'i str {
        let rest = iri.strip_prefix(self.session.corpus().config().base.as_str()).unwrap_or(iri);
        rest.split_once('/').map_or(rest, |(_, key)| key)
    }
}

/// Topics by id.
fn by_id(coverage: &Coverage) -> BTreeMap<&str, &CoverageTopic> {
    coverage.topics().map(|topic| (topic.id.as_str(), topic)).collect()
}

/// A topic as a node, in the colours of the coverage map.
fn topic_node(topic: &CoverageTopic, remark: String, column: usize) -> ViewNode {
    let class = match (topic.status, topic.priority) {
        (TopicStatus::Complete, _) => Class::Complete,
        (TopicStatus::InProgress, _) => Class::InProgress,
        (TopicStatus::Planned, Some(1)) => Class::First,
        (TopicStatus::Planned, Some(2)) => Class::Second,
        (TopicStatus::Planned | TopicStatus::Missing, _) => Class::Third,
    };
    let status = topic.status.label();
    ViewNode {
        id: format!("topic-{}", topic.id),
        label: topic.label.clone(),
        remark,
        class,
        font_size: FONT_SIZE,
        tooltip: format!(
            "{} ({status}): {}",
            topic.label,
            counted(topic.case_studies as usize, "case study", "case studies")
        ),
        link: topic.link.clone(),
        cluster: None,
        column,
    }
}

/// What the colours of topics mean, for those that occur.
fn topic_legend(nodes: &[ViewNode]) -> Vec<(Class, String)> {
    let all = [
        (Class::Complete, "complete"),
        (Class::InProgress, "in progress"),
        (Class::First, "not started, P1"),
        (Class::Second, "not started, P2"),
        (Class::Third, "not started"),
    ];
    let occurs = |class: Class| nodes.iter().any(|node| node.class == class);
    let said = |(class, text): (Class, &str)| occurs(class).then(|| (class, text.to_owned()));
    all.into_iter().filter_map(said).collect()
}

/// A number with its noun.
fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Parts of what is left out, if there are any.
fn left_out(parts: impl IntoIterator<Item = (usize, &'static str, &'static str)>) -> Option<String> {
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| counted(number, one, many))
        .collect();
    (!said.is_empty()).then(|| said.join(" and "))
}
