//! Terms by their numbers, and numbers by their terms.

use std::cmp::Ordering;

use oxigraph::model::{BlankNodeRef, Literal, LiteralRef, NamedNodeRef, TermRef};

use super::{Damaged, Snapshot, first};

/// The terms of a snapshot.
#[derive(Clone, Copy)]
pub(crate) struct TermRefs<'a> {
    snapshot: &'a Snapshot,
}

impl Snapshot {
    /// The terms.
    pub(crate) fn terms(&self) -> TermRefs<'_> {
        TermRefs { snapshot: self }
    }
}

impl<'a> TermRefs<'a> {
    /// The term with this number.
    pub(crate) fn get(self, number: u32) -> Result<TermRef<'a>, Damaged> {
        let header = &self.snapshot.header;
        let text = self.text(number)?;
        if number < header.blanks {
            return Ok(BlankNodeRef::new_unchecked(text).into());
        }
        match number.checked_sub(header.blanks).and_then(|rest| rest.checked_sub(header.iris)) {
            None => Ok(NamedNodeRef::new_unchecked(text).into()),
            Some(literal) => Ok(tagged(text, self.tag(literal)?)?.into()),
        }
    }

    /// The number of a term, if the snapshot has it. Takes some twenty looks at terms.
    pub(crate) fn find(self, term: TermRef<'_>) -> Result<Option<u32>, Damaged> {
        let header = &self.snapshot.header;
        let (blanks, literals) = (header.blanks, header.blanks.saturating_add(header.iris));
        let all = self.snapshot.term_count();
        let (range, text) = match term {
            TermRef::BlankNode(node) => (0..blanks, node.as_str()),
            TermRef::NamedNode(node) => (blanks..literals, node.as_str()),
            TermRef::Literal(literal) => (literals..all, literal.value()),
        };
        let end = range.end;
        let found = first(range, |number| {
            let order = match (self.text(number)?.cmp(text), term) {
                (Ordering::Equal, TermRef::Literal(literal)) => {
                    order_of_tags(tagged(text, self.tag(number - literals)?)?, literal)
                }
                (order, _) => order,
            };
            Ok(order.is_ge())
        })?;
        Ok((found < end && self.get(found)? == term).then_some(found))
    }

    fn text(self, number: u32) -> Result<&'a str, Damaged> {
        let (header, body) = (&self.snapshot.header, &self.snapshot.body);
        let starts = header.term_starts;
        let number = u64::from(number);
        let range = body.long(starts, number)?..body.long(starts, number + 1)?;
        std::str::from_utf8(body.part(header.term_text, range)?).map_err(|_| Damaged)
    }

    fn tag(self, literal: u32) -> Result<&'a str, Damaged> {
        let (header, body) = (&self.snapshot.header, &self.snapshot.body);
        let tag = u64::from(body.word(header.literal_tags, literal.into())?);
        let starts = header.tag_starts;
        let range = body.long(starts, tag)?..body.long(starts, tag + 1)?;
        std::str::from_utf8(body.part(header.tag_text, range)?).map_err(|_| Damaged)
    }
}

/// The literal with this text and tag.
fn tagged<'a>(text: &'a str, tag: &'a str) -> Result<LiteralRef<'a>, Damaged> {
    if let Some(language) = tag.strip_prefix('@') {
        return Ok(LiteralRef::new_language_tagged_literal_unchecked(text, language));
    }
    let datatype = tag.strip_prefix('^').ok_or(Damaged)?;
    Ok(LiteralRef::new_typed_literal(text, NamedNodeRef::new_unchecked(datatype)))
}

/// What a literal is, besides its text: `@` and its language, or `^` and its datatype.
pub(super) fn tag_of(literal: &Literal) -> String {
    match literal.language() {
        Some(language) => format!("@{language}"),
        None => format!("^{}", literal.datatype().as_str()),
    }
}

/// The order of terms: blank nodes, then IRIs, then literals, each by its text; literals with the same text by
/// language, then datatype.
pub(crate) fn compare(a: TermRef<'_>, b: TermRef<'_>) -> Ordering {
    match (a, b) {
        (TermRef::NamedNode(a), TermRef::NamedNode(b)) => a.as_str().cmp(b.as_str()),
        (TermRef::BlankNode(a), TermRef::BlankNode(b)) => a.as_str().cmp(b.as_str()),
        (TermRef::Literal(a), TermRef::Literal(b)) => {
            a.value().cmp(b.value()).then_with(|| order_of_tags(a, b))
        }
        _ => kind(a).cmp(&kind(b)),
    }
}

fn order_of_tags(a: LiteralRef<'_>, b: LiteralRef<'_>) -> Ordering {
    let by_language = a.language().cmp(&b.language());
    by_language.then_with(|| a.datatype().as_str().cmp(b.datatype().as_str()))
}

fn kind(term: TermRef<'_>) -> u8 {
    match term {
        TermRef::BlankNode(_) => 0,
        TermRef::NamedNode(_) => 1,
        TermRef::Literal(_) => 2,
    }
}
