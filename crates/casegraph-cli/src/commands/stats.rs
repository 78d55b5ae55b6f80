//! `casegraph stats`

use std::fmt::Write as _;

use casegraph::Session;
use casegraph::analysis::ConceptGraph;
use casegraph::facts::counted;
use casegraph::store::{Answer, Term};
use clap::Args;

use super::session_at;
use crate::engine_arguments::EngineArgs;
use crate::failure::Outcome;
use crate::global::Global;
use crate::output;
use crate::progress::Bar;
use crate::report_format::TableFormat;
use crate::table::{Align, render};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph stats\n  casegraph stats --format json\n  casegraph stats --unread\n  casegraph stats --graph"
)]
pub(crate) struct StatsArgs {
    /// List the parts of the Markdown that were not understood
    #[arg(long, conflicts_with = "endpoint")]
    pub(crate) unread: bool,
    /// Measure the graph of topics: groups, hubs, bridges, centrality
    #[arg(long, conflicts_with_all = ["unread", "endpoint"])]
    pub(crate) graph: bool,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = TableFormat::Table)]
    pub(crate) format: TableFormat,
    #[command(flatten)]
    pub(crate) engine: EngineArgs,
}

pub(crate) fn run(global: &Global, arguments: &StatsArgs) -> anyhow::Result<Outcome> {
    let text = if arguments.graph {
        super::measures::text(global, arguments.format)?
    } else if arguments.unread {
        let corpus = output::corpus(global)?;
        unread(&casegraph::build(&corpus, &Bar::new(global))?, arguments.format)
    } else {
        stats(&session_at(global, &arguments.engine)?, arguments.format)?
    };
    output::print(&text)?;
    Ok(Outcome::Clean)
}

fn stats(session: &Session, format: TableFormat) -> anyhow::Result<String> {
    let counts = pairs(&session.ask_shipped("things-by-kind")?);
    let relations = pairs(&session.ask_shipped("topic-relations")?);
    let topics = pairs(&session.ask_shipped("topic-coverage")?).into_iter().map(|(topic, _)| topic);
    let graph = ConceptGraph::new(topics, relations);
    let groups = graph.groups();
    let linked = groups.iter().filter(|group| group.nodes.len() > 1);
    let (joined, largest) =
        (linked.clone().count(), linked.map(|group| group.nodes.len()).max().unwrap_or_default());
    let alone = groups.iter().filter(|group| group.nodes.len() == 1).count();
    let (quads, graphs) = session.counts()?;
    if format == TableFormat::Json {
        let counts: serde_json::Map<String, serde_json::Value> = counts
            .into_iter()
            .map(|(kind, count)| (kind, count.parse::<u64>().unwrap_or_default().into()))
            .collect();
        let value = serde_json::json!({
            "things": counts,
            "quads": quads,
            "graphs": graphs,
            "relations": { "pairs": graph.edge_count(), "groups": joined, "largest_group": largest, "topics_without_relation": alone },
        });
        return Ok(format!("{}\n", serde_json::to_string_pretty(&value)?));
    }
    let mut out = render(
        &[("Kind", Align::Left), ("Count", Align::Right)],
        counts.into_iter().map(|(kind, count)| vec![kind, count]),
    );
    let _ = writeln!(
        out,
        "\n{} in {}",
        counted(quads, "quad", "quads"),
        counted(graphs, "named graph", "named graphs")
    );
    let _ = writeln!(
        out,
        "{} of related topics, in {} (the largest of {}); {} without a relation",
        counted(graph.edge_count(), "pair", "pairs"),
        counted(joined, "group", "groups"),
        counted(largest, "topic", "topics"),
        counted(alone, "topic", "topics")
    );
    Ok(out)
}

/// The first two columns as text; IRIs as the part after the last `/` or `#`.
fn pairs(answer: &Answer) -> Vec<(String, String)> {
    let Answer::Rows { rows, .. } = answer else { return Vec::new() };
    let text = |term: Option<&Option<Term>>| {
        let text = term.and_then(Option::as_ref).map_or("", Term::text);
        text.rsplit(['/', '#']).next().unwrap_or(text).to_owned()
    };
    rows.iter().map(|row| (text(row.first()), text(row.get(1)))).collect()
}

fn unread(build: &casegraph::Build, format: TableFormat) -> String {
    let unread = &build.facts.unread;
    if format == TableFormat::Json {
        let rows: Vec<serde_json::Value> = unread
            .iter()
            .map(|unread| serde_json::json!({ "kind": unread.kind.noun(), "path": unread.path.as_str(), "line": unread.line, "text": unread.text }))
            .collect();
        return format!("{:#}\n", serde_json::Value::from(rows));
    }
    let mut out = String::new();
    let mut kind = None;
    let mut sorted: Vec<_> = unread.iter().collect();
    sorted.sort_by_key(|unread| unread.kind);
    for unread in sorted {
        if kind != Some(unread.kind) {
            kind = Some(unread.kind);
            let _ = writeln!(out, "{}{}", if out.is_empty() { "" } else { "\n" }, unread.kind.nouns());
        }
        let _ = writeln!(out, "  {}:{}  {}", unread.path, unread.line, unread.text);
    }
    if out.is_empty() { "everything was understood\n".to_owned() } else { out }
}
