//! A name: its labels, and what must hold for some of them to count.

use serde::{Deserialize, Serialize};

use crate::model::id::ThingId;

/// A company, pattern or technology.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Its identity; the kind says which of the three it is.
    pub id: ThingId,
    /// The preferred label.
    pub label: String,
    /// Other labels, sorted.
    pub alternatives: Vec<String>,
    /// Labels that are found and never offered, sorted.
    pub hidden: Vec<String>,
    /// What must hold for some of the labels to count.
    pub guards: Guards,
    /// What makes it known.
    pub origin: NameOrigin,
}

/// What must hold for labels that are also ordinary words, or names of something else.
///
/// A label that neither `ordinary` nor `ambiguous` lists is *plain*: it counts wherever it stands. All lists are sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guards {
    /// Labels that are also ordinary words. One counts where its capital cannot be that of a sentence or title, or with
    /// evidence, or if the document names the term in another way as well.
    pub ordinary: Vec<String>,
    /// Labels that a capital does not settle. One counts with evidence; or where its capital cannot be that of a sentence or
    /// title and the document names the term in another way as well.
    pub ambiguous: Vec<String>,
    /// Words and phrases near a guarded label, in its sentence, that make it this name. A phrase that holds the label makes it
    /// the name only where that phrase stands.
    pub evidence: Vec<String>,
    /// Phrases that hold a label; there it is not the name.
    pub never: Vec<String>,
    /// Names that are never taken for this one, whatever their labels.
    pub distinct_from: Vec<ThingId>,
}

/// What makes a name known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameOrigin {
    /// The corpus's vocabulary declares it.
    Corpus,
    /// The program's own vocabulary declares it, and the corpus's does not.
    BuiltIn,
    /// No vocabulary declares it: the text says that it is a company.
    Text,
}

impl NameOrigin {
    /// The literal written as `cg:origin`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Corpus => "corpus",
            Self::BuiltIn => "built-in",
            Self::Text => "text",
        }
    }
}

impl Name {
    /// A name with one label that counts everywhere.
    #[must_use]
    pub fn plain(id: ThingId, label: &str, origin: NameOrigin) -> Self {
        Self {
            id,
            label: label.to_owned(),
            alternatives: Vec::new(),
            hidden: Vec::new(),
            guards: Guards::default(),
            origin,
        }
    }

    /// All labels: the preferred one, the alternatives, the hidden ones.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.label).chain(&self.alternatives).chain(&self.hidden).map(String::as_str)
    }

    /// Whether a label counts only under conditions.
    #[must_use]
    pub fn is_guarded(&self, label: &str) -> bool {
        let listed = |labels: &[String]| labels.iter().any(|guarded| guarded == label);
        listed(&self.guards.ordinary) || listed(&self.guards.ambiguous)
    }

    /// Adds the labels and guards of another name for the same thing; the preferred label stays.
    pub(crate) fn unite(&mut self, other: Self) {
        let Self { id: _, label, alternatives, hidden, guards, origin } = other;
        add(&mut self.alternatives, std::iter::once(label).chain(alternatives));
        add(&mut self.hidden, hidden);
        self.alternatives.retain(|label| *label != self.label);
        self.hidden.retain(|label| *label != self.label && !self.alternatives.contains(label));
        add(&mut self.guards.ordinary, guards.ordinary);
        add(&mut self.guards.ambiguous, guards.ambiguous);
        add(&mut self.guards.evidence, guards.evidence);
        add(&mut self.guards.never, guards.never);
        add(&mut self.guards.distinct_from, guards.distinct_from);
        self.origin = self.origin.min(origin);
    }
}

/// Adds to a sorted list without duplicates.
fn add<T: Ord>(list: &mut Vec<T>, more: impl IntoIterator<Item = T>) {
    list.extend(more);
    list.sort();
    list.dedup();
}
