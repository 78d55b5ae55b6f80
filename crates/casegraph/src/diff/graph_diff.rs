//! The differences as plain data.

use std::collections::BTreeMap;

use serde::Serialize;

use super::DiffKind;
use super::identity::Matches;
use super::items::{Keyed, items};
use super::{Reading, Side};
use crate::Error;

/// What two graphs do not have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GraphDiff {
    /// What the old side is called.
    pub old: String,
    /// What the new side is called.
    pub new: String,
    /// What a reader must know to judge the differences: how gaps were looked for.
    pub notes: Vec<String>,
    /// Topics and documents that are the same and lie, or are called, elsewhere; by new key.
    pub moved: Vec<Moved>,
    /// Kinds with differences, in the order of [`DiffKind`].
    pub kinds: Vec<KindDiff>,
}

/// The differences of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KindDiff {
    /// Which kind.
    pub kind: DiffKind,
    /// On the new side only, by key.
    pub gained: Vec<Item>,
    /// On the old side only, by key.
    pub lost: Vec<Item>,
    /// On both with other values, by new key.
    pub changed: Vec<Changed>,
}

/// A thing on one side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Item {
    /// What it is known by on its side: `topic/rate_limiting`, or several such joined by ` · `.
    pub key: String,
    /// What people call it.
    pub label: String,
    /// The topic it belongs to, such as `topic/rate_limiting`; a topic belongs to itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// What people call the thing that it stands in: a case study, a topic, a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// What is compared, by name: `status`, `value`, `severity`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<&'static str, String>,
}

/// A thing with other values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// As it was.
    pub old: Item,
    /// As it is.
    pub new: Item,
    /// The values that differ, by name.
    pub changes: Vec<FieldChange>,
}

/// A value that differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FieldChange {
    /// The value's name.
    pub field: &'static str,
    /// What it was; nothing where there was none.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}

/// The same thing in another place or with another key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Moved {
    /// Topic or document.
    pub kind: DiffKind,
    /// Its key on the old side.
    pub old: String,
    /// Its key on the new side.
    pub new: String,
    /// What people call it on the new side; the path of a document.
    pub label: String,
    /// What people called it on the old side.
    pub old_label: String,
    /// The path of its page, or its own, on the old side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_path: Option<String>,
    /// The path of its page, or its own, on the new side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_path: Option<String>,
}

impl GraphDiff {
    /// Compares two graphs. Takes about as long as asking both some ten queries and running all gap checks on them.
    ///
    /// # Errors
    /// [`Error::Query`], and those of [`casegraph_gaps::run`].
    pub fn between(old: &Side, new: &Side) -> Result<Self, Error> {
        let (before, after) = rayon::join(|| old.read(new), || new.read(old));
        let diff = Self::of_readings(&before?, &after?);
        let (first, second) = (old.name().to_owned(), new.name().to_owned());
        Ok(Self { old: first, new: second, notes: Side::notes(old, new), ..diff })
    }

    /// Compares what was read of two graphs.
    pub(crate) fn of_readings(old: &Reading, new: &Reading) -> Self {
        let matches = Matches::between(old, new);
        let (mut before, mut after) = (items(old, &matches.of_old()), items(new, &matches.of_new()));
        let mut kinds = Vec::new();
        for kind in DiffKind::ALL {
            let (before, after) = (before.remove(&kind), after.remove(&kind));
            let difference = KindDiff::between(kind, before.unwrap_or_default(), after.unwrap_or_default());
            kinds.extend(Some(difference).filter(|difference| !difference.is_empty()));
        }
        Self { moved: matches.moved(old, new), kinds, ..Self::default() }
    }

    /// Whether the two graphs say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.moved.is_empty() && self.kinds.is_empty()
    }

    /// The differences of one kind, if there are any.
    #[must_use]
    pub fn of_kind(&self, kind: DiffKind) -> Option<&KindDiff> {
        self.kinds.iter().find(|difference| difference.kind == kind)
    }

    /// The differences seen from the other side.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let mut moved: Vec<Moved> = self.moved.iter().map(Moved::mirrored).collect();
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
    fn between(kind: DiffKind, mut old: Keyed, new: Keyed) -> Self {
        let mut difference = Self { kind, gained: Vec::new(), lost: Vec::new(), changed: Vec::new() };
        for (key, new) in new {
            match old.remove(&key) {
                None => difference.gained.push(new),
                Some(old) => difference.changed.extend(Changed::between(old, new)),
            }
        }
        difference.lost.extend(old.into_values());
        difference.gained.sort();
        difference.lost.sort();
        difference.changed.sort_by(|a, b| a.new.cmp(&b.new));
        difference
    }

    fn is_empty(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty() && self.changed.is_empty()
    }

    fn mirrored(&self) -> Self {
        let mirror = |changed: &Changed| Changed {
            old: changed.new.clone(),
            new: changed.old.clone(),
            changes: changed.changes.iter().map(FieldChange::mirrored).collect(),
        };
        let mut changed: Vec<Changed> = self.changed.iter().map(mirror).collect();
        changed.sort_by(|a, b| a.new.cmp(&b.new));
        Self { kind: self.kind, gained: self.lost.clone(), lost: self.gained.clone(), changed }
    }
}

impl Changed {
    /// The change, if a value that is compared differs.
    fn between(old: Item, new: Item) -> Option<Self> {
        let mut fields: Vec<&'static str> = old.values.keys().chain(new.values.keys()).copied().collect();
        fields.sort_unstable();
        fields.dedup();
        let change = |field| FieldChange {
            field,
            old: old.values.get(field).cloned(),
            new: new.values.get(field).cloned(),
        };
        let changes: Vec<FieldChange> =
            fields.into_iter().map(change).filter(|change| change.old != change.new).collect();
        (!changes.is_empty()).then_some(Self { old, new, changes })
    }
}

impl FieldChange {
    fn mirrored(&self) -> Self {
        Self { field: self.field, old: self.new.clone(), new: self.old.clone() }
    }
}

impl Moved {
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
