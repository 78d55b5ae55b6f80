//! The session that a map is drawn from, and where its links begin.

use casegraph_store::Answer;

use crate::coverage::rows::read_coverage;
use crate::coverage::topics::Coverage;
use crate::error::Error;
use crate::links::LinkRenderer;
use casegraph_corpus::Session;

/// The data source of a map, and its links.
pub(super) struct MapContext<'a> {
    pub(super) session: &'a Session,
    pub(super) links: &'a LinkRenderer,
}

impl MapContext<'_> {
    /// Runs a query of a map; `name` is shown in errors.
    pub(super) fn ask(&self, name: &str, text: &str) -> Result<Answer, Error> {
        Ok(self.session.ask_text(name, text)?)
    }

    /// The coverage of the whole corpus.
    pub(super) fn coverage(&self) -> Result<Coverage, Error> {
        read_coverage(self.session, self.links)
    }

    /// The key in an IRI: the part after the base and the kind.
    pub(super) fn key<'i>(&self, iri: &'i str) -> &'i str {
        let rest = iri.strip_prefix(self.session.corpus().config().base.as_str()).unwrap_or(iri);
        rest.split_once('/').map_or(rest, |(_, key)| key)
    }
}
