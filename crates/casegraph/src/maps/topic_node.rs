//! A topic as a node, in the colours of the coverage map.

use std::collections::BTreeMap;

use casegraph_draw::{Class, ViewNode};

use super::left_out::counted;
use super::tile::topic_class;
use crate::coverage::rows::status_name;
use crate::coverage::topics::{Coverage, CoverageTopic};

/// Size of text in a node that counts for one.
pub(super) const FONT_SIZE: f64 = 11.0;

/// Topics by id.
pub(super) fn by_id(coverage: &Coverage) -> BTreeMap<&str, &CoverageTopic> {
    coverage.topics().map(|topic| (topic.id.as_str(), topic)).collect()
}

/// A topic as a node, in the colours of the coverage map.
pub(super) fn topic_node(topic: &CoverageTopic, remark: String, column: usize) -> ViewNode {
    let status = status_name(topic.status);
    ViewNode {
        id: format!("topic-{}", topic.id),
        label: topic.label.clone(),
        remark,
        class: topic_class(topic),
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
pub(super) fn topic_legend(nodes: &[ViewNode]) -> Vec<(Class, String)> {
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
