//! The rows of a query, cell by cell.

use casegraph_facts::{DocPath, Kind, ThingId};
use casegraph_store::{Answer, Term};
use percent_encoding::percent_decode_str;

use crate::error::Error;
use casegraph_corpus::Session;

/// A cell of a row; empty if the variable is unbound.
#[derive(Clone, Debug)]
pub(super) struct Cell(Option<Term>);

/// The rows of a query that selects `N` columns.
pub(super) fn rows<const N: usize>(session: &Session, query: &str) -> Result<Vec<[Cell; N]>, Error> {
    let Answer::Rows { rows, .. } = session.ask_text("a query of casegraph", query)? else {
        return Ok(Vec::new());
    };
    let row = |row: Vec<Option<Term>>| {
        let mut cells = row.into_iter();
        std::array::from_fn(|_| Cell(cells.next().flatten()))
    };
    Ok(rows.into_iter().map(row).collect())
}

impl Cell {
    pub(super) fn term(&self) -> Option<&Term> {
        self.0.as_ref()
    }

    pub(super) fn text(&self) -> &str {
        self.term().map_or("", Term::text)
    }

    /// The text, if the variable is bound.
    pub(super) fn owned(&self) -> Option<String> {
        self.term().map(|term| term.text().to_owned())
    }

    pub(super) fn number(&self) -> Option<u32> {
        self.term()?.integer()?.try_into().ok()
    }

    pub(super) fn path(&self) -> Option<DocPath> {
        DocPath::new(self.term()?.text())
    }

    /// The topic, category, domain, company, pattern, technology or source with this IRI.
    pub(super) fn thing(&self, base: &str) -> Option<ThingId> {
        const KINDS: [Kind; 7] = [
            Kind::Topic,
            Kind::Company,
            Kind::Pattern,
            Kind::Technology,
            Kind::Source,
            Kind::Category,
            Kind::Domain,
        ];
        let (prefix, key) = self.term()?.text().strip_prefix(base)?.split_once('/')?;
        let kind = KINDS.into_iter().find(|kind| kind.prefix() == prefix)?;
        Some(ThingId::new(kind, decoded(key)))
    }

    /// What an occurrence is in or leads to: a thing, a document, or a case study or metric, whose key only tells it from others.
    pub(super) fn owner(&self, base: &str) -> Option<ThingId> {
        let (prefix, key) = self.term()?.text().strip_prefix(base)?.split_once('/')?;
        match prefix {
            "doc" => Some(ThingId::new(Kind::Document, decoded(key))),
            "case" => Some(ThingId::new(Kind::CaseStudy, key)),
            _ => self.thing(base),
        }
    }
}

/// A key without percent-codes.
fn decoded(key: &str) -> String {
    percent_decode_str(key).decode_utf8().map_or_else(|_| key.to_owned(), std::borrow::Cow::into_owned)
}
