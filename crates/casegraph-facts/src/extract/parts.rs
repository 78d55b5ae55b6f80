//! The parts of things: where rules say that they come from, read from the front matter, the page, or a unit in it.

pub(super) mod front_values;
pub(super) mod page;
pub(super) mod stated;
pub(super) mod unit;
