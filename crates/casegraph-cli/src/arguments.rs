//! The command line: one definition for parsing, help texts and error messages.

use clap::{Parser, Subcommand};

use crate::commands::build::BuildArgs;
use crate::commands::coverage::CoverageArgs;
use crate::commands::diff::DiffArgs;
use crate::commands::embed::EmbedArgs;
use crate::commands::explain::ExplainArgs;
use crate::commands::export::ExportArgs;
use crate::commands::gaps::GapsArgs;
use crate::commands::init::InitArgs;
use crate::commands::learn::LearnArgs;
use crate::commands::map::MapArgs;
use crate::commands::new::NewArgs;
use crate::commands::path::PathArgs;
use crate::commands::plan::PlanArgs;
use crate::commands::profile::ProfileCommand;
use crate::commands::push::PushArgs;
use crate::commands::query::QueryArgs;
use crate::commands::related::{RelatedArgs, SuggestArgs};
use crate::commands::search::SearchArgs;
use crate::commands::show::ShowArgs;
use crate::commands::stats::StatsArgs;
use crate::commands::vocabulary::VocabularyCommand;
use crate::commands::watch::WatchArgs;
use crate::completion::CompletionsArgs;
use crate::global::Global;

/// Turns a folder of Markdown case studies into a knowledge graph: answers SPARQL queries, draws maps, reports gaps
#[derive(Parser)]
#[command(
    name = "casegraph",
    version,
    propagate_version = true,
    max_term_width = 100,
    after_help = "The corpus is the nearest folder with a file casegraph.toml, from the current folder upward; else the folder content. \
        -C names another one.\n\nExamples:\n  casegraph build                                build the graph and summarize it\n  \
        casegraph query --list                         list the named queries\n  \
        casegraph map coverage -o graphs/coverage.svg  draw complete and missing topics\n\n\
        Exit codes: 0 done, 1 findings, 2 error."
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Build the graph of the corpus and summarize it
    Build(BuildArgs),
    /// Run a SPARQL query: by name, from a file, or from standard input
    Query(QueryArgs),
    /// Report gaps and errors in the corpus, the most important first
    Gaps(GapsArgs),
    /// Explain a gap check: what it finds, why it matters, how to fix it
    Explain(ExplainArgs),
    /// Cross-tabulate topics, companies, patterns …; show the empty cells
    Coverage(CoverageArgs),
    /// Create the page and the sources file of a planned topic from the templates
    New(NewArgs),
    /// Draw a map of the corpus
    Map(MapArgs),
    /// Write query results, maps and reports into Markdown files, between markers
    Embed(EmbedArgs),
    /// Export the whole graph, sorted
    Export(ExportArgs),
    /// Compare two states of the corpus
    Diff(DiffArgs),
    /// Rebuild the graph each time a file is saved; report the changes in the graph and the gaps
    Watch(WatchArgs),
    /// Count the contents of the graph
    Stats(StatsArgs),
    /// Compare the plan with the files: written topics, next topics, contradictions
    Plan(PlanArgs),
    /// Find a path from one topic to another, with the reason for each step
    Path(PathArgs),
    /// List topics in reading order, prerequisites first
    Learn(LearnArgs),
    /// Show the related topics of a topic, and suggest more
    Related(RelatedArgs),
    /// Suggest missing links between topics
    Suggest(SuggestArgs),
    /// Show all facts about a topic, case study, company, pattern, technology or source
    Show(ShowArgs),
    /// Search titles, case studies, headings, paragraphs, sources and names
    Search(SearchArgs),
    /// Send the graph to a SPARQL engine: only what has changed since the last push
    Push(PushArgs),
    /// Generate shell completions, which complete topics and query names too
    Completions(CompletionsArgs),
    /// Analyse a folder of Markdown and write a casegraph.toml for it
    Init(InitArgs),
    /// Show the shipped profiles, which describe the Markdown of a kind of collection
    #[command(
        subcommand,
        after_help = "Examples:\n  casegraph profile list\n  casegraph profile show case-studies\n\nEvery key of a profile can be \
        overridden in casegraph.toml."
    )]
    Profile(ProfileCommand),
    /// Find names that are missing from the vocabulary
    #[command(
        subcommand,
        after_help = "Examples:\n  casegraph vocabulary suggest\n  casegraph vocabulary suggest --min 5 --format table\n  \
        casegraph vocabulary suggest > content/vocabulary/more.ttl\n\nThe corpus's vocabulary extends a built-in one; \
        `builtin-vocabulary = false` in casegraph.toml turns that off."
    )]
    Vocabulary(VocabularyCommand),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Arguments;

    #[test]
    fn arguments_are_consistent_and_every_help_text_has_an_example() {
        Arguments::command().debug_assert();
        for command in Arguments::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("Examples:\n  casegraph "), "{}", command.get_name());
        }
    }
}
