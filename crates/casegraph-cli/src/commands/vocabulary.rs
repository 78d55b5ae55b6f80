//! `casegraph vocabulary`

use casegraph::facts::{Kind, SuggestedName};
use casegraph::{suggest_names, suggestions_as_turtle};

use crate::arguments::{Global, SuggestionFormat, Vocabulary};
use crate::failure::Outcome;
use crate::output;
use crate::progress::Bar;
use crate::table::{Align, render};

pub(crate) fn run(global: &Global, arguments: &Vocabulary) -> anyhow::Result<Outcome> {
    let Vocabulary::Suggest { format, minimum } = arguments;
    let corpus = output::corpus(global)?;
    let suggested = suggest_names(&corpus, *minimum, &Bar::new(global))?;
    if suggested.is_empty() {
        output::note(global, &format!("no unknown name stands {minimum} times or more"));
    }
    let text = match format {
        SuggestionFormat::Turtle => suggestions_as_turtle(&suggested, &corpus.config().base),
        SuggestionFormat::Table => table(&suggested),
        SuggestionFormat::Json => json(&suggested),
    };
    output::print(&text)?;
    Ok(Outcome::Clean)
}

fn table(suggested: &[SuggestedName]) -> String {
    if suggested.is_empty() {
        return String::new();
    }
    let header =
        [("Times", Align::Right), ("Name", Align::Left), ("Kind", Align::Left), ("Places", Align::Left)];
    let rows = suggested.iter().map(|name| {
        vec![name.count.to_string(), name.name.clone(), kind(name.kind).to_owned(), places(name).join(" ")]
    });
    render(&header, rows)
}

fn json(suggested: &[SuggestedName]) -> String {
    let name = |name: &SuggestedName| {
        let places =
            name.places.iter().map(|(path, line)| serde_json::json!({ "path": path.as_str(), "line": line }));
        serde_json::json!({ "name": name.name, "kind": kind(name.kind), "count": name.count, "places": places.collect::<Vec<_>>() })
    };
    format!("{:#}\n", serde_json::Value::from(suggested.iter().map(name).collect::<Vec<_>>()))
}

fn kind(kind: Kind) -> &'static str {
    kind.prefix()
}

fn places(name: &SuggestedName) -> Vec<String> {
    name.places.iter().map(|(path, line)| format!("{path}:{line}")).collect()
}
