//! Differences as lines: the parts of a gained or lost topic or case study are counted there and not listed again.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_facts::Severity;

use super::graph_diff::{ChangedItem, DiffItem, FieldChange, GraphDiff, KindDiff, MovedItem};
use super::kind::DiffKind;

/// The sign of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DiffSign {
    /// It is on the new side only.
    Gained,
    /// It is on the old side only.
    Lost,
    /// It has different values.
    Changed,
    /// It was moved or renamed.
    Moved,
}

impl DiffSign {
    /// The character before a line.
    #[must_use]
    pub fn mark(self) -> char {
        match self {
            Self::Gained => '+',
            Self::Lost => '-',
            Self::Changed => '~',
            Self::Moved => '>',
        }
    }
}

/// The lines of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffSection {
    /// The kind.
    pub kind: DiffKind,
    /// The counts gained, lost, and changed or moved, with the folded ones.
    pub counts: [usize; 3],
    /// The lines: gained, lost, changed, moved.
    pub entries: Vec<DiffEntry>,
    /// The number of items without a line, because they belong to an item of an earlier section.
    pub folded: usize,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffEntry {
    /// The sign.
    pub sign: DiffSign,
    /// The label of the thing.
    pub label: String,
    /// Details; may be empty.
    pub note: String,
}

/// The differences as lines, by kind.
#[must_use]
pub fn diff_outline(diff: &GraphDiff) -> Vec<DiffSection> {
    let whole = WholeItems::of(diff);
    let section = |kind| {
        let nothing = KindDiff { kind, gained: Vec::new(), lost: Vec::new(), changed: Vec::new() };
        let difference = diff.of_kind(kind).unwrap_or(&nothing);
        let moved: Vec<&MovedItem> = diff.moved.iter().filter(|moved| moved.kind == kind).collect();
        let shown = |sign, item: &&DiffItem| whole.holder(kind, sign, item).is_none();
        let entry = |sign, item: &DiffItem| DiffEntry {
            sign,
            label: label(kind, item),
            note: join(&note(kind, item), &whole.brought(kind, sign, item)),
        };
        let mut entries = Vec::new();
        for (sign, items) in [(DiffSign::Gained, &difference.gained), (DiffSign::Lost, &difference.lost)] {
            let mut items: Vec<&DiffItem> = items.iter().filter(|item| shown(sign, item)).collect();
            items.sort_by_key(|item| severity(item)); // kinds without severities keep their order
            entries.extend(items.into_iter().map(|item| entry(sign, item)));
        }
        let listed = entries.len();
        entries.extend(difference.changed.iter().map(|changed| changed_entry(kind, changed, &whole)));
        entries.extend(moved.iter().map(|moved| moved_entry(moved)));
        let counts = [difference.gained.len(), difference.lost.len(), difference.changed.len() + moved.len()];
        let folded = difference.gained.len() + difference.lost.len() - listed;
        DiffSection { kind, counts, entries, folded }
    };
    DiffKind::ALL.into_iter().map(section).filter(|section| section.counts != [0, 0, 0]).collect()
}

/// The topics and case studies that were gained or lost as a whole: the key of the topic, and the title of the case study.
#[derive(Default)]
struct WholeItems<'d> {
    gained: BTreeSet<(&'d str, &'d str)>,
    lost: BTreeSet<(&'d str, &'d str)>,
    /// The counts of their parts, by kind.
    counts: BTreeMap<(DiffSign, &'d str, &'d str), BTreeMap<DiffKind, usize>>,
}

/// The kinds that are counted with their topic or case study.
const PARTS: [DiffKind; 6] = [
    DiffKind::CaseStudy,
    DiffKind::Metric,
    DiffKind::Mention,
    DiffKind::Relation,
    DiffKind::Citation,
    DiffKind::Document,
];

impl<'d> WholeItems<'d> {
    fn of(diff: &'d GraphDiff) -> Self {
        let mut whole = Self::default();
        if let Some(topics) = diff.of_kind(DiffKind::Topic) {
            whole.gained.extend(topics.gained.iter().map(|topic| (topic.key.as_str(), "")));
            whole.lost.extend(topics.lost.iter().map(|topic| (topic.key.as_str(), "")));
            for ChangedItem { old, new, .. } in &topics.changed {
                match (is_written(old), is_written(new)) {
                    (false, true) => whole.gained.insert((new.key.as_str(), "")),
                    (true, false) => whole.lost.insert((old.key.as_str(), "")),
                    _ => false,
                };
            }
        }
        if let Some(studies) = diff.of_kind(DiffKind::CaseStudy) {
            let pair = |study: &'d DiffItem| (topic(study), study.label.as_str());
            whole.gained.extend(studies.gained.iter().map(pair));
            whole.lost.extend(studies.lost.iter().map(pair));
        }
        for difference in &diff.kinds {
            for (sign, items) in [(DiffSign::Gained, &difference.gained), (DiffSign::Lost, &difference.lost)]
            {
                for item in items {
                    if let Some((topic, study)) = whole.holder(difference.kind, sign, item) {
                        let counts = whole.counts.entry((sign, topic, study)).or_default();
                        *counts.entry(difference.kind).or_default() += 1;
                    }
                }
            }
        }
        whole
    }

