//! Restrictions on a path.

use casegraph_facts::ThingId;

/// How a path may go, and how many are wanted.
#[derive(Clone, Debug, Default)]
pub struct PathOptions {
    /// The number of routes beside the best one.
    pub alternatives: usize,
    /// Things that a route must pass, in this order.
    pub via: Vec<ThingId>,
    /// Things that a route must not pass.
    pub avoid: Vec<ThingId>,
    /// Follow relations only in the direction in which they are written.
    pub directed: bool,
    /// Pass only topics that have a page; the ends may have none.
    pub only_written: bool,
}
