//! The arguments of the commands for learners.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

use crate::completion::{companies, learnable, parts, things, topics};

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// A page to read on the terminal
    Text,
    Json,
    Markdown,
    /// A picture
    Svg,
    /// The same picture for Graphviz: neato -n2
    Dot,
    /// A flow chart, which code hosts draw
    Mermaid,
}

/// Which way a path may take.
#[derive(Args)]
pub(crate) struct Steering {
    /// How many other ways to show [default: 0]
    #[arg(long, value_name = "N")]
    pub(crate) alternatives: Option<usize>,
    /// Pass this; several are passed in the order given
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(learnable))]
    pub(crate) via: Vec<String>,
    /// Do not touch this; can be given several times
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(learnable))]
    pub(crate) avoid: Vec<String>,
    /// Follow relations only as they are written
    #[arg(long)]
    pub(crate) directed: bool,
    /// Pass only topics that have a page
    #[arg(long)]
    pub(crate) only_written: bool,
}

/// How a page is written, and where to.
#[derive(Args)]
pub(crate) struct PageOutput {
    /// How to print [default: by the ending of --output, else text]
    #[arg(short, long, value_enum)]
    pub(crate) format: Option<PageFormat>,
    /// Write to a file instead of standard output; links in a picture are relative to it
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

impl PageOutput {
    /// The format that is asked for, by name or by the ending of the file.
    pub(crate) fn format(&self) -> PageFormat {
        let by_ending = || match self.output.as_ref()?.extension()?.to_str()? {
            "json" => Some(PageFormat::Json),
            "md" => Some(PageFormat::Markdown),
            "svg" => Some(PageFormat::Svg),
            "dot" | "gv" => Some(PageFormat::Dot),
            "mmd" | "mermaid" => Some(PageFormat::Mermaid),
            _ => None,
        };
        self.format.or_else(by_ending).unwrap_or(PageFormat::Text)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// A page to read on the terminal
    Text,
    Json,
    Markdown,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph path cache_consistency rate_limiting\n  casegraph path 'cache consistency' scaling --alternatives 2\n  \
    casegraph path caching multi-region --via sharding --avoid redis\n\nNames are slugs, titles, aliases or beginnings of them. A stated relation costs 10 (12 against its \
    direction), a link in a text 14 (17), a step over a shared pattern, technology or company about 40 to 60, and 3 more to step onto a topic that is not \
    written.\nExit codes: 0 a way was found, 1 there is none, 2 a name means nothing or several things."
)]
pub(crate) struct Path {
    /// Where to start: a topic, pattern, technology or company
    #[arg(value_name = "FROM", add = ArgValueCompleter::new(learnable))]
    pub(crate) from: String,
    /// Where to end
    #[arg(value_name = "TO", add = ArgValueCompleter::new(learnable))]
    pub(crate) to: String,
    #[command(flatten)]
    pub(crate) steering: Steering,
    #[command(flatten)]
    pub(crate) output: PageOutput,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph learn kafka_patterns\n  casegraph learn sharding --known query_optimization,nosql --max 5\n  casegraph learn --role backend \
    --only-written\n  casegraph learn --company Stripe\n\nPrerequisites that nobody states are inferred from relations, the plan's priorities and its key topics, and say so. \
    Reading times count 200 words a minute.\nExit codes: 0 done, 1 topics need one another in a circle or there is nothing to read, 2 a name means nothing or several \
    things."
)]
pub(crate) struct Learn {
    /// The topic to end at
    #[arg(value_name = "TOPIC", required_unless_present_any = ["role", "company"], conflicts_with_all = ["role", "company"], add = ArgValueCompleter::new(topics))]
    pub(crate) topic: Option<String>,
    /// All topics of a domain or category
    #[arg(long, value_name = "NAME", conflicts_with = "company", add = ArgValueCompleter::new(parts))]
    pub(crate) role: Option<String>,
    /// All topics with case studies of a company
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(companies))]
    pub(crate) company: Option<String>,
    /// Topics you know, with commas between them
    #[arg(long, value_name = "TOPICS", value_delimiter = ',', add = ArgValueCompleter::new(topics))]
    pub(crate) known: Vec<String>,
    /// At most so many steps: the nearest to the goal
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max: Option<u32>,
    /// Leave out what is not written
    #[arg(long)]
    pub(crate) only_written: bool,
    #[command(flatten)]
    pub(crate) output: PageOutput,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph related cache_consistency\n  casegraph related sharding --limit 3 --format markdown\n\nFirst what is stated, → by the topic and ← by \
    others; then topics that are alike and not linked, by the measure of Adamic and Adar: all that two topics share counts 1 / ln(how many topics have it)."
)]
pub(crate) struct Related {
    /// The topic
    #[arg(value_name = "TOPIC", add = ArgValueCompleter::new(topics))]
    pub(crate) topic: String,
    /// How many topics to suggest that are not linked
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) output: PageOutput,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph suggest\n  casegraph suggest --limit 5 --format markdown\n\nPairs of written topics that nobody links, by the measure of Adamic and \
    Adar over the patterns, technologies, companies, sources and third topics that both are tied to. As Markdown they can be pasted; reword the reasons."
)]
pub(crate) struct Suggest {
    /// How many
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph show rate_limiting\n  casegraph show Stripe\n  casegraph show pattern/token-bucket --format markdown"
)]
pub(crate) struct Show {
    /// A topic, pattern, technology, company, case study or source
    #[arg(value_name = "THING", add = ArgValueCompleter::new(things))]
    pub(crate) thing: String,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph search hot partitions\n  casegraph search kafka --kind case-study --company LinkedIn\n  casegraph search idempot --category 'API Design'\n\n\
    Looked through are titles, key topics, contexts, quick answers, key insights, headings, sources, names, and the paragraphs of the text. A word that is not found stands for \
    words that begin with it, then for words a slip away.\nExit codes: 0 found, 1 nothing found."
)]
pub(crate) struct Search {
    /// Words to look for
    #[arg(value_name = "WORDS", required = true)]
    pub(crate) words: Vec<String>,
    /// Only this kind of thing; can be given several times
    #[arg(long = "kind", value_name = "KIND", value_enum)]
    pub(crate) kinds: Vec<SearchKind>,
    /// Only what belongs to this category or domain
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(parts))]
    pub(crate) category: Option<String>,
    /// Only what belongs to this company
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(companies))]
    pub(crate) company: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum SearchKind {
    Topic,
    CaseStudy,
    Section,
    Source,
    Pattern,
    Technology,
    Company,
    /// Paragraphs, list items and rows of tables
    Paragraph,
}

impl From<SearchKind> for casegraph::SearchKind {
    fn from(kind: SearchKind) -> Self {
        match kind {
            SearchKind::Topic => Self::Topic,
            SearchKind::CaseStudy => Self::CaseStudy,
            SearchKind::Section => Self::Section,
            SearchKind::Source => Self::Source,
            SearchKind::Pattern => Self::Pattern,
            SearchKind::Technology => Self::Technology,
            SearchKind::Company => Self::Company,
            SearchKind::Paragraph => Self::Paragraph,
        }
    }
}
