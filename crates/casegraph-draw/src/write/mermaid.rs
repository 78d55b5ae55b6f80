//! A small map as a Mermaid flowchart, which code hosts draw in place. It has no places: Mermaid finds its own.

use std::fmt::Write as _;

use crate::diagram::MOST_NODES;
use crate::model::{Map, Node};
use crate::palette::{Border, paint};
use crate::style::{Class, Shape};
use crate::text::characters::single_line;

/// Writes the map as a flowchart; none for a map with too many nodes to be one.
#[must_use]
pub fn to_mermaid(map: &Map) -> Option<String> {
    let nodes: Vec<&Node> =
        map.nodes.iter().filter(|node| node.class.shape() == Shape::Tile && !node.name.is_empty()).collect();
    if nodes.len() > MOST_NODES {
        return None;
    }
    let direction = if map.leads_down { "TD" } else { "LR" };
    let place = |id: &str| nodes.iter().position(|node| node.id == id);
    let mut text = format!("%% {}\nflowchart {direction}\n", single_line(&map.title));
    for (nth, node) in nodes.iter().enumerate() {
        let _ = writeln!(text, "  n{nth}[\"{}\"]:::{}", quoted(&node.lines.join(" ")), node.class.name());
    }
    for edge in &map.edges {
        let (Some(from), Some(to)) = (place(&edge.from), place(&edge.to)) else { continue };
        let is_weak = paint(edge.class).border == Border::Dashed;
        let (from, to, line) = match (edge.tail.is_some(), edge.head.is_some(), is_weak) {
            (false, false, false) => (from, to, "---"),
            (false, true, false) => (from, to, "-->"),
            (true, false, false) => (to, from, "-->"),
            (true, true, false) => (from, to, "<-->"),
            (false, false, true) => (from, to, "-.-"),
            (false, true, true) => (from, to, "-.->"),
            (true, false, true) => (to, from, "-.->"),
            (true, true, true) => (from, to, "<-.->"),
        };
        let label = quoted(&edge.label);
        let label = if label.is_empty() { label } else { format!("|\"{label}\"|") };
        let _ = writeln!(text, "  n{from} {line}{label} n{to}");
    }
    for (nth, node) in nodes.iter().enumerate() {
        if let Some(link) = node.safe_link() {
            let tooltip = quoted(node.tooltip.as_deref().unwrap_or_default());
            let _ = writeln!(text, "  click n{nth} \"{}\" \"{tooltip}\"", url(link));
        }
    }
    for class in Class::ALL.into_iter().filter(|class| nodes.iter().any(|node| node.class == *class)) {
        let paint = paint(class);
        let border = match paint.border {
            Border::Thin => "",
            Border::Thick => ",stroke-width:2px",
            Border::Dashed => ",stroke-dasharray:4 3",
        };
        let colors = paint.light;
        let _ = writeln!(
            text,
            "  classDef {} fill:{},stroke:{},color:{}{border}",
            class.name(),
            colors.fill,
            colors.border,
            colors.text
        );
    }
    Some(text)
}

/// A link between quotes. Its `#` begins no entity, for no `;` follows.
fn url(link: &str) -> String {
    single_line(link).replace('"', "%22").replace(';', "%3B").replace('<', "%3C").replace('>', "%3E")
}

/// Text between quotes: what Mermaid reads as markup or as an entity becomes an entity of its own.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for character in single_line(text).chars() {
        match character {
            '"' | '#' | '<' | '>' | '&' | '`' | '\\' => {
                let _ = write!(quoted, "#{};", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted
}
