//! The files in a corpus's state folder. Each can be deleted: what is missing is made again.

pub(crate) mod bundle;
pub(crate) mod documents;
pub(crate) mod label;
