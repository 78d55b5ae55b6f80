//! RDF without any library's types: terms, the base IRI of a corpus, formats, and reading them.

pub(crate) mod base;
pub(crate) mod format;
pub(crate) mod query_kind;
pub(crate) mod read;
pub(crate) mod suggestion;
pub(crate) mod term;
