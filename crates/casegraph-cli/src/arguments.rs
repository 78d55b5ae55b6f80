//! The command line: the one definition that parsing, help and errors come from.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::learn_arguments::Steering;

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
    /// Take the stored graph as it is, without a look at the files
    #[arg(long, global = true)]
    pub(crate) frozen: bool,
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
    /// Say what is missing or wrong, the most important first
    Gaps(Gaps),
    /// Say what a gap check finds, why it matters and how to fix it
    Explain(Explain),
    /// Show what meets what, and where the holes are
    Coverage(Coverage),
    /// Write the page and the sources file of a planned topic from the template
    New(New),
    /// Draw a map of the corpus
    Map(Map),
    /// Write results of the graph into Markdown files, between markers
    Embed(Embed),
    /// Write the whole graph, sorted
    Export(Export),
    /// Say what two states of the corpus do not have in common
    Diff(Diff),
    /// Build the graph each time a file is saved, and say what changed in it and in the gaps
    Watch(Watch),
    /// Count what the graph holds
    Stats(Stats),
    /// Compare the plan with the files: what is written, what is next, where they disagree
    Plan(Plan),
    /// Find the way from one topic to another, and why each step follows
    Path(crate::learn_arguments::Path),
    /// Put topics in an order to read them in: what is needed first, first
    Learn(crate::learn_arguments::Learn),
    /// Show what a topic is related to, and what it could be
    Related(crate::learn_arguments::Related),
    /// List links between topics that are missing
    Suggest(crate::learn_arguments::Suggest),
    /// Show everything known of a topic, case study, company, pattern, technology or source
    Show(crate::learn_arguments::Show),
    /// Look for words in titles, case studies, headings, sources and names
    Search(crate::learn_arguments::Search),
    /// Send the graph to a SPARQL engine elsewhere: what has changed since the last time
    Push(crate::engine_arguments::Push),
    /// Print what makes a shell complete commands, topics and query names
    Completions(crate::completion::Completions),
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
    after_help = "Examples:\n  casegraph build\n  casegraph build docs/case-studies\n  casegraph build --shard 1/8 -o part-1.nq\n\nThe graph is written to .casegraph/graph.snapshot in the \
    corpus's folder. Other commands build it anew by themselves when a file has changed."
)]
pub(crate) struct Build {
    /// The corpus; the same as -C
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// Write one of N parts of the graph as N-Quads instead: the graphs of every Nth document or so
    #[arg(long, value_name = "I/N")]
    pub(crate) shard: Option<casegraph::Shard>,
    /// With --shard: add what an engine holds besides, so that `push` and --endpoint work after a bulk load
    #[arg(long, requires = "shard")]
    pub(crate) for_engine: bool,
    /// With --shard: write to a file instead of standard output
    #[arg(short, long, value_name = "FILE", requires = "shard")]
    pub(crate) output: Option<PathBuf>,
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
    #[arg(value_name = "NAME|FILE.rq|-", required_unless_present_any = ["list", "show"], add = clap_complete::engine::ArgValueCompleter::new(crate::completion::queries))]
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
    #[command(flatten)]
    pub(crate) engine: crate::engine_arguments::Engine,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph gaps\n  casegraph gaps --only links --fix --dry-run\n  casegraph gaps --by code --severity warning\n  \
    casegraph gaps --format sarif -o gaps.sarif\n  casegraph gaps --fail-on warning --baseline gaps-baseline.json\n\nA finding is switched off by \
    [[gaps.suppress]] in casegraph.toml or by a comment in the Markdown: <!-- casegraph:ignore CODE reason --> on its line or alone on the line \
    before, <!-- casegraph:ignore-file CODE reason --> for the file. `casegraph explain --list` shows all checks."
)]
pub(crate) struct Gaps {
    /// Only these checks: codes or groups (plan, structure, links, relations, sources, evidence, vocabulary, text)
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// All checks but these
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) except: Vec<String>,
    /// Only findings of this severity or above
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) severity: Option<Level>,
    /// Only findings in this file or folder of the corpus; can be given several times
    #[arg(long, value_name = "PATH")]
    pub(crate) path: Vec<String>,
    /// How to group the report
    #[arg(long, value_enum, default_value_t = Grouping::Topic, value_name = "WHAT")]
    pub(crate) by: Grouping,
    /// How many findings of a group the report shows; 0 shows all
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub(crate) limit: usize,
    /// The day, month or year from which the age of sources is measured
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub(crate) as_of: Option<String>,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = GapFormat::Text, value_name = "FORMAT")]
    pub(crate) format: GapFormat,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Exit with 1 if there is a finding of this severity or above
    #[arg(long, value_enum, default_value_t = FailOn::Never, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,
    /// Do not tell the findings that this file lists
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write all findings of today to the baseline file
    #[arg(long, requires = "baseline")]
    pub(crate) update_baseline: bool,
    /// Write the edits that have exactly one right answer
    #[arg(long, conflicts_with = "endpoint")]
    pub(crate) fix: bool,
    /// With --fix: show the edits as a diff and write nothing
    #[arg(long, requires = "fix")]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) engine: crate::engine_arguments::Engine,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Level {
    Error,
    Warning,
    Info,
}

