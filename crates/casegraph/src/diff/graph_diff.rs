//! The differences as plain data.

use std::collections::BTreeMap;

use serde::Serialize;

use super::kind::DiffKind;

/// The differences between two graphs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GraphDiff {
    /// The name of the old side.
    pub old: String,
    /// The name of the new side.
    pub new: String,
    /// Notes on how the gaps were computed.
    pub notes: Vec<String>,
    /// Topics and documents that were moved or renamed; by new key.
    pub moved: Vec<MovedItem>,
    /// Kinds with differences, in the order of [`DiffKind`].
    pub kinds: Vec<KindDiff>,
}

/// The differences of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KindDiff {
    /// The kind.
    pub kind: DiffKind,
    /// On the new side only, by key.
    pub gained: Vec<DiffItem>,
    /// On the old side only, by key.
    pub lost: Vec<DiffItem>,
    /// On both sides with different values, by new key.
    pub changed: Vec<ChangedItem>,
}

/// A thing on one side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct DiffItem {
    /// The key on its side: `topic/rate_limiting`, or several keys joined by ` · `.
    pub key: String,
    /// The label.
    pub label: String,
    /// The topic it belongs to, such as `topic/rate_limiting`; a topic belongs to itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// The label of the containing thing: a case study, a topic, a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// The compared values, by name: `status`, `value`, `severity`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<&'static str, String>,
}

/// A thing with different values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedItem {
    /// On the old side.
    pub old: DiffItem,
    /// On the new side.
    pub new: DiffItem,
    /// The values that differ, by name.
    pub changes: Vec<FieldChange>,
}

/// A changed value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FieldChange {
    /// The name of the value.
    pub field: &'static str,
    /// The old value, if there was one.
    pub old: Option<String>,
    /// The new value, if there is one.
    pub new: Option<String>,
}

/// A thing that was moved or renamed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct MovedItem {
    /// Topic or document.
    pub kind: DiffKind,
    /// Its key on the old side.
    pub old: String,
    /// Its key on the new side.
    pub new: String,
    /// The label on the new side; the path of a document.
    pub label: String,
    /// The label on the old side.
    pub old_label: String,
    /// The path of its page, or its own, on the old side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_path: Option<String>,
    /// The path of its page, or its own, on the new side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_path: Option<String>,
}

impl GraphDiff {
    /// Whether there are no differences.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.moved.is_empty() && self.kinds.is_empty()
    }

    /// The differences of one kind, if there are any.
    #[must_use]
    pub fn of_kind(&self, kind: DiffKind) -> Option<&KindDiff> {
        self.kinds.iter().find(|difference| difference.kind == kind)
    }

    /// The differences with the two sides exchanged.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let mut moved: Vec<MovedItem> = self.moved.iter().map(MovedItem::mirrored).collect();
        moved.sort_by(|a, b| (a.kind, &a.new).cmp(&(b.kind, &b.new)));
        Self {
            old: self.new.clone(),
            new: self.old.clone(),
            notes: self.notes.clone(),
            moved,
            kinds: self.kinds.iter().map(KindDiff::mirrored).collect(),
        }
    }
}

impl KindDiff {
    /// Whether there is no difference of this kind.
    #[must_use]
    pub(super) fn is_empty(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty() && self.changed.is_empty()
    }

    fn mirrored(&self) -> Self {
        let mirror = |changed: &ChangedItem| ChangedItem {
            old: changed.new.clone(),
            new: changed.old.clone(),
            changes: changed.changes.iter().map(FieldChange::mirrored).collect(),
        };
        let mut changed: Vec<ChangedItem> = self.changed.iter().map(mirror).collect();
        changed.sort_by(|a, b| a.new.cmp(&b.new));
        Self { kind: self.kind, gained: self.lost.clone(), lost: self.gained.clone(), changed }
    }
}

impl FieldChange {
    fn mirrored(&self) -> Self {
        Self { field: self.field, old: self.new.clone(), new: self.old.clone() }
    }
}

impl MovedItem {
    fn mirrored(&self) -> Self {
        Self {
            kind: self.kind,
            old: self.new.clone(),
            new: self.old.clone(),
            label: self.old_label.clone(),
            old_label: self.label.clone(),
            old_path: self.new_path.clone(),
            new_path: self.old_path.clone(),
        }
    }
}
