//! `casegraph vocabulary`

use casegraph::facts::{Kind, SuggestedName};
use casegraph::{suggest_names, suggestions_as_turtle};
use clap::{Subcommand, ValueEnum};

use crate::failure::Outcome;
use crate::global::Global;
use crate::output;
use crate::progress::Bar;
use crate::table::{Align, render};

#[derive(Subcommand)]
pub(crate) enum VocabularyCommand {
    /// List frequent names that are in no vocabulary, with their places
    #[command(
        after_help = "Examples:\n  casegraph vocabulary suggest --min 10\n  casegraph vocabulary suggest --format json\n\nThe Turtle \
        can be saved as a file in the folder vocabulary after you remove what is not a name. The kind (company, technology) is guessed from \
        the context."
    )]
    Suggest {
        /// Output format
        #[arg(short, long, value_enum, default_value_t = SuggestionFormat::Turtle)]
        format: SuggestionFormat,
        /// Minimum number of occurrences in the corpus
        #[arg(long = "min", value_name = "N", default_value_t = 3)]
        minimum: usize,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SuggestionFormat {
    Turtle,
    Table,
    Json,
}

pub(crate) fn run(global: &Global, arguments: &VocabularyCommand) -> anyhow::Result<Outcome> {
    let VocabularyCommand::Suggest { format, minimum } = arguments;
    let corpus = output::corpus(global)?;
    let suggested = suggest_names(&corpus, *minimum, &Bar::new(global))?;
    if suggested.is_empty() {
        output::note(global, &format!("no unknown name occurs {minimum} times or more"));
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