impl Level {
    pub(crate) fn severity(self) -> casegraph::facts::Severity {
        match self {
            Self::Error => casegraph::facts::Severity::Error,
            Self::Warning => casegraph::facts::Severity::Warning,
            Self::Info => casegraph::facts::Severity::Info,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    pub(crate) fn severity(self) -> Option<casegraph::facts::Severity> {
        match self {
            Self::Error => Some(Level::Error.severity()),
            Self::Warning => Some(Level::Warning.severity()),
            Self::Info => Some(Level::Info.severity()),
            Self::Never => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Grouping {
    Code,
    Topic,
    File,
    Category,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GapFormat {
    /// For people
    Text,
    Json,
    Csv,
    Markdown,
    /// SARIF 2.1.0
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
}

#[derive(Args)]
#[command(after_help = "Examples:\n  casegraph explain moved-link\n  casegraph explain --list")]
pub(crate) struct Explain {
    /// The code of a check
    #[arg(value_name = "CODE", required_unless_present = "list")]
    pub(crate) code: Option<String>,
    /// List all checks
    #[arg(long, conflicts_with = "code")]
    pub(crate) list: bool,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph coverage categories\n  casegraph coverage patterns --empty\n  casegraph coverage years --format csv"
)]
pub(crate) struct Coverage {
    /// Which matrix
    #[arg(value_enum)]
    pub(crate) view: CoverageView,
    /// Only the cells with nothing in them
    #[arg(long)]
    pub(crate) empty: bool,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = CoverageFormat::Table, value_name = "FORMAT")]
    pub(crate) format: CoverageFormat,
    #[command(flatten)]
    pub(crate) engine: crate::engine_arguments::Engine,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum CoverageView {
    /// Categories × priorities: written topics
    Categories,
    /// Companies × categories: case studies
    Companies,
    /// Patterns × companies: case studies
    Patterns,
    /// Technologies × topics: case studies
    Technologies,
    /// Topics × kinds of source: sources
    Sources,
    /// Topics × years of sources: sources
    Years,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CoverageFormat {
    Table,
    Csv,
    Markdown,
    Json,
}

#[derive(Args)]
#[command(after_help = "Examples:\n  casegraph new rate_limiting\n  casegraph new rate_limiting --dry-run")]
pub(crate) struct New {
    /// The topic: its slug, its title or a beginning of one
    #[arg(value_name = "TOPIC", add = clap_complete::engine::ArgValueCompleter::new(crate::completion::topics))]
    pub(crate) topic: String,
    /// Print what would be written and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph map coverage -o graphs/coverage.svg\n  casegraph map coverage --category 'API Design' -o graphs/api.svg\n  \
    casegraph map related cache_consistency --depth 2 -o graphs/caches.svg\n  casegraph map path cache_consistency sharding --alternatives 1 -o way.svg\n  \
    casegraph map gaps --severity warning -o graphs/gaps.svg\n  casegraph map categories --format mermaid\n  \
    casegraph map coverage --format dot | neato -n2 -Tpng > coverage.png\n  \
    casegraph map custom who-uses-what.rq -o graphs/who-uses-what.svg\n  casegraph map --all --check\n\n\
    Links in the map are relative to the file it is written to. Graphviz is not needed; it draws the same picture from the DOT. \
    A graph has forty nodes at most, and says what it leaves out. A query for `custom` is a SELECT with ?from, ?to and perhaps ?label, \
    or a CONSTRUCT.\n\n--all writes the maps that casegraph.toml lists, each as .svg and .dot:\n\n  [maps]\n  folder = \"graphs\"\n  \
    draw = [\"coverage\", \"related cache_consistency --depth 2\", \"categories\"]"
)]
pub(crate) struct Map {
    /// Which map
    #[arg(value_enum, required_unless_present = "all")]
    pub(crate) view: Option<View>,
    /// The topic of `related`, both ends of `path`, the file of `custom`
    #[arg(value_name = "TOPIC|FROM TO|QUERY.rq")]
    pub(crate) subject: Vec<String>,
    /// Of `coverage` and `gaps`: only this domain, by id or name
    #[arg(long, value_name = "NAME")]
    pub(crate) domain: Option<String>,
    /// Of `coverage` and `gaps`: only this category
    #[arg(long, value_name = "NAME")]
    pub(crate) category: Option<String>,
    /// Of `gaps`: the least severity to show
    #[arg(long, value_name = "LEVEL")]
    pub(crate) severity: Option<String>,
    /// Of `gaps`: only these checks or groups of checks
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Of `gaps`: not these checks
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) except: Vec<String>,
    /// Of `related`: how many steps out, 1 or 2 [default: 1]
    #[arg(long, value_name = "N")]
    pub(crate) depth: Option<usize>,
    #[command(flatten, next_help_heading = "Of `path`")]
    pub(crate) steering: Steering,
    /// Write all maps that casegraph.toml lists
    #[arg(long, help_heading = "Options", conflicts_with_all = ["view", "subject", "domain", "category", "severity", "only", "except", "alternatives", "via", "avoid", "directed", "only_written", "depth", "format", "output"])]
    pub(crate) all: bool,
    /// The format [default: by the ending of --output, else svg]
    #[arg(short, long, value_enum)]
    pub(crate) format: Option<MapFormat>,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write nothing; exit with 1 if the file is not what would be written
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum View {
    /// Every topic as a tile: what is complete, in progress, missing
    Coverage,
    /// A topic, what it names and what names it
    Related,
    /// The way from one topic to another: each hop with its reason
    Path,
    /// Every topic with what the checks find on it: where errors and warnings stand
    Gaps,
    /// Companies and what they taught us
    Companies,
    /// Categories and how they hang together
    Categories,
    /// Publishers and the topics that lean on them
    Sources,
    /// The answer to a query as a graph
    Custom,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MapFormat {
    Svg,
    Dot,
    /// For graphs of forty nodes at most; code hosts draw it
    Mermaid,
    Json,
}

#[derive(Args)]
#[command(
    after_help = embed_help(),
    verbatim_doc_comment
)]
pub(crate) struct Embed {
    /// The Markdown files
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Write nothing; print what would change and exit with 1 if anything would
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph export > graph.nq\n  casegraph export --format turtle -o graph.ttl\n  casegraph export --to-oxigraph graph.db\n\nFormats with named graphs \
    (nquads, trig, jsonld) and databases keep one graph a document; the others hold the union. The same corpus gives the same bytes on every \
    machine, in all formats; a database holds the same quads."
)]
pub(crate) struct Export {
    /// nquads, trig, jsonld, turtle, ntriples or rdfxml
    #[arg(short, long, value_name = "FORMAT", default_value = "nquads")]
    pub(crate) format: String,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write a database for Oxigraph's server to a new folder instead; for programs built with the feature rocksdb
    #[arg(long, value_name = "DIR", conflicts_with_all = ["format", "output"])]
    pub(crate) to_oxigraph: Option<PathBuf>,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph stats\n  casegraph stats --format json\n  casegraph stats --unread\n  casegraph stats --graph"
)]
pub(crate) struct Stats {
    /// List what was seen in the Markdown and not understood
    #[arg(long, conflicts_with = "endpoint")]
    pub(crate) unread: bool,
    /// Measure how topics hang together: groups, hubs, bridges, centrality
    #[arg(long, conflicts_with_all = ["unread", "endpoint"])]
    pub(crate) graph: bool,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = StatsFormat::Table)]
    pub(crate) format: StatsFormat,
    #[command(flatten)]
    pub(crate) engine: crate::engine_arguments::Engine,
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
    /// Name every place where plan and files disagree, not only the first ten of a kind
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

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph diff HEAD\n  casegraph diff v1..v2\n  casegraph diff main...HEAD --format markdown\n  \
    casegraph diff ../before ../after\n  casegraph diff last-week.nq --exit-code\n\nA side is a git revision of the corpus (a commit, \
    branch or tag; OLD..NEW names both sides, OLD...NEW what NEW has added since it left OLD), a folder with a casegraph.toml, or a file \
    that casegraph export wrote."
)]
pub(crate) struct Diff {
    /// A git revision, a folder, or an exported graph
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    /// The same [default: the corpus as its files are]
    #[arg(value_name = "NEW")]
    pub(crate) new: Option<String>,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = DiffFormat::Text, value_name = "FORMAT")]
    pub(crate) format: DiffFormat,
    /// How many lines of a kind the text shows; 0 shows all
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub(crate) limit: usize,
    /// Exit with 1 if there are differences
    #[arg(long)]
    pub(crate) exit_code: bool,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people
    Text,
    /// For a pull request
    Markdown,
    Json,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph watch\n  casegraph watch --limit 3\n  casegraph watch -C docs/case-studies\n\nA file that cannot be \
    read, or a wrong casegraph.toml, is told and does not end it. Ctrl-C does."
)]
pub(crate) struct Watch {
    /// How many gaps to name after each save; 0 names all
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub(crate) limit: usize,
    /// How long it must be quiet before the files are read, in milliseconds
    #[arg(long, default_value_t = 100, value_name = "MS", value_parser = clap::value_parser!(u64).range(1..=60_000))]
    pub(crate) quiet_for: u64,
}

