//! The cache files in a corpus's state folder. The cache is optional: missing, corrupt or outdated entries are rebuilt.

pub(crate) mod bundle;
pub(crate) mod documents;
pub(crate) mod label;
