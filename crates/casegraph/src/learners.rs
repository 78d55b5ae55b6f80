//! Learners' questions over an opened corpus.

pub(crate) mod resolve;
