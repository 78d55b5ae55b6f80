//! Names as people type them, resolved over an open session.

use casegraph_facts::Kind;
use casegraph_learn::Names;
use casegraph_store::{NamedQuery, ParameterType};

use super::from_graph;
use crate::coverage::topics::Coverage;
use crate::error::Error;
use casegraph_corpus::Session;

/// The key of the topic that a name means. The names of the collection are asked for only if it is not a key.
///
/// # Errors
/// [`Error::Name`], [`casegraph_corpus::Error::Query`].
pub(crate) fn resolve_topic(session: &Session, coverage: &Coverage, name: &str) -> Result<String, Error> {
    if coverage.topics().any(|topic| topic.id == name) {
        return Ok(name.to_owned());
    }
    Ok(from_graph::names(session)?.resolve(name, &[Kind::Topic])?.key().to_owned())
}

/// The parameters of a query, with the key of the thing in place of its name if a parameter is a thing: `topic=nosql` becomes
/// `topic=nosql_migrations`. IRIs stay as they are. The names of the collection are asked for at most once, and only if a parameter
/// is a thing.
///
/// # Errors
/// [`Error::Name`], [`casegraph_corpus::Error::Query`].
pub fn query_parameters(
    session: &Session,
    query: &NamedQuery,
    given: &[(&str, &str)],
) -> Result<Vec<(String, String)>, Error> {
    let mut names: Option<Names> = None;
    let mut resolved = Vec::with_capacity(given.len());
    for (name, value) in given {
        let is_iri = value.contains("://") || value.starts_with('<');
        let kind = kind_of(query, name).filter(|_| !is_iri && !value.is_empty());
        let value = match kind {
            None => (*value).to_owned(),
            Some(kind) => {
                let known = match names.take() {
                    Some(names) => names,
                    None => from_graph::names(session)?,
                };
                let known = names.insert(known);
                known.resolve(value, &[kind])?.key().to_owned()
            }
        };
        resolved.push(((*name).to_owned(), value));
    }
    Ok(resolved)
}

/// The kind of thing that a parameter is.
fn kind_of(query: &NamedQuery, parameter: &str) -> Option<Kind> {
    let spec = query.parameters().iter().find(|spec| spec.name == parameter)?;
    match spec.kind {
        ParameterType::Topic => Some(Kind::Topic),
        ParameterType::Company => Some(Kind::Company),
        ParameterType::Pattern => Some(Kind::Pattern),
        ParameterType::Technology => Some(Kind::Technology),
        ParameterType::Category => Some(Kind::Category),
        ParameterType::Domain => Some(Kind::Domain),
        _ => None,
    }
}
