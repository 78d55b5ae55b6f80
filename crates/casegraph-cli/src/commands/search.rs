//! `casegraph search`

use std::fmt::Write as _;

use casegraph::facts::Kind;
use casegraph::{Error, Hit, Learners, SearchOptions, SearchReport};

use super::wayfinding::{self, dim};
use crate::arguments::Global;
use crate::failure::Outcome;
use crate::learn_arguments::{ListFormat, Search};
use crate::output;

pub(crate) fn run(global: &Global, arguments: &Search) -> anyhow::Result<Outcome> {
    let session = wayfinding::session(global)?;
    let learners = Learners::new(&session);
    let topic_graph = wayfinding::topic_graph(&learners)?;
    let names = topic_graph.names();
    let resolve = |name: &String, kinds: &[Kind]| names.resolve(name, kinds).map_err(Error::from);
    let part = arguments.category.as_ref().map(|name| resolve(name, &[Kind::Category, Kind::Domain]));
    let company = arguments.company.as_ref().map(|name| resolve(name, &[Kind::Company]));
    let options = SearchOptions {
        kinds: arguments.kinds.iter().map(|kind| (*kind).into()).collect(),
        part: part.transpose()?,
        company: company.transpose()?,
        limit: arguments.limit,
    };
    let report = learners.search(topic_graph, &arguments.words.join(" "), &options)?;
    let text = match arguments.format {
        ListFormat::Text => page(&report),
        ListFormat::Json => serde_json::to_string_pretty(&report)? + "\n",
        ListFormat::Markdown => markdown(&report),
    };
    output::print(&text)?;
    Ok(if report.hits.is_empty() { Outcome::Findings } else { Outcome::Clean })
}

fn page(report: &SearchReport) -> String {
    let mut out = String::new();
    for (word, forms) in &report.read_as {
        let _ = writeln!(out, "{}", dim(&format!("`{word}` is read as {}", forms.join(", "))));
    }
    if report.hits.is_empty() {
        out.push_str("nothing found: fewer words, or the beginning of a word, find more\n");
    }
    let marked = anstyle::Style::new().bold().underline();
    for hit in &report.hits {
        let _ = writeln!(
            out,
            "{:<10} {}",
            hit.kind.word(),
            highlighted(hit, &marked.render().to_string(), &marked.render_reset().to_string())
        );
        let title = if hit.thing.label == hit.text { "" } else { hit.thing.label.as_str() };
        let location = dim(hit.location.as_deref().unwrap_or_default());
        let gap = if title.is_empty() { "" } else { "  " };
        let _ = writeln!(out, "           {title}{gap}{location}");
    }
    if report.total > report.hits.len() {
        let _ = writeln!(out, "{} more (--limit)", report.total - report.hits.len());
    }
    out
}

fn markdown(report: &SearchReport) -> String {
    let line = |hit: &Hit| {
        let location = hit.location.as_ref().map_or(String::new(), |location| format!(" (`{location}`)"));
        format!("- {}: {}{location}\n", hit.kind.word(), highlighted(hit, "**", "**"))
    };
    report.hits.iter().map(line).collect()
}

/// The text of a hit with its words between two marks.
fn highlighted(hit: &Hit, before: &str, after: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (start, end) in &hit.highlights {
        out.push_str(hit.text.get(at..*start).unwrap_or_default());
        let _ = write!(out, "{before}{}{after}", hit.text.get(*start..*end).unwrap_or_default());
        at = *end;
    }
    out + hit.text.get(at..).unwrap_or_default()
}
