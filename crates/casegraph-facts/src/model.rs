//! The values that facts are: what one document says, and what a corpus says as a whole. Data with small rules of their own;
//! nothing here reads Markdown or knows another folder of this crate.

pub(crate) mod diagnostic;
pub(crate) mod document_facts;
pub(crate) mod fact_set;
pub(crate) mod id;
pub(crate) mod location;
pub(crate) mod marks;
pub(crate) mod name;
pub(crate) mod quantity;
pub(crate) mod slips;
