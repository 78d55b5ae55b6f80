//! Whole pictures: small ones written out in full, and what holds for any.

mod any_text;
mod diagrams;
mod grids;
mod writers;

use std::collections::BTreeSet;

use crate::palette::paint;
use crate::style::Style;

/// Every colour of the palette.
fn palette_colors() -> BTreeSet<&'static str> {
    let colors = Style::ALL.into_iter().flat_map(|style| [paint(style).light, paint(style).dark]);
    colors.flat_map(|colors| [colors.fill, colors.border, colors.text]).collect()
}
