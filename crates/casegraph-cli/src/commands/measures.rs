//! `casegraph stats --graph`

use std::fmt::Write as _;

use casegraph::facts::counted;

use super::learner_output;
use crate::global::Global;
use crate::report_format::TableFormat;
use crate::table::{Align, render};

/// Maximum number of topics in the table.
const SHOWN: usize = 20;

pub(super) fn text(global: &Global, format: TableFormat) -> anyhow::Result<String> {
    let guide = learner_output::guide(global)?;
    let measures = learner_output::wood(&guide)?.measures();
    if format == TableFormat::Json {
        return Ok(serde_json::to_string_pretty(&measures)? + "\n");
    }
    let sizes: Vec<String> = measures.groups.iter().take(10).map(ToString::to_string).collect();
    let groups = match measures.groups.as_slice() {
        [] => "no groups".to_owned(),
        [one] => format!("1 group of {}", counted(*one, "topic", "topics")),
        several => format!("{} groups of {} topics", several.len(), sizes.join(", ")),
    };
    let mut out = format!(
        "{}, {}: {groups}; {} without a relation\n",
        counted(measures.topics, "topic", "topics"),
        counted(measures.pairs, "related pair", "related pairs"),
        measures.alone
    );
    if measures.measured.is_empty() {
        return Ok(out);
    }
    let rows = measures.measured.iter().take(SHOWN).map(|measured| {
        let bridge = if measured.bridge { "yes" } else { "" };
        vec![
            measured.topic.label.clone(),
            measured.ties.to_string(),
            bridge.to_owned(),
            format!("{:.4}", measured.centrality),
        ]
    });
    let header = [
        ("Topic", Align::Left),
        ("Relations", Align::Right),
        ("Bridge", Align::Left),
        ("Centrality", Align::Right),
    ];
    let _ = write!(out, "\n{}", render(&header, rows));
    if let Some(more) = measures.measured.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(out, "and {more} more");
    }
    out.push_str("\nA bridge is a topic whose removal splits its group. Centrality is betweenness: the share of the shortest paths between two other topics that pass through it.\n");
    Ok(out)
}
