//! Text measuring: which characters can be drawn, how wide they are, where lines break.

pub(crate) mod characters;
pub(crate) mod lines;
pub(crate) mod link_label;
pub(crate) mod width;

pub use characters::single_line;
pub use lines::{fitted, wrapped};
pub use width::width;
