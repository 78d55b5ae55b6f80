//! Writers: each turns a laid-out map into text and moves nothing.

pub(crate) mod dot;
mod json;
mod mermaid;
mod numbers;
mod svg;

pub use dot::to_dot;
pub use json::to_json;
pub use mermaid::to_mermaid;
pub use svg::to_svg;
