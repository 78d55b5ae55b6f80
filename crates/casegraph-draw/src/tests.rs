//! Whole pictures: small ones written out in full, and what holds for any.

mod any_text;
mod diagrams;
mod grids;
mod writers;

use std::collections::BTreeSet;

use crate::palette::paint;
use crate::style::Class;

/// Every colour of the palette.
fn palette_colors() -> BTreeSet<&'static str> {
    let colors = Class::ALL.into_iter().flat_map(|class| [paint(class).light, paint(class).dark]);
    colors.flat_map(|colors| [colors.fill, colors.border, colors.text]).collect()
}
