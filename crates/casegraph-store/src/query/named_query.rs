//! Named queries: a `.rq` file with a header that says what it answers and which parameters it takes.

use crate::query::Query;
use crate::query::header::{Advice, Header};
use crate::query::named_query_error::NamedQueryError;
use crate::query::parameter::ParameterSpec;
use crate::query::parameters::{ParameterError, Parameters};
use crate::rdf::base::Base;

/// A query with a name, words for people and declared parameters.
///
/// A parameter is a variable of the query, bound to a term before the query runs; when it is not given, the variable is
/// an ordinary one. So write it into a required pattern (`?topic skos:broader ?category`): bound it restricts, unbound
/// it matches all. A bound variable that is selected shows its value as a column. Two things do not work: `BOUND` of a
/// variable that no pattern binds is decided before the value is known, and an `OPTIONAL` pattern does not restrict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedQuery {
    name: String,
    header: Header,
    query: Query,
}

impl NamedQuery {
    /// Reads a query with its header. `name` is what people ask for it by, usually the file's stem.
    pub fn parse(name: &str, text: &str) -> Result<Self, NamedQueryError> {
        let header = Header::parse(text)?;
        let query = Query::parse(text)?;
        Ok(Self { name: name.to_owned(), header, query })
    }

    /// Whether a text has a header at all: without one it is a plain [`Query`].
    #[must_use]
    pub fn has_header(text: &str) -> bool {
        text.lines().any(|line| line.trim_start().starts_with("#+"))
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it answers, one line.
    #[must_use]
    pub fn summary(&self) -> &str {
        &self.header.summary
    }

    /// More about it; may be empty.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.header.description
    }

    /// Words to find it by.
    #[must_use]
    pub fn tags(&self) -> &[String] {
        &self.header.tags
    }

    /// What it says as a gap check.
    #[must_use]
    pub fn advice(&self) -> &Advice {
        &self.header.advice
    }

    /// Its parameters, as declared.
    #[must_use]
    pub fn parameters(&self) -> &[ParameterSpec] {
        &self.header.parameters
    }

    /// The whole text, header and all.
    #[must_use]
    pub fn text(&self) -> &str {
        self.query.text()
    }

    /// The query itself.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Turns values (`topic`, `nosql_migrations`) into terms by their declared types; defaults fill what is not given.
    ///
    /// A value is always one term, whatever its text: nothing is ever pasted into the query.
    pub fn bind<'a>(
        &self,
        given: impl IntoIterator<Item = (&'a str, &'a str)>,
        base: &Base,
    ) -> Result<Parameters, ParameterError> {
        Parameters::of(&self.name, &self.header.parameters, given, base)
    }
}