/// The examples and the kinds of `casegraph embed`: what each writes is said where it is written.
fn embed_help() -> String {
    let mut help = "Examples:\n  casegraph embed README.md docs/*.md\n  casegraph embed README.md --check\n\n\
        A block in a Markdown file:\n\n  <!-- casegraph:begin query patterns-most-used --limit 5 -->\n  <!-- casegraph:end -->\n\n\
        What stands between the markers is replaced, and nothing else. A marker has a line to itself; in fences of code it is not \
        read. Kinds:\n"
        .to_owned();
    for kind in casegraph::EMBED_KINDS {
        help.push_str(&["\n  ", kind.usage, "\n      ", kind.summary, "\n"].concat());
    }
    help.push_str(
        "\nWith --check nothing is written: a diff is printed, and the exit code is 1 if a file is stale. Files and folders in \
        markers are relative to the Markdown file; what is written there is not read as a part of the corpus.",
    );
    help
}

fn parse_date(text: &str) -> Result<String, String> {
    let digits =
        |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let fits = match parts.as_slice() {
        [year] => digits(year, 4),
        [year, month] => digits(year, 4) && digits(month, 2),
        [year, month, day] => digits(year, 4) && digits(month, 2) && digits(day, 2),
        _ => false,
    };
    if fits { Ok(text.to_owned()) } else { Err("a date is written 2026, 2026-11 or 2026-11-20".to_owned()) }
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
