//! `casegraph coverage`

use std::fmt::Write as _;

use casegraph::{Matrix, MatrixView};

use super::session_at;
use crate::arguments::{Coverage, CoverageFormat, CoverageView, Global};
use crate::failure::Outcome;
use crate::output;
use crate::table::{Align, render};

pub(crate) fn run(global: &Global, arguments: &Coverage) -> anyhow::Result<Outcome> {
    let view = match arguments.view {
        CoverageView::Categories => MatrixView::Categories,
        CoverageView::Companies => MatrixView::Companies,
        CoverageView::Patterns => MatrixView::Patterns,
        CoverageView::Technologies => MatrixView::Technologies,
        CoverageView::Sources => MatrixView::Sources,
        CoverageView::Years => MatrixView::Years,
    };
    let matrix = session_at(global, &arguments.engine)?.matrix(view)?;
    let rows = if arguments.empty { holes(&matrix) } else { cells(&matrix) };
    output::print(&match arguments.format {
        CoverageFormat::Json => json(&matrix, arguments.empty)?,
        CoverageFormat::Table => table(rows),
        CoverageFormat::Csv => rows
            .iter()
            .map(|row| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\r\n")
            .collect(),
        CoverageFormat::Markdown => markdown(&rows),
    })?;
    Ok(Outcome::Clean)
}

/// The matrix with its header; a hole is `·`.
fn cells(matrix: &Matrix) -> Vec<Vec<String>> {
    let header = std::iter::once(matrix.row_kind.to_owned()).chain(matrix.columns.iter().cloned()).collect();
    let shown = |count: &u64| if *count == 0 { "·".to_owned() } else { count.to_string() };
    let rows = matrix
        .rows
        .iter()
        .map(|(name, counts)| std::iter::once(name.clone()).chain(counts.iter().map(shown)).collect());
    std::iter::once(header).chain(rows).collect()
}

fn holes(matrix: &Matrix) -> Vec<Vec<String>> {
    let header = vec![matrix.row_kind.to_owned(), format!("No {}", matrix.counted)];
    let rows = matrix.holes().map(|(row, column)| vec![row.to_owned(), column.to_owned()]);
    std::iter::once(header).chain(rows).collect()
}

fn table(rows: Vec<Vec<String>>) -> String {
    let mut rows = rows.into_iter();
    let header = rows.next().unwrap_or_default();
    let aligned: Vec<(&str, Align)> = header
        .iter()
        .enumerate()
        .map(|(at, name)| (name.as_str(), if at == 0 { Align::Left } else { Align::Right }))
        .collect();
    render(&aligned, rows)
}

fn markdown(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for (at, row) in rows.iter().enumerate() {
        let _ = writeln!(
            out,
            "| {} |",
            row.iter().map(|cell| cell.replace('|', "\\|")).collect::<Vec<_>>().join(" | ")
        );
        if at == 0 {
            let _ = writeln!(out, "|{}", "---|".repeat(row.len()));
        }
    }
    out
}

fn json(matrix: &Matrix, empty: bool) -> anyhow::Result<String> {
    let value = if empty {
        matrix.holes().map(|(row, column)| serde_json::json!({ "row": row, "column": column })).collect()
    } else {
        let rows =
            matrix.rows.iter().map(|(name, counts)| serde_json::json!({ "row": name, "counts": counts }));
        serde_json::json!({ "counted": matrix.counted, "columns": matrix.columns, "rows": rows.collect::<Vec<_>>() })
    };
    Ok(serde_json::to_string_pretty(&value)? + "\n")
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
