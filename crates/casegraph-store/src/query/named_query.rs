//! Named queries: `.rq` files with a header that describes the query and declares its parameters.

use crate::query::Query;
use crate::query::header::{CheckMetadata, QueryHeader};
use crate::query::named_query_error::NamedQueryError;
use crate::query::parameter::ParameterSpec;
use crate::query::parameters::{ParameterError, Parameters};
use crate::rdf::base::Base;

/// A query with a name, a description and declared parameters.
///
/// A parameter is a variable of the query that is bound to a term before the evaluation; without a value it is an ordinary
/// variable. So use it in a required pattern (`?topic skos:broader ?category`): with a value the pattern restricts the
/// result, without one it matches everything. A selected parameter is a column with its value. Two limitations: `BOUND` of
/// a variable that no pattern binds ignores the value, and an `OPTIONAL` pattern does not restrict the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedQuery {
    name: String,
    header: QueryHeader,
    query: Query,
}

impl NamedQuery {
    /// Parses a query with its header. The name is usually the stem of the file.
    pub fn parse(name: &str, text: &str) -> Result<Self, NamedQueryError> {
        Self::with_header(name, QueryHeader::parse(text)?, text)
    }

    /// Parses a query whose header is already parsed. `text` is the whole text, with the header.
    pub fn with_header(name: &str, header: QueryHeader, text: &str) -> Result<Self, NamedQueryError> {
        Ok(Self { name: name.to_owned(), header, query: Query::parse(text)? })
    }

    /// Whether a text has a header; otherwise it is a plain [`Query`].
    #[must_use]
    pub fn has_header(text: &str) -> bool {
        text.lines().any(|line| line.trim_start().starts_with("#+"))
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The summary, in one line.
    #[must_use]
    pub fn summary(&self) -> &str {
        &self.header.summary
    }

    /// The description; may be empty.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.header.description
    }

    /// The tags.
    #[must_use]
    pub fn tags(&self) -> &[String] {
        &self.header.tags
    }

    /// The metadata of a gap check.
    #[must_use]
    pub fn check_metadata(&self) -> &CheckMetadata {
        &self.header.check_metadata
    }

    /// The declared parameters.
    #[must_use]
    pub fn parameters(&self) -> &[ParameterSpec] {
        &self.header.parameters
    }

    /// The whole text, with the header.
    #[must_use]
    pub fn text(&self) -> &str {
        self.query.text()
    }

    /// The query.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Converts values (`topic`, `nosql_migrations`) to terms of the declared types; missing values get their defaults.
    ///
    /// A value is always a term; it is not inserted into the text of the query.
    pub fn bind<'a>(
        &self,
        given: impl IntoIterator<Item = (&'a str, &'a str)>,
        base: &Base,
    ) -> Result<Parameters, ParameterError> {
        Parameters::from_texts(&self.name, &self.header.parameters, given, base)
    }
}
