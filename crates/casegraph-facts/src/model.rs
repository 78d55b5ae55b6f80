//! The values that facts are: what one document says, and what a corpus says as a whole. Data with small rules of their own;
//! nothing here reads Markdown or knows another folder of this crate.

pub(crate) mod annotations;
pub(crate) mod diagnostic;
pub(crate) mod document;
pub(crate) mod document_facts;
pub(crate) mod fact_set;
pub(crate) mod id;
pub(crate) mod location;
pub(crate) mod name;
pub(crate) mod occurrence;
pub(crate) mod owner;
pub(crate) mod prose;
pub(crate) mod quantity;
pub(crate) mod relation;
pub(crate) mod rule;
pub(crate) mod severity;
pub(crate) mod source;
pub(crate) mod topic;
pub(crate) mod tree_place;
pub(crate) mod typos;
pub(crate) mod unread;
