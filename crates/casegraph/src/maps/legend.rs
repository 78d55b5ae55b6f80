//! The legend of the coverage map.

use casegraph_draw::{LegendEntry, Style};
use casegraph_facts::TopicStatus;

use crate::coverage::rows::status_name;
use crate::coverage::topics::Coverage;

/// The entries for the styles that occur: no priorities if the plan has none, no entries without topics.
pub(super) fn entries(coverage: &Coverage) -> Vec<LegendEntry> {
    let planned = status_name(TopicStatus::Planned);
    let entry = |name, style, text| LegendEntry { name, style, text };
    if coverage.counts().total() == 0 {
        return Vec::new();
    }
    let mut entries = vec![
        entry("complete", Style::Complete, complete(coverage.minimum)),
        entry("in-progress", Style::InProgress, "in progress ● written ○ to write".to_owned()),
    ];
    if coverage.topics().any(|topic| topic.planned_priority().is_some()) {
        entries.push(entry("first", Style::First, format!("{planned}, P1: write next")));
        entries.push(entry("second", Style::Second, format!("{planned}, P2")));
        entries.push(entry("third", Style::Third, format!("{planned}, P3")));
    } else {
        entries.push(entry("third", Style::Third, planned.to_owned()));
    }
    if coverage.topics().any(|topic| topic.status == TopicStatus::Missing) {
        entries.push(entry("missing", Style::Third, status_name(TopicStatus::Missing).to_owned()));
    }
    entries
}

fn complete(minimum: u32) -> String {
    let status = status_name(TopicStatus::Complete);
    match minimum {
        0 => status.to_owned(),
        1 => format!("{status}: 1+ case study"),
        _ => format!("{status}: {minimum}+ case studies"),
    }
}