    /// The gained or lost topic or case study that an item is a part of; the topic takes precedence.
    fn holder<'i>(&self, kind: DiffKind, sign: DiffSign, item: &'i DiffItem) -> Option<(&'i str, &'i str)> {
        let all = if sign == DiffSign::Gained { &self.gained } else { &self.lost };
        let in_study = !matches!(kind, DiffKind::CaseStudy | DiffKind::Document);
        let study = item.within.as_deref().filter(|_| in_study).map(|study| (topic(item), study));
        let holders = [Some((topic(item), "")), study].into_iter().flatten();
        let mut holders = holders.filter(|holder| PARTS.contains(&kind) && all.contains(holder));
        holders.next()
    }

    /// The counts of the parts of a gained or lost topic or case study.
    fn brought(&self, kind: DiffKind, sign: DiffSign, item: &DiffItem) -> String {
        let key = match kind {
            DiffKind::Topic => (sign, topic(item), ""),
            DiffKind::CaseStudy => (sign, topic(item), item.label.as_str()),
            _ => return String::new(),
        };
        let counts = self.counts.get(&key).into_iter().flatten();
        let counts: Vec<String> = counts.map(|(kind, count)| kind.count(*count)).collect();
        if counts.is_empty() { String::new() } else { format!("with {}", counts.join(", ")) }
    }
}

fn severity(item: &DiffItem) -> Option<Severity> {
    Severity::parse(item.values.get("severity")?)
}

fn topic(item: &DiffItem) -> &str {
    item.topic.as_deref().unwrap_or_default()
}

fn is_written(topic: &DiffItem) -> bool {
    matches!(topic.values.get("status").map(String::as_str), Some("complete" | "in progress"))
}

fn changed_entry(kind: DiffKind, changed: &ChangedItem, whole: &WholeItems<'_>) -> DiffEntry {
    let change = |change: &FieldChange| {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
        format!("{} {} → {}", change.field, value(&change.old), value(&change.new))
    };
    // A planned topic gets its title from its page: a difference in case only is not listed.
    let letters = |value: &Option<String>| value.as_ref().map(|value| value.to_lowercase());
    let differs =
        |change: &&FieldChange| change.field != "title" || letters(&change.old) != letters(&change.new);
    let mut changes: Vec<String> = changed.changes.iter().filter(differs).map(change).collect();
    if changes.is_empty() {
        changes = changed.changes.iter().map(change).collect();
    }
    let brought = whole.brought(kind, DiffSign::Gained, &changed.new);
    let gone = whole.brought(kind, DiffSign::Lost, &changed.old);
    let gone = if gone.is_empty() { gone } else { gone.replacen("with", "without", 1) };
    let label = match kind {
        DiffKind::Metric | DiffKind::Gap => changed.new.label.clone(),
        _ => label(kind, &changed.new),
    };
    let note = match kind {
        DiffKind::Metric => format!("in “{}”", changed.new.within.as_deref().unwrap_or_default()),
        _ => String::new(),
    };
    DiffEntry {
        sign: DiffSign::Changed,
        label,
        note: join(&join(&changes.join(", "), &note), &join(&brought, &gone)),
    }
}

fn moved_entry(moved: &MovedItem) -> DiffEntry {
    let MovedItem { label, old_label, old_path, new_path, old, new, .. } = moved;
    let paths = match (old_path, new_path) {
        (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
        _ => format!("{old} → {new}"),
    };
    let label = if moved.kind == DiffKind::Topic && old_label != label {
        format!("{old_label} → {label}")
    } else if moved.kind == DiffKind::Topic {
        label.clone()
    } else {
        return DiffEntry { sign: DiffSign::Moved, label: paths, note: String::new() };
    };
    DiffEntry { sign: DiffSign::Moved, label, note: paths }
}

fn label(kind: DiffKind, item: &DiffItem) -> String {
    let within = item.within.as_deref().unwrap_or_default();
    match kind {
        DiffKind::Metric => match item.values.get("value") {
            Some(value) => format!("{}: {value}", item.label),
            None => item.label.clone(),
        },
        DiffKind::Relation => format!("{within} → {}", item.label),
        DiffKind::Gap => {
            let severity = item.values.get("severity").map_or("", String::as_str);
            let code = item.values.get("code").map_or("", String::as_str);
            format!("{severity} {within} {} [{code}]", item.label)
        }
        _ => item.label.clone(),
    }
}

fn note(kind: DiffKind, item: &DiffItem) -> String {
    let value = |name: &str| item.values.get(name).cloned();
    let within = item.within.clone().filter(|within| !within.is_empty());
    match kind {
        DiffKind::Topic => {
            let priority = value("priority").map(|priority| format!("P{priority}"));
            let parts: Vec<String> =
                [value("category"), value("status"), priority].into_iter().flatten().collect();
            parts.join(", ")
        }
        DiffKind::CaseStudy => within.map_or_else(String::new, |within| format!("in {within}")),
        DiffKind::Metric => within.map_or_else(String::new, |within| format!("in “{within}”")),
        DiffKind::Mention => {
            let what = value("kind").map_or_else(String::new, |kind| format!("a {kind} in "));
            within.map_or_else(String::new, |within| format!("{what}“{within}”"))
        }
        DiffKind::Citation => within.map_or_else(String::new, |within| format!("cited in “{within}”")),
        DiffKind::Relation => value("relation").filter(|relation| relation != "related").unwrap_or_default(),
        DiffKind::Source => value("url").unwrap_or_default(),
        _ => String::new(),
    }
}

fn join(first: &str, second: &str) -> String {
    let parts: Vec<&str> = [first, second].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("; ")
}
