//! `query`: the result of a query, as a table.

use std::fmt::Write as _;

use casegraph_facts::counted;

use crate::embed::kind::{EmbedKind, Filled, Request, one_line};
use crate::embed::markdown::{Align, fence, table, text};
use crate::term_text::short;
use crate::words::Words;
use casegraph_corpus::known_query;
use casegraph_store::{Answer, Format, Term};

pub(super) const KIND: EmbedKind = EmbedKind {
    name: "query",
    usage: "query NAME [--param NAME=VALUE]... [--columns A,B] [--limit N]",
    summary: "the result of a named query as a table",
    fill,
};

fn fill(request: &Request<'_>) -> Result<Filled, String> {
    let words = Words::read(request.words, &["param", "columns", "limit"])?;
    let name = words.one("the query")?;
    let mut parameters = Vec::new();
    for parameter in words.all("param") {
        let wrong = || format!("a parameter is written NAME=VALUE, not `{parameter}`");
        parameters.push(parameter.split_once('=').ok_or_else(wrong)?);
    }
    let query = known_query(request.session.corpus(), name).map_err(one_line)?;
    let answer = request.session.ask_named(&query.query, parameters).map_err(one_line)?;
    match answer {
        Answer::Rows { columns, rows } => {
            let shown = shown_columns(&columns, words.option("columns")?)?;
            Ok(rows_table(request, &shown, &rows, words.number("limit")?).into())
        }
        Answer::Boolean(value) => Ok(format!("**{}**", if value { "yes" } else { "no" }).into()),
        Answer::Triples(_) => {
            let mut bytes = Vec::new();
            answer.write(Format::Turtle, &mut bytes).map_err(|error| error.to_string())?;
            Ok(fence("turtle", &String::from_utf8_lossy(&bytes)).into())
        }
    }
}

/// The requested columns with their indexes, in the requested order.
fn shown_columns<'c>(columns: &'c [String], asked: Option<&str>) -> Result<Vec<(usize, &'c str)>, String> {
    let place = |name: &str| columns.iter().position(|column| column == name);
    let Some(asked) = asked else {
        return Ok(columns.iter().enumerate().map(|(at, column)| (at, column.as_str())).collect());
    };
    asked
        .split(',')
        .map(str::trim)
        .map(|name| {
            let column = place(name).and_then(|at| Some((at, columns.get(at)?.as_str())));
            column.ok_or_else(|| format!("there is no column `{name}`; columns are: {}", columns.join(", ")))
        })
        .collect()
}

fn rows_table(
    request: &Request<'_>,
    columns: &[(usize, &str)],
    rows: &[Vec<Option<Term>>],
    limit: Option<usize>,
) -> String {
    if rows.is_empty() {
        return "*No rows.*".to_owned();
    }
    let cell = |row: &Vec<Option<Term>>, at: usize| row.get(at).cloned().flatten();
    let base = request.session.corpus().config().base.as_str();
    let numeric = |at: usize| {
        let mut terms = rows.iter().filter_map(|row| cell(row, at)).peekable();
        terms.peek().is_some() && terms.all(|term| term.text().parse::<f64>().is_ok())
    };
    let header: Vec<(&str, Align)> = columns
        .iter()
        .map(|(at, name)| (*name, if numeric(*at) { Align::Right } else { Align::Left }))
        .collect();
    let limit = limit.unwrap_or(usize::MAX);
    let shown = |term: Option<Term>| term.map_or(String::new(), |term| text(&short(&term, base)));
    let cells: Vec<Vec<String>> = rows
        .iter()
        .take(limit)
        .map(|row| columns.iter().map(|(at, _)| shown(cell(row, *at))).collect())
        .collect();
    let mut markdown = table(&header, &cells);
    match rows.len().saturating_sub(limit) {
        0 => {}
        more => {
            let _ = writeln!(markdown, "\n*and {}*", counted(more, "more row", "more rows"));
        }
    }
    markdown
}
