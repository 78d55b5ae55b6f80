//! The command line: the one definition that parsing, help and errors come from.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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

#[derive(Args)]
pub(crate) struct Global {
    /// The corpus: a folder with a casegraph.toml
    #[arg(short = 'C', long = "corpus", global = true, value_name = "DIR")]
    pub(crate) corpus: Option<PathBuf>,
    /// Print results and errors only
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// When to use colours; the environment variable `NO_COLOR` is honoured
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(crate) color: Color,
    /// How many threads read files [default: as many as there are cores]
    #[arg(long, global = true, value_name = "N")]
    pub(crate) threads: Option<usize>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    Auto,
    Always,
    Never,
}

impl Color {
    pub(crate) fn as_choice(self) -> anstream::ColorChoice {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
    }
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Read the corpus, write its graph, say what is in it
    Build(Build),
    /// Ask the graph: a query by name, from a file, or from standard input
    Query(Query),
    /// Draw a map of the corpus
    Map(Map),
    /// Write the whole graph, sorted
    Export(Export),
    /// Count what the graph holds
    Stats(Stats),
    /// Compare the plan with the files: what is written, what is next, where they disagree
    Plan(Plan),
    /// Look at a folder of Markdown and write a casegraph.toml for it
    Init(Init),
    /// Show the shipped profiles: what the Markdown of a kind of collection looks like
    #[command(
        subcommand,
        after_help = "Examples:\n  casegraph profile list\n  casegraph profile show case-studies\n\nEvery key of a profile can be \
        set again in casegraph.toml, one by one."
    )]
    Profile(Profile),
    /// Find names that the vocabulary lacks
    #[command(
        subcommand,
        after_help = "Examples:\n  casegraph vocabulary suggest\n  casegraph vocabulary suggest --min 5 --format table\n  \
        casegraph vocabulary suggest > content/vocabulary/more.ttl\n\nThe corpus's vocabulary is laid over a built-in one; \
        `builtin-vocabulary = false` in casegraph.toml leaves that out."
    )]
    Vocabulary(Vocabulary),
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph build\n  casegraph build docs/case-studies\n\nThe graph is written to .casegraph/graph.nq in the \
    corpus's folder. Other commands build it anew by themselves when a file has changed."
)]
pub(crate) struct Build {
    /// The corpus; the same as -C
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph query --list\n  casegraph query case-studies-of-topic --param topic=cache_consistency\n  \
    casegraph query --show patterns-most-used\n  echo 'SELECT ?s WHERE { ?s a cg:CaseStudy }' | casegraph query -\n  \
    casegraph query my-question.rq --format csv -o answer.csv\n\nQueries run over the union of all named graphs unless they name one. The \
    prefixes of the vocabulary (cg:, schema:, skos:, dcterms:, cito:, prov:, rdfs:, xsd:) are known. A corpus can keep named queries of its \
    own in its folder queries."
)]
pub(crate) struct Query {
    /// A query's name, a file that ends in .rq, or - for standard input
    #[arg(value_name = "NAME|FILE.rq|-", required_unless_present_any = ["list", "show"])]
    pub(crate) name: Option<String>,
    /// A parameter of a named query; can be given several times
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = parse_parameter)]
    pub(crate) parameters: Vec<(String, String)>,
    /// List the named queries
    #[arg(long, conflicts_with_all = ["name", "show"])]
    pub(crate) list: bool,
    /// Print a named query
    #[arg(long, value_name = "NAME", conflicts_with = "name")]
    pub(crate) show: Option<String>,
    /// table, csv, tsv, json or xml for rows; turtle, ntriples, nquads, trig, jsonld or rdfxml for triples [default: table, turtle]
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph map coverage -o graphs/coverage.svg\n  casegraph map coverage --format dot | neato -n2 -Tpng > coverage.png\n  \
    casegraph map coverage -o graphs/coverage.svg --check\n\nLinks in the map are relative to the file it is written to. Graphviz is not needed; it draws the \
    same picture from the DOT."
)]
pub(crate) struct Map {
    /// Which map
    #[arg(value_enum)]
    pub(crate) view: View,
    /// The format [default: by the ending of --output, else svg]
    #[arg(short, long, value_enum)]
    pub(crate) format: Option<MapFormat>,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write nothing; exit with 1 if the file is not what would be written
    #[arg(long, requires = "output")]
    pub(crate) check: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum View {
    /// Every topic as a tile: what is complete, in progress, missing
    Coverage,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MapFormat {
    Svg,
    Dot,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph export > graph.nq\n  casegraph export --format turtle -o graph.ttl\n\nFormats with named graphs \
    (nquads, trig, jsonld) keep one graph a document; the others hold the union. The same corpus gives the same bytes on every machine."
)]
pub(crate) struct Export {
    /// nquads, trig, jsonld, turtle, ntriples or rdfxml
    #[arg(short, long, value_name = "FORMAT", default_value = "nquads")]
    pub(crate) format: String,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph stats\n  casegraph stats --format json\n  casegraph stats --unread"
)]
pub(crate) struct Stats {
    /// List what was seen in the Markdown and not understood
    #[arg(long)]
    pub(crate) unread: bool,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = StatsFormat::Table)]
    pub(crate) format: StatsFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatsFormat {
    Table,
    Json,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph plan\n  casegraph plan --next 20\n  casegraph plan --format json"
)]
pub(crate) struct Plan {
    /// How many topics to name that are to be written next
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) next: usize,
    /// Name every place where plan and files disagree, not only the first twenty
    #[arg(long)]
    pub(crate) all: bool,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = StatsFormat::Table)]
    pub(crate) format: StatsFormat,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph init\n  casegraph init docs --dry-run\n\nThe profile that is proposed, and why, stands in the file; \
    change it as you like."
)]
pub(crate) struct Init {
    /// The folder [default: the current one]
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// Print the file instead of writing it
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Subcommand)]
pub(crate) enum Profile {
    /// List the shipped profiles
    List,
    /// Print a profile with all its keys
    Show {
        /// Its name
        name: String,
    },
}

#[derive(Subcommand)]
pub(crate) enum Vocabulary {
    /// List frequent names that no vocabulary knows, with their places
    #[command(
        after_help = "Examples:\n  casegraph vocabulary suggest --min 10\n  casegraph vocabulary suggest --format json\n\nThe Turtle is \
        ready to be put into a file in the folder vocabulary, once what is no name has been taken out: company or technology is a guess by \
        where the name stands."
    )]
    Suggest {
        /// How to print
        #[arg(short, long, value_enum, default_value_t = SuggestionFormat::Turtle)]
        format: SuggestionFormat,
        /// How often a name must stand in the corpus
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

fn parse_parameter(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("a parameter is written NAME=VALUE".to_owned()),
    }
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
