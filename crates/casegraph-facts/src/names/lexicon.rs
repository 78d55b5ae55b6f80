//! All labels of the names of a corpus, compiled into one automaton.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use super::label::{Guard, Label, Meaning, Overlay, Phrase, labels_collide};
use super::word::has_capital;
use crate::model::id::{Kind, ThingId};
use crate::model::name::{Name, NameOrigin};

/// All labels, and the terms that each may mean. A term is a number: the index of a name in the order of ids.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// The id of each term.
    terms: Vec<ThingId>,
    /// The labels of each pattern of the automaton, which differ in case only.
    labels: Vec<Vec<Label>>,
    automaton: Option<AhoCorasick>,
}

impl Lexicon {
    /// Compiles the labels of these names. Linear in the labels, but for sorting.
    pub(super) fn new(names: &BTreeMap<ThingId, Name>) -> Self {
        let labels = labels(names);
        Self {
            terms: names.keys().cloned().collect(),
            automaton: AhoCorasick::builder().match_kind(MatchKind::Standard).build(labels.keys()).ok(),
            labels: labels.into_values().collect(),
        }
    }

    /// All labels in a text, in any case and also inside words: start, end, label. `lower` is the text in lower case.
    /// Linear in the text and the number of labels found.
    pub(super) fn scan<'r>(&'r self, lower: &str) -> impl Iterator<Item = (usize, usize, &'r Label)> {
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_overlapping_iter(lower));
        found.flat_map(|found| {
            let labels = self.labels.get(found.pattern().as_usize()).into_iter().flatten();
            labels.map(move |label| (found.start(), found.end(), label))
        })
    }

    /// The id of a term.
    pub(super) fn id(&self, term: usize) -> Option<&ThingId> {
        self.terms.get(term)
    }

    /// The kind of a term.
    pub(super) fn kind(&self, term: usize) -> Kind {
        self.id(term).map_or(Kind::Technology, ThingId::kind)
    }
}

/// The labels of all names, by the label in lower case.
fn labels(names: &BTreeMap<ThingId, Name>) -> BTreeMap<String, Vec<Label>> {
    let mut meanings: BTreeMap<&str, Vec<Meaning>> = BTreeMap::new();
    let mut in_vocabulary: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    if names.values().any(|name| name.origin == NameOrigin::Text) {
        for name in names.values().filter(|name| name.origin != NameOrigin::Text) {
            for label in name.labels() {
                in_vocabulary.entry(label.to_ascii_lowercase()).or_default().push(label);
            }
        }
    }
    for (term, name) in names.values().enumerate() {
        // What only a rule knows as a technology or pattern is no name in running text: such lists hold words of all kinds.
        if name.origin == NameOrigin::Text && name.id.kind() != Kind::Company {
            continue;
        }
        for label in name.labels() {
            let letters = label.chars().filter(|c| c.is_alphanumeric()).count();
            if letters == 0 || (letters == 1 && name.origin == NameOrigin::Text) {
                continue;
            }
            let of_another = || {
                let same = in_vocabulary.get(&label.to_ascii_lowercase()).into_iter().flatten();
                same.into_iter().any(|other| labels_collide(other, label))
            };
            let cell_only = name.origin == NameOrigin::Text && of_another();
            meanings.entry(label).or_default().push(meaning(term, name, label, cell_only));
        }
    }
    let mut labels: BTreeMap<String, Vec<Label>> = BTreeMap::new();
    for (text, mut meanings) in meanings {
        meanings.dedup_by_key(|meaning| meaning.term);
        let label = Label { text: text.to_owned(), has_capital: has_capital(text), meanings };
        labels.entry(text.to_ascii_lowercase()).or_default().push(label);
    }
    labels
}

fn meaning(term: usize, name: &Name, label: &str, cell_only: bool) -> Meaning {
    let guards = &name.guards;
    let lists = |labels: &[String]| labels.iter().any(|guarded| guarded == label);
    let guard = match () {
        () if cell_only => Guard::CellOnly,
        () if lists(&guards.ambiguous) => Guard::Ambiguous,
        () if lists(&guards.ordinary) => Guard::Ordinary,
        () => Guard::Plain,
    };
    let overlays = |phrases: &[String]| -> Vec<Overlay> {
        phrases.iter().filter_map(|phrase| Overlay::new(phrase, label)).collect()
    };
    let never = overlays(&guards.never);
    let (mut always, mut near) = (Vec::new(), Vec::new());
    if guard != Guard::Plain || !never.is_empty() {
        for phrase in &guards.evidence {
            match Overlay::new(phrase, label) {
                Some(overlay) => always.push(overlay),
                None => near.push(Phrase::new(phrase)),
            }
        }
    }
    Meaning { term, guard, never, always, near }
}
