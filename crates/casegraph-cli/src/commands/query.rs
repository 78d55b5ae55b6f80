//! `casegraph query`

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use casegraph::store::{Answer, Format, NamedQuery, Term};
use casegraph::{KnownQuery, Session, known_queries, known_query, short};
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::session_at;
use crate::completion;
use crate::engine_arguments::EngineArgs;
use crate::failure::Outcome;
use crate::global::Global;
use crate::output;
use crate::table::{Align, render};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph query --list\n  casegraph query case-studies-of-topic --param topic=cache_consistency\n  \
    casegraph query --show patterns-most-used\n  echo 'SELECT ?s WHERE { ?s a cg:CaseStudy }' | casegraph query -\n  \
    casegraph query my-question.rq --format csv -o answer.csv\n\nQueries run over the union of all named graphs unless they name one. The \
    prefixes of the vocabulary (cg:, schema:, skos:, dcterms:, cito:, prov:, rdfs:, xsd:) are predefined. A corpus can have named queries of \
    its own, in its folder queries."
)]
pub(crate) struct QueryArgs {
    /// The name of a query, a file that ends in .rq, or - for standard input
    #[arg(value_name = "NAME|FILE.rq|-", required_unless_present_any = ["list", "show"], add = ArgValueCompleter::new(completion::queries))]
    pub(crate) name: Option<String>,
    /// A parameter of a named query; can be given several times
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = parse_parameter)]
    pub(crate) parameters: Vec<(String, String)>,
    /// List the named queries
    #[arg(long, conflicts_with_all = ["name", "show"])]
    pub(crate) list: bool,
    /// Print the text of a named query
    #[arg(long, value_name = "NAME", conflicts_with = "name")]
    pub(crate) show: Option<String>,
    /// table, csv, tsv, json or xml for rows; turtle, ntriples, nquads, trig, jsonld or rdfxml for triples [default: table, turtle]
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) engine: EngineArgs,
}

pub(crate) fn run(global: &Global, arguments: &QueryArgs) -> anyhow::Result<Outcome> {
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
    let format = OutputFormat::parse(arguments.format.as_deref())?;
    let session = session_at(global, &arguments.engine)?;
    let answer = if query == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("cannot read the query from standard input")?;
        ask_text(&session, "standard input", &text, &parameters)?
    } else if Path::new(query).extension().is_some_and(|extension| extension == "rq") {
        let path = Path::new(query);
        let text = std::fs::read_to_string(path)
            .map_err(|source| casegraph::corpus::Error::Read { path: path.to_owned(), source })?;
        ask_text(&session, query, &text, &parameters)?
    } else {
        let known = known_query(session.corpus(), query)?.query;
        let parameters = super::resolve_params::resolve_params(&session, &known, &parameters)?;
        session.ask_named(&known, parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())))?
    };
    print(global, &session, &answer, format, arguments.output.as_deref())?;
    Ok(Outcome::Clean)
}

/// Asks a query from a file; with a header it takes parameters like a named query.
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

/// The requested format.
#[derive(Clone, Copy)]
enum OutputFormat {
    /// A table for rows, Turtle for triples.
    Default,
    Table,
    Format(Format),
}

impl OutputFormat {
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
    format: OutputFormat,
    file: Option<&Path>,
) -> anyhow::Result<()> {
    let format = match (format, answer) {
        (OutputFormat::Default | OutputFormat::Table, Answer::Rows { columns, rows }) => {
            if rows.is_empty() {
                output::note(global, "no rows");
            }
            let base = session.corpus().config().base.as_str();
            return output::write(table(columns, rows, base).as_bytes(), file);
        }
        (OutputFormat::Default | OutputFormat::Table, Answer::Boolean(answer)) => {
            return output::write(format!("{answer}\n").as_bytes(), file);
        }
        (OutputFormat::Table, Answer::Triples(_)) => {
            anyhow::bail!(
                "triples cannot be written as `table`; formats are turtle, ntriples, nquads, trig, jsonld and rdfxml"
            )
        }
        (OutputFormat::Default, Answer::Triples(_)) => Format::Turtle,
        (OutputFormat::Format(format), _) => format,
    };
    let mut bytes = Vec::new();
    answer.write(format, &mut bytes)?;
    output::write(&bytes, file)
}

/// Rows as a table: IRIs of the corpus without the base, other IRIs with a prefix if one is known.
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

fn parse_parameter(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("a parameter is written NAME=VALUE".to_owned()),
    }
}
