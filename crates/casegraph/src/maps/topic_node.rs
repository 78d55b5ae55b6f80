//! A topic as a node of a diagram.

use std::collections::BTreeMap;

use casegraph_draw::{DiagramNode, Style};

use super::left_out::counted;
use super::topic_style::topic_style;
use crate::coverage::rows::status_name;
use crate::coverage::topics::{Coverage, CoverageTopic};

/// Font size of a node with the smallest weight.
pub(super) const FONT_SIZE: f64 = 11.0;

/// Topics by id.
pub(super) fn by_id(coverage: &Coverage) -> BTreeMap<&str, &CoverageTopic> {
    coverage.topics().map(|topic| (topic.id.as_str(), topic)).collect()
}

/// A topic as a node, in the colours of the coverage map.
pub(super) fn topic_node(topic: &CoverageTopic, remark: String, column: usize) -> DiagramNode {
    let status = status_name(topic.status);
    DiagramNode {
        id: format!("topic-{}", topic.id),
        label: topic.label.clone(),
        remark,
        style: topic_style(topic.status, topic.priority),
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

/// The legend of the topic styles that occur.
pub(super) fn topic_legend(nodes: &[DiagramNode]) -> Vec<(Style, String)> {
    let all = [
        (Style::Complete, "complete"),
        (Style::InProgress, "in progress"),
        (Style::First, "not started, P1"),
        (Style::Second, "not started, P2"),
        (Style::Third, "not started"),
    ];
    let occurs = |style: Style| nodes.iter().any(|node| node.style == style);
    let entry = |(style, text): (Style, &str)| occurs(style).then(|| (style, text.to_owned()));
    all.into_iter().filter_map(entry).collect()
}
