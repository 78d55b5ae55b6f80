//! `casegraph coverage`

use std::collections::BTreeMap;
use std::fmt::Write as _;

use casegraph::{Matrix, MatrixView, matrix};
use clap::{Args, ValueEnum};

use super::session_at;
use crate::engine_arguments::EngineArgs;
use crate::failure::Outcome;
use crate::global::Global;
use crate::output;
use crate::table::{Align, render};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph coverage categories\n  casegraph coverage patterns --empty\n  casegraph coverage years --format csv"
)]
pub(crate) struct CoverageArgs {
    /// The matrix
    #[arg(value_enum)]
    pub(crate) view: MatrixName,
    /// List only the empty cells
    #[arg(long)]
    pub(crate) empty: bool,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = MatrixFormat::Table, value_name = "FORMAT")]
    pub(crate) format: MatrixFormat,
    #[command(flatten)]
    pub(crate) engine: EngineArgs,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum MatrixName {
    /// Categories × priorities: written topics
    Categories,
    /// Companies × categories: case studies
    Companies,
    /// Patterns × companies: case studies
    Patterns,
    /// Technologies × topics: case studies
    Technologies,
    /// Topics × kinds of source: sources
    Sources,
    /// Topics × years of sources: sources
    Years,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MatrixFormat {
    Table,
    Csv,
    Markdown,
    Json,
}

pub(crate) fn run(global: &Global, arguments: &CoverageArgs) -> anyhow::Result<Outcome> {
    let view = match arguments.view {
        MatrixName::Categories => MatrixView::Categories,
        MatrixName::Companies => MatrixView::Companies,
        MatrixName::Patterns => MatrixView::Patterns,
        MatrixName::Technologies => MatrixView::Technologies,
        MatrixName::Sources => MatrixView::Sources,
        MatrixName::Years => MatrixView::Years,
    };
    let matrix = matrix(&session_at(global, &arguments.engine)?, view)?;
    output::print(&match (arguments.format, arguments.empty) {
        (MatrixFormat::Json, empty) => json(&matrix, empty)?,
        (MatrixFormat::Table, true) => list(&empty_cells_by_row(&matrix)),
        (MatrixFormat::Table, false) => table(&matrix, crate::table::width()),
        (MatrixFormat::Csv, true) => csv(&empty_cells(&matrix)),
        (MatrixFormat::Csv, false) => csv(&cells(&matrix, "0")),
        (MatrixFormat::Markdown, true) => markdown(&empty_cells_by_row(&matrix)),
        (MatrixFormat::Markdown, false) => markdown(&cells(&matrix, "·")),
    })?;
    Ok(Outcome::Clean)
}

/// The matrix with its header; cells of pairs that cannot occur are blank.
fn cells(matrix: &Matrix, zero: &str) -> Vec<Vec<String>> {
    let header = std::iter::once(matrix.row_kind.to_owned()).chain(matrix.columns.iter().cloned()).collect();
    let shown = |count: &Option<u64>| match count {
        None => String::new(),
        Some(0) => zero.to_owned(),
        Some(count) => count.to_string(),
    };
    let rows = matrix
        .rows
        .iter()
        .map(|(name, counts)| std::iter::once(name.clone()).chain(counts.iter().map(shown)).collect());
    std::iter::once(header).chain(rows).collect()
}

/// One empty cell per line.
fn empty_cells(matrix: &Matrix) -> Vec<Vec<String>> {
    let header = vec![matrix.row_kind.to_owned(), format!("No {}", matrix.counted)];
    let rows = matrix.holes().map(|(row, column)| vec![row.to_owned(), column.to_owned()]);
    std::iter::once(header).chain(rows).collect()
}

/// One line per row, with its empty cells.
fn empty_cells_by_row(matrix: &Matrix) -> Vec<Vec<String>> {
    let mut by_row: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (row, column) in matrix.holes() {
        by_row.entry(row).or_default().push(column);
    }
    let header = vec![matrix.row_kind.to_owned(), format!("No {}", matrix.counted)];
    let rows = by_row.into_iter().map(|(row, columns)| vec![row.to_owned(), columns.join(", ")]);
    std::iter::once(header).chain(rows).collect()
}

/// The matrix; on a terminal that is too narrow, a list of the cells of each row.
fn table(matrix: &Matrix, width: Option<u16>) -> String {
    let rows = cells(matrix, "·");
    let columns = rows.first().map_or(0, Vec::len);
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max();
    let needed: usize = (0..columns).filter_map(widest).map(|width| width + 2).sum();
    if width.is_none_or(|width| needed <= usize::from(width)) {
        let header = rows.first().cloned().unwrap_or_default();
        let aligned: Vec<(&str, Align)> = header
            .iter()
            .enumerate()
            .map(|(at, name)| (name.as_str(), if at == 0 { Align::Left } else { Align::Right }))
            .collect();
        return render(&aligned, rows.into_iter().skip(1));
    }
    let mut counted = matrix.counted.to_owned();
    if let Some(first) = counted.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let header = vec![matrix.row_kind.to_owned(), counted];
    let rows = matrix.rows.iter().map(|(name, counts)| {
        let filled =
            matrix.columns.iter().zip(counts).filter_map(|(column, count)| Some((column, (*count)?)));
        let filled: Vec<String> = filled
            .filter(|(_, count)| *count > 0)
            .map(|(column, count)| format!("{column} {count}"))
            .collect();
        vec![name.clone(), if filled.is_empty() { "·".to_owned() } else { filled.join(", ") }]
    });
    list(&std::iter::once(header).chain(rows).collect::<Vec<_>>())
}

/// Two columns of text.
fn list(rows: &[Vec<String>]) -> String {
    let header: Vec<(&str, Align)> =
        rows.first().into_iter().flatten().map(|name| (name.as_str(), Align::Left)).collect();
    render(&header, rows.iter().skip(1).cloned())
}

fn csv(rows: &[Vec<String>]) -> String {
    let line = |row: &Vec<String>| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\r\n";
    rows.iter().map(line).collect()
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that meets the unexpected should stop there")]
mod tests {
    use super::*;

    fn matrix() -> Matrix {
        Matrix {
            row_kind: "Company",
            counted: "case studies",
            columns: vec!["API Design".to_owned(), "Observability".to_owned()],
            rows: vec![
                ("Acme".to_owned(), vec![Some(2), Some(0)]),
                ("Globex".to_owned(), vec![Some(1), Some(3)]),
                ("Initech".to_owned(), vec![Some(0), None]),
            ],
        }
    }

    #[test]
    fn a_matrix_too_wide_for_the_terminal_becomes_a_list() {
        expect_test::expect![[r#"
            Company  API Design  Observability
            Acme              2              ·
            Globex            1              3
            Initech           ·
        "#]]
        .assert_eq(&table(&matrix(), Some(40)));
        expect_test::expect![[r#"
            Company  Case studies
            Acme     API Design 2
            Globex   API Design 1, Observability 3
            Initech  ·
        "#]]
        .assert_eq(&table(&matrix(), Some(30)));
    }

    #[test]
    fn empty_cells_are_listed_by_row_as_text_and_one_by_one_as_csv() {
        assert_eq!(
            list(&empty_cells_by_row(&matrix())),
            "Company  No case studies\nAcme     Observability\nInitech  API Design\n"
        );
        assert_eq!(
            csv(&empty_cells(&matrix())),
            "Company,No case studies\r\nAcme,Observability\r\nInitech,API Design\r\n"
        );
        assert!(csv(&cells(&matrix(), "0")).ends_with("\r\nAcme,2,0\r\nGlobex,1,3\r\nInitech,0,\r\n"));
    }
}
