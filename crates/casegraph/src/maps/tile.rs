//! What the tile of a topic says: its class, its lines, its tooltip.

use casegraph_draw::{Class, Font, fitted, width, wrapped};
use casegraph_facts::TopicStatus;

use crate::coverage::CoverageTopic;

/// A case study that is written.
const WRITTEN: char = '●';
/// A case study still to write.
const TO_WRITE: char = '○';
/// More than these nobody counts at a glance: a number instead.
const MOST_PIPS: u32 = 8;
/// Between priority and pips: two spaces that no reader of XML takes for one.
const SPACE: &str = "\u{a0}\u{a0}";

/// The class that shows how far a topic is and how urgent.
pub(super) fn class(topic: &CoverageTopic) -> Class {
    match (topic.status, topic.priority) {
        (TopicStatus::Complete, _) => Class::Complete,
        (TopicStatus::InProgress, _) => Class::InProgress,
        (TopicStatus::Planned, Some(1)) => Class::First,
        (TopicStatus::Planned, Some(2)) => Class::Second,
        (TopicStatus::Planned | TopicStatus::Missing, _) => Class::Third,
    }
}

/// The lines of a tile: at most three, the last with priority and pips where there is any.
pub(super) fn lines(topic: &CoverageTopic, minimum: u32, font: Font, room: f64) -> Vec<String> {
    let standing = standing(topic, minimum, font, room);
    let mut lines = wrapped(&topic.label, font, room, if standing.is_empty() { 3 } else { 2 });
    if !standing.is_empty() {
        lines.push(standing);
    }
    lines
}

/// Everything about a topic in one sentence or two.
pub(super) fn tooltip(topic: &CoverageTopic, minimum: u32) -> String {
    let mut remarks: Vec<String> =
        topic.planned_priority().map(|priority| format!("P{priority}")).into_iter().collect();
    remarks.push(status(topic.status).to_owned());
    let mut text = format!(
        "{} ({}): {} ({minimum} needed), {}",
        topic.label,
        remarks.join(", "),
        counted(topic.case_studies, "case study", "case studies"),
        counted(topic.related, "related topic", "related topics"),
    );
    if !topic.key_topics.is_empty() {
        text.push_str(". ");
        text.push_str(&topic.key_topics.join(", "));
    }
    text
}

/// How far a topic is, in the words of legend and tooltip.
pub(super) const fn status(status: TopicStatus) -> &'static str {
    status.label()
}

/// `P2  ●●○` or `P2  12/3`: priority and case studies.
fn standing(topic: &CoverageTopic, minimum: u32, font: Font, room: f64) -> String {
    if topic.status == TopicStatus::Missing && topic.case_studies == 0 {
        return "not planned".to_owned();
    }
    let priority = topic.planned_priority().map(|priority| format!("P{priority}")).unwrap_or_default();
    let begun =
        matches!(topic.status, TopicStatus::Complete | TopicStatus::InProgress) || topic.case_studies > 0;
    if !begun {
        return priority;
    }
    let before = if priority.is_empty() { priority } else { priority + SPACE };
    let room = room - width(&before, font);
    let all = minimum.max(topic.case_studies);
    if all <= MOST_PIPS {
        let pips: String =
            (0..all).map(|nth| if nth < topic.case_studies { WRITTEN } else { TO_WRITE }).collect();
        if width(&pips, font) <= room {
            return before + &pips;
        }
    }
    before + &fitted(&format!("{}/{minimum}", topic.case_studies), font, room)
}

fn counted(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
