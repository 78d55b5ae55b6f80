//! RDF terms, IRIs and formats, without types of any library in public signatures.

pub(crate) mod base;
pub(crate) mod format;
pub(crate) mod percent;
pub(crate) mod query_kind;
pub(crate) mod read;
pub(crate) mod suggestion;
pub(crate) mod term;
