//! Resolves names in query parameters: `topic=nosql` becomes `topic=nosql_migrations`.

use casegraph::facts::Kind;
use casegraph::store::{NamedQuery, ParameterType};
use casegraph::{Guide, Session, Silent, Wood};

/// Replaces the value of a parameter that names a thing by the slug of that thing; IRIs stay as they are.
pub(super) fn resolve_params(
    session: &Session,
    query: &NamedQuery,
    given: &[(&str, &str)],
) -> anyhow::Result<Vec<(String, String)>> {
    let kind_of = |name: &str| {
        let spec = query.parameters().iter().find(|spec| spec.name == name)?;
        match spec.kind {
            ParameterType::Topic => Some(Kind::Topic),
            ParameterType::Company => Some(Kind::Company),
            ParameterType::Pattern => Some(Kind::Pattern),
            ParameterType::Technology => Some(Kind::Technology),
            ParameterType::Category => Some(Kind::Category),
            ParameterType::Domain => Some(Kind::Domain),
            _ => None,
        }
    };
    let mut wood: Option<Wood> = None;
    let mut out = Vec::with_capacity(given.len());
    for (name, value) in given {
        let is_iri = value.contains("://") || value.starts_with('<');
        let value = match kind_of(name).filter(|_| !is_iri && !value.is_empty()) {
            None => (*value).to_owned(),
            Some(kind) => {
                if wood.is_none() {
                    wood = Some(Guide::open(session.corpus().clone(), Silent)?.wood()?);
                }
                match wood.as_ref().map(|wood| wood.names().resolve(value, &[kind])) {
                    Some(id) => id?.key().to_owned(),
                    None => (*value).to_owned(),
                }
            }
        };
        out.push(((*name).to_owned(), value));
    }
    Ok(out)
}
