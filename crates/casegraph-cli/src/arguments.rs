//! The command line: the one definition that parsing, help and errors come from.

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

/// Turns a folder of Markdown case studies into a knowledge graph: answers SPARQL, draws maps of topic coverage.
#[derive(Parser)]
#[command(
    name = "casegraph",
    version,
    propagate_version = true,
    max_term_width = 100,
    after_help = "The corpus is found from the current folder upward (the file casegraph.toml), else in the folder content, or named \
        with -C.\n\nExamples:\n  casegraph build                                read the corpus, say what is in it\n  \
        casegraph query --list                         the questions that have a name\n  \
        casegraph map coverage -o graphs/coverage.svg  draw what is covered and what is missing\n\n\
        Exit codes: 0 done, 1 findings, 2 could not do what was asked."
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Read the corpus, write its graph, say what is in it
    Build(BuildArgs),
    /// Ask the graph: a query by name, from a file, or from standard input
    Query(QueryArgs),
    /// Say what is missing or wrong, the most important first
    Gaps(GapsArgs),
    /// Say what a gap check finds, why it matters and how to mend it
    Explain(ExplainArgs),
    /// Show what meets what, and where the holes are
    Coverage(CoverageArgs),
    /// Write the page and the sources file of a planned topic from the template
    New(NewArgs),
    /// Draw a map of the corpus
    Map(MapArgs),
    /// Write results of the graph into Markdown files, between markers
    Embed(EmbedArgs),
    /// Write the whole graph, sorted
    Export(ExportArgs),
    /// Say what two states of the corpus do not have in common
    Diff(DiffArgs),
    /// Build the graph each time a file is saved, and say what changed in it and in the gaps
    Watch(WatchArgs),
    /// Count what the graph holds
    Stats(StatsArgs),
    /// Compare the plan with the files: what is written, what is next, where they disagree
    Plan(PlanArgs),
    /// Find the way from one topic to another, and why each step follows
    Path(PathArgs),
    /// Put topics in an order to read them in: what is needed first, first
    Learn(LearnArgs),
    /// Show what a topic is related to, and what it could be
    Related(RelatedArgs),
    /// List links between topics that are missing
    Suggest(SuggestArgs),
    /// Show everything known of a topic, case study, company, pattern, technology or source
    Show(ShowArgs),
    /// Look for words in titles, case studies, headings, sources and names
    Search(SearchArgs),
    /// Send the graph to a SPARQL engine elsewhere: what has changed since the last time
    Push(PushArgs),
    /// Print what makes a shell complete commands, topics and query names
    Completions(CompletionsArgs),
    /// Look at a folder of Markdown and write a casegraph.toml for it
    Init(InitArgs),
    /// Show the shipped profiles: what the Markdown of a kind of collection looks like
    #[command(
        subcommand,
        after_help = "Examples:\n  casegraph profile list\n  casegraph profile show case-studies\n\nEvery key of a profile can be \
        set again in casegraph.toml, one by one."
    )]
    Profile(ProfileCommand),
    /// Find names that the vocabulary lacks
    #[command(
        subcommand,
        after_help = "Examples:\n  casegraph vocabulary suggest\n  casegraph vocabulary suggest --min 5 --format table\n  \
        casegraph vocabulary suggest > content/vocabulary/more.ttl\n\nThe corpus's vocabulary is laid over a built-in one; \
        `builtin-vocabulary = false` in casegraph.toml leaves that out."
    )]
    Vocabulary(VocabularyCommand),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Arguments;

    #[test]
    fn the_command_line_is_consistent_and_every_command_shows_an_example() {
        Arguments::command().debug_assert();
        for command in Arguments::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("Examples:\n  casegraph "), "{}", command.get_name());
        }
    }
}
