//! How a path may go.

use casegraph_facts::ThingId;

/// How a path may go, and how many are wanted.
#[derive(Clone, Debug, Default)]
pub struct PathOptions {
    /// How many paths beside the best one.
    pub alternatives: usize,
    /// What it must pass, in this order.
    pub via: Vec<ThingId>,
    /// What it must not touch.
    pub avoid: Vec<ThingId>,
    /// Follow relations only as they are written.
    pub directed: bool,
    /// Pass only topics that have a page; the ends may have none.
    pub only_written: bool,
}
