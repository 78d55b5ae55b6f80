//! Finds the labels in the running text of a document, and decides which of them count as names.
//!
//! The first pass decides each label by its context. The second pass decides the remaining guarded labels: they count
//! if the document names the same term in another way. Every check reads a bounded piece of text, so the whole is
//! linear.

use std::collections::BTreeSet;

use super::company_list::is_listed;
use super::guard::{has_evidence, has_position, hyphens_allow};
use super::label::{Guard, Label, Meaning, Overlay};
use super::lexicon::Lexicon;
use super::sentence::{Surroundings, sentences};
use super::spans::{Hit, Span, beside_plain, select};
use crate::model::document_facts::DocumentFacts;
use crate::model::id::{Kind, ThingId};
use crate::model::owner::Owner;
use crate::model::prose::Prose;
use crate::model::relation::Relation;

/// A name found in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionFacts {
    /// The part of the document that contains it.
    pub owner: Owner,
    /// Whether it is in the case study's own account.
    pub own_account: bool,
    /// Whether it is in the `**Context**:` text.
    pub in_context: bool,
    /// The relation to a technology or pattern that a rule says of its section.
    pub states: Option<Relation>,
    /// The thing that is named.
    pub name: ThingId,
    /// The text of the name.
    pub surface: String,
    /// Its line.
    pub line: u32,
}

/// A label in a unit of running text.
pub(super) struct LabelMatch<'d> {
    pub(super) prose: &'d Prose,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The term that it means, if it counts as a name.
    pub(super) counts: Option<usize>,
}

/// A match that the first pass does not decide: it counts only for terms that the document names in another way.
struct Undecided<'r> {
    place: usize,
    span: Span<'r>,
    sentence: (usize, usize),
}

/// All matches in the running text of a document, in the order of the text.
pub(super) fn places<'d>(lexicon: &Lexicon, document: &'d DocumentFacts) -> Vec<LabelMatch<'d>> {
    let mut places = Vec::new();
    let mut open: Vec<Undecided<'_>> = Vec::new();
    let mut anchored: BTreeSet<usize> = BTreeSet::new();
    for prose in &document.prose {
        let text = prose.text.as_str();
        let spans = select(hits(lexicon, prose));
        let is_guarded = |span: &Span<'_>| span.hits.len() > 1 || !span.has_plain();
        let (sentences, beside) = if spans.iter().any(is_guarded) {
            (sentences(text), beside_plain(text, &spans, |term| lexicon.kind(term)))
        } else {
            (Vec::new(), Vec::new())
        };
        for (at, span) in spans.into_iter().enumerate() {
            let sentence = sentence_at(&sentences, span.start, text);
            let beside_plain = span.hits.len() == 1 && beside.get(at) == Some(&true);
            let around = Surroundings::new(text, span.start, span.end, sentence);
            let counts = count_here(&span, &around, beside_plain, &anchored);
            anchored.extend(counts);
            if counts.is_none() {
                open.push(Undecided { place: places.len(), span: span.clone(), sentence });
            }
            places.push(LabelMatch { prose, start: span.start, end: span.end, counts });
        }
    }
    for Undecided { place, span, sentence } in open {
        let Some(place) = places.get_mut(place) else { continue };
        let around = Surroundings::new(&place.prose.text, span.start, span.end, sentence);
        place.counts = one(span.hits.iter().filter(|hit| {
            anchored.contains(&hit.meaning.term)
                && match hit.guard {
                    Guard::Ordinary => true,
                    Guard::Ambiguous => has_position(&around, &hit.label.text),
                    Guard::Plain | Guard::CellOnly => false,
                }
        }));
    }
    places
}

/// All names in the running text of a document, in the order of the text.
pub(super) fn find(lexicon: &Lexicon, document: &DocumentFacts) -> Vec<MentionFacts> {
    let places = places(lexicon, document);
    let mention = |place: &LabelMatch<'_>| {
        let prose = place.prose;
        Some(MentionFacts {
            owner: prose.owner,
            own_account: prose.own_account,
            states: prose.states,
            in_context: prose.context_from.is_some_and(|from| from as usize <= place.start),
            name: lexicon.id(place.counts?)?.clone(),
            surface: prose.text.get(place.start..place.end).unwrap_or_default().to_owned(),
            line: prose.line_at(place.start),
        })
    };
    places.iter().filter_map(mention).collect()
}

/// All labels in a unit of text, once for each term that they may mean there.
fn hits<'r>(lexicon: &'r Lexicon, prose: &Prose) -> Vec<Hit<'r>> {
    let text = prose.text.as_str();
    let mut hits = Vec::new();
    let lower = text.to_ascii_lowercase();
    let fit = |(start, end, label): &(usize, usize, &Label)| label.fits(text, *start, *end);
    for (start, end, label) in lexicon.scan(&lower).filter(fit) {
        let is_company = |meaning: &Meaning| lexicon.kind(meaning.term) == Kind::Company;
        let listed =
            label.meanings.iter().any(|meaning| is_company(meaning) && may_stand(meaning, text, start))
                && is_listed(prose, start, end);
        for meaning in &label.meanings {
            let guard = match meaning.guard {
                _ if listed && is_company(meaning) => Guard::Plain,
                guard => guard,
            };
            let elsewhere = (listed && !is_company(meaning)) || guard == Guard::CellOnly;
            let allowed = guard == Guard::Plain || hyphens_allow(text, start, end);
            if !elsewhere && allowed && may_stand(meaning, text, start) {
                hits.push(Hit { start, end, label, meaning, guard });
            }
        }
    }
    hits
}

/// Whether no phrase rules out this meaning of the label at `start`; a longer phrase may confirm it.
fn may_stand(meaning: &Meaning, text: &str, start: usize) -> bool {
    let never = meaning.never.iter().filter(|phrase| phrase.stands(text, start)).map(Overlay::len);
    never.max().is_none_or(|longest| {
        meaning.always.iter().any(|phrase| phrase.len() > longest && phrase.stands(text, start))
    })
}

/// The term that a span means by its context, if that is exactly one.
fn count_here(
    span: &Span<'_>,
    around: &Surroundings<'_>,
    beside_plain: bool,
    anchored: &BTreeSet<usize>,
) -> Option<usize> {
    let alone = span.hits.len() == 1;
    one(span.hits.iter().filter(|hit| {
        let evidence = || beside_plain || has_evidence(around, hit.meaning);
        match hit.guard {
            Guard::Plain => true,
            Guard::Ordinary if alone && anchored.contains(&hit.meaning.term) => true, // the second pass would count it too
            Guard::Ordinary => evidence() || has_position(around, &hit.label.text),
            Guard::Ambiguous => evidence(),
            Guard::CellOnly => false,
        }
    }))
}

/// The term of the only hit; none if there are several, or none.
fn one<'h>(mut hits: impl Iterator<Item = &'h Hit<'h>>) -> Option<usize> {
    let first = hits.next()?;
    hits.next().is_none().then_some(first.meaning.term)
}

fn sentence_at(sentences: &[(usize, usize)], at: usize, text: &str) -> (usize, usize) {
    let after = sentences.partition_point(|(start, _)| *start <= at);
    after.checked_sub(1).and_then(|index| sentences.get(index)).copied().unwrap_or((0, text.len()))
}
