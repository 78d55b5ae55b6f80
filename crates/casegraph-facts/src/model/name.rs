//! Names of companies, patterns and technologies: their labels, and the conditions under which some of them count.

use serde::{Deserialize, Serialize};

use crate::model::id::ThingId;

/// A company, pattern or technology.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The identity; the kind says which of the three it is.
    pub id: ThingId,
    /// The preferred label.
    pub label: String,
    /// Other labels, sorted.
    pub alternatives: Vec<String>,
    /// Labels that are recognised in text and not shown, sorted.
    pub hidden: Vec<String>,
    /// The conditions under which some of the labels count.
    pub guards: Guards,
    /// The origin of the name.
    pub origin: NameOrigin,
}

/// Conditions for labels that are also ordinary words or names of something else.
///
/// A label that is neither in `ordinary` nor in `ambiguous` is *plain*: it counts everywhere. All lists are sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guards {
    /// Labels that are also ordinary words. Such a label counts with evidence, in a position where its capital can not
    /// be that of a sentence or title, or if the document names the term in another way as well.
    pub ordinary: Vec<String>,
    /// Labels that a capital does not identify. Such a label counts with evidence; or in a position where its capital
    /// cannot be that of a sentence or title, if the document names the term in another way as well.
    pub ambiguous: Vec<String>,
    /// Words and phrases that identify the name when they are near a guarded label in the same sentence. A phrase that
    /// contains the label identifies it only where the phrase occurs.
    pub evidence: Vec<String>,
    /// Phrases that contain a label and are not the name.
    pub never: Vec<String>,
    /// Names that are never merged with this one, whatever their labels.
    pub distinct_from: Vec<ThingId>,
}

/// The origin of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameOrigin {
    /// The vocabulary of the corpus.
    Corpus,
    /// The built-in vocabulary, and not that of the corpus.
    BuiltIn,
    /// No vocabulary: the text marks it as a company.
    Text,
}

impl NameOrigin {
    /// The literal of `cg:origin`.
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

    /// Merges another name for the same thing into this one: labels and guards are added, and the preferred label
    /// stays.
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

/// Adds to a sorted list, without duplicates.
fn add<T: Ord>(list: &mut Vec<T>, more: impl IntoIterator<Item = T>) {
    list.extend(more);
    list.sort();
    list.dedup();
}
