//! A map as JSON: what is drawn and where, for other programs.

use serde_json::{Value, json};

use crate::model::Map;

/// Writes the map as JSON, indented; points, x to the right, y down.
#[must_use]
pub fn to_json(map: &Map) -> String {
    let nodes: Vec<Value> = map
        .nodes
        .iter()
        .map(|node| {
            json!({
                "id": node.id,
                "class": node.class.name(),
                "name": node.name,
                "lines": node.lines,
                "tooltip": node.tooltip,
                "link": node.safe_link(),
                "x": rounded(node.x),
                "y": rounded(node.y),
                "width": rounded(node.width),
                "height": rounded(node.height),
            })
        })
        .collect();
    let edges: Vec<Value> = map
        .edges
        .iter()
        .map(|edge| {
            json!({
                "from": edge.from,
                "to": edge.to,
                "class": edge.class.name(),
                "label": edge.label,
                "tooltip": edge.tooltip,
                "width": rounded(edge.width),
                "arrowAtFrom": edge.tail.is_some(),
                "arrowAtTo": edge.head.is_some(),
            })
        })
        .collect();
    let map = json!({
        "name": map.name,
        "title": map.title,
        "description": map.description,
        "leftOut": map.left_out,
        "width": rounded(map.width),
        "height": rounded(map.height),
        "nodes": nodes,
        "edges": edges,
    });
    format!("{map:#}\n")
}

/// Two decimals: finer is noise, and not the same on every machine.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
