//! How a term is shown to people: short where that is clear.

use casegraph_store::Term;
use casegraph_store::vocabulary::PREFIXES;

/// IRIs of the corpus without the base, others with a prefix where there is one; everything else as it is.
#[must_use]
pub fn short(term: &Term, base: &str) -> String {
    let Term::Iri(iri) = term else { return term.text().to_owned() };
    if let Some(rest) = iri.strip_prefix(base).filter(|rest| !rest.is_empty()) {
        return rest.to_owned();
    }
    let prefixed = PREFIXES
        .iter()
        .find_map(|(prefix, namespace)| Some(format!("{prefix}:{}", iri.strip_prefix(namespace)?)));
    prefixed.unwrap_or_else(|| iri.clone())
}
