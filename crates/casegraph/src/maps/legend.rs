//! The legend: what the classes mean, said with the classes themselves.

use casegraph_draw::{Class, LegendEntry};
use casegraph_facts::TopicStatus;

use super::tile::status;
use crate::coverage::Coverage;

/// The entries that this coverage needs: no priorities where the plan has none, nothing where nothing is drawn.
pub(super) fn entries(coverage: &Coverage) -> Vec<LegendEntry> {
    let planned = status(TopicStatus::Planned);
    let entry = |name, class, text| LegendEntry { name, class, text };
    if coverage.counts().total() == 0 {
        return Vec::new();
    }
    let mut entries = vec![
        entry("complete", Class::Complete, complete(coverage.minimum)),
        entry("in-progress", Class::InProgress, "in progress ● written ○ to write".to_owned()),
    ];
    if coverage.topics().any(|topic| topic.planned_priority().is_some()) {
        entries.push(entry("first", Class::First, format!("{planned}, P1: write next")));
        entries.push(entry("second", Class::Second, format!("{planned}, P2")));
        entries.push(entry("third", Class::Third, format!("{planned}, P3")));
    } else {
        entries.push(entry("third", Class::Third, planned.to_owned()));
    }
    if coverage.topics().any(|topic| topic.status == TopicStatus::Missing) {
        entries.push(entry("missing", Class::Third, status(TopicStatus::Missing).to_owned()));
    }
    entries
}

fn complete(minimum: u32) -> String {
    let word = status(TopicStatus::Complete);
    match minimum {
        0 => word.to_owned(),
        1 => format!("{word}: 1+ case study"),
        _ => format!("{word}: {minimum}+ case studies"),
    }
}
