//! `casegraph query`

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use casegraph::store::{Answer, Format, NamedQuery, Term};
use casegraph::{Error, KnownQuery, Session, known_queries, known_query, query_parameters, short};

use super::session_at;
use crate::arguments::{Global, Query};
use crate::failure::Outcome;
use crate::output;
use crate::table::{Align, render};

pub(crate) fn run(global: &Global, arguments: &Query) -> anyhow::Result<Outcome> {
    if arguments.list {
        output::print(&list(&known_queries(&output::corpus(global)?)?))?;
        return Ok(Outcome::Clean);
    }
    if let Some(name) = &arguments.show {
        output::print(known_query(&output::corpus(global)?, name)?.query.text())?;
        return Ok(Outcome::Clean);
    }
    let query = arguments.name.as_deref().unwrap_or_default();
    let parameters: Vec<(&str, &str)> =
        arguments.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let format = Wanted::parse(arguments.format.as_deref())?;
    let session = session_at(global, &arguments.engine)?;
    let answer = if query == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("cannot read the query from standard input")?;
        ask_text(&session, "standard input", &text, &parameters)?
    } else if Path::new(query).extension().is_some_and(|extension| extension == "rq") {
        let path = Path::new(query);
        let text =
            std::fs::read_to_string(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
        ask_text(&session, query, &text, &parameters)?
    } else {
        let known = known_query(session.corpus(), query)?.query;
        let parameters = query_parameters(&session, &known, &parameters)?;
        session.ask_named(&known, parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())))?
    };
    print(global, &session, &answer, format, arguments.output.as_deref())?;
    Ok(Outcome::Clean)
}

/// A query from a file: with a header it takes parameters like a named one.
fn ask_text(
    session: &Session,
    origin: &str,
    text: &str,
    parameters: &[(&str, &str)],
) -> anyhow::Result<Answer> {
    let has_header = text.lines().any(|line| line.starts_with("#+"));
    if has_header || !parameters.is_empty() {
        return Ok(session.ask_file(origin, text, parameters.iter().copied())?);
    }
    Ok(session.ask_text(origin, text)?)
}

/// The format that was asked for.
#[derive(Clone, Copy)]
enum Wanted {
    /// A table for rows, Turtle for triples.
    Default,
    Table,
    Format(Format),
}

impl Wanted {
    fn parse(text: Option<&str>) -> anyhow::Result<Self> {
        match text {
            None => Ok(Self::Default),
            Some("table") => Ok(Self::Table),
            Some(name) => Ok(Self::Format(name.parse()?)),
        }
    }
}

fn print(
    global: &Global,
    session: &Session,
    answer: &Answer,
    format: Wanted,
    file: Option<&Path>,
) -> anyhow::Result<()> {
    let format = match (format, answer) {
        (Wanted::Default | Wanted::Table, Answer::Rows { columns, rows }) => {
            if rows.is_empty() {
                output::note(global, "no rows");
            }
            let base = session.corpus().config().base.as_str();
            return output::write(table(columns, rows, base).as_bytes(), file);
        }
        (Wanted::Default | Wanted::Table, Answer::Boolean(answer)) => {
            return output::write(format!("{answer}\n").as_bytes(), file);
        }
        (Wanted::Table, Answer::Triples(_)) => {
            anyhow::bail!(
                "format `table` does not fit triples; formats are turtle, ntriples, nquads, trig, jsonld and rdfxml"
            )
        }
        (Wanted::Default, Answer::Triples(_)) => Format::Turtle,
        (Wanted::Format(format), _) => format,
    };
    let mut bytes = Vec::new();
    answer.write(format, &mut bytes)?;
    output::write(&bytes, file)
}

/// Rows as a table: IRIs of the corpus without the base, others with a prefix where there is one.
fn table(columns: &[String], rows: &[Vec<Option<Term>>], base: &str) -> String {
    let numeric = |at: usize| {
        let mut terms = rows.iter().filter_map(|row| row.get(at).and_then(Option::as_ref)).peekable();
        terms.peek().is_some() && terms.all(|term| term.text().parse::<f64>().is_ok())
    };
    let header: Vec<(&str, Align)> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| (column.as_str(), if numeric(at) { Align::Right } else { Align::Left }))
        .collect();
    let shown = |term: &Option<Term>| term.as_ref().map_or(String::new(), |term| short(term, base));
    if rows.is_empty() {
        String::new()
    } else {
        render(&header, rows.iter().map(|row| row.iter().map(shown).collect()))
    }
}

fn list(known: &[KnownQuery]) -> String {
    let mut out = String::new();
    for KnownQuery { query, file } in known {
        let bold = anstyle::Style::new().bold();
        let own = if file.is_some() { " (of this corpus)" } else { "" };
        let _ = writeln!(out, "{bold}{}{bold:#}{own}\n    {}", query.name(), query.summary());
        for line in parameters(query) {
            let _ = writeln!(out, "    {line}");
        }
    }
    out
}

fn parameters(query: &NamedQuery) -> Vec<String> {
    let line = |parameter: &casegraph::store::ParameterSpec| {
        let need = if parameter.required { "" } else { ", optional" };
        format!(
            "--param {}={} ({}{need}): {}",
            parameter.name, parameter.example, parameter.kind, parameter.description
        )
    };
    query.parameters().iter().map(line).collect()
}
