//! What a map of a small graph asks of a corpus.

use casegraph_store::Answer;

use crate::coverage::rows::read_coverage;
use crate::coverage::topics::Coverage;
use crate::error::Error;
use crate::links::LinkBase;
use crate::session::Session;

/// What views ask of a corpus.
pub(crate) struct Source<'a> {
    pub(crate) session: &'a Session,
    pub(crate) links: &'a LinkBase,
}

impl Source<'_> {
    pub(super) fn ask(&self, name: &str, text: &str) -> Result<Answer, Error> {
        self.session.ask_text(name, text)
    }

    pub(super) fn coverage(&self) -> Result<Coverage, Error> {
        read_coverage(self.session, self.links)
    }

    /// The part of an IRI after base and kind: what a thing is called in an id.
    pub(super) fn key<'i>(&self, iri: &'i str) -> &'i str {
        let rest = iri.strip_prefix(self.session.corpus().config().base.as_str()).unwrap_or(iri);
        rest.split_once('/').map_or(rest, |(_, key)| key)
    }
}
