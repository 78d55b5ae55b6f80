//! The data types: the facts of one document, and the facts of a whole corpus. Nothing here reads Markdown or uses
//! another folder of this crate.

pub(crate) mod annotations;
pub(crate) mod copy;
pub(crate) mod decision;
pub(crate) mod diagnostic;
pub(crate) mod document;
pub(crate) mod document_facts;
pub(crate) mod fact_set;
pub(crate) mod id;
pub(crate) mod location;
pub(crate) mod name;
pub(crate) mod occurrence;
pub(crate) mod owner;
pub(crate) mod page_thing;
pub(crate) mod prose;
pub(crate) mod quantity;
pub(crate) mod relation;
pub(crate) mod rule;
pub(crate) mod severity;
pub(crate) mod source;
pub(crate) mod stated;
pub(crate) mod topic;
pub(crate) mod tree_place;
pub(crate) mod typos;
pub(crate) mod unread;
