//! The text of a topic's tile: its lines and its tooltip.

use casegraph_draw::{Font, fit_line, text_width, wrap_lines};
use casegraph_facts::TopicStatus;

use super::left_out::counted;
use crate::coverage::rows::status_name;
use crate::coverage::topics::CoverageTopic;

/// A case study that is written.
const WRITTEN: char = '●';
/// A case study still to write.
const TO_WRITE: char = '○';
/// Maximum number of pips; a number replaces more.
const MOST_PIPS: u32 = 8;
/// Between priority and pips: two no-break spaces, which XML readers do not collapse.
const SPACE: &str = "\u{a0}\u{a0}";

/// The lines of a tile: at most three; the last has priority and pips, if there are any.
pub(super) fn lines(topic: &CoverageTopic, minimum: u32, font: Font, room: f64) -> Vec<String> {
    let progress = progress(topic, minimum, font, room);
    let mut lines = wrap_lines(&topic.label, font, room, if progress.is_empty() { 3 } else { 2 });
    if !progress.is_empty() {
        lines.push(progress);
    }
    lines
}

/// Label, status, counts and key topics in one or two sentences.
pub(super) fn tooltip(topic: &CoverageTopic, minimum: u32) -> String {
    let mut remarks: Vec<String> =
        topic.planned_priority().map(|priority| format!("P{priority}")).into_iter().collect();
    remarks.push(status_name(topic.status).to_owned());
    let mut text = format!(
        "{} ({}): {} ({minimum} needed), {}",
        topic.label,
        remarks.join(", "),
        counted(topic.case_studies as usize, "case study", "case studies"),
        counted(topic.related as usize, "related topic", "related topics"),
    );
    if !topic.key_topics.is_empty() {
        text.push_str(". ");
        text.push_str(&topic.key_topics.join(", "));
    }
    text
}

/// `P2  ●●○` or `P2  12/3`: priority and case studies.
fn progress(topic: &CoverageTopic, minimum: u32, font: Font, room: f64) -> String {
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
    let room = room - text_width(&before, font);
    let all = minimum.max(topic.case_studies);
    if all <= MOST_PIPS {
        let pips: String =
            (0..all).map(|nth| if nth < topic.case_studies { WRITTEN } else { TO_WRITE }).collect();
        if text_width(&pips, font) <= room {
            return before + &pips;
        }
    }
    before + &fit_line(&format!("{}/{minimum}", topic.case_studies), font, room)
}
