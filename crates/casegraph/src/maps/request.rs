//! Which map is asked for: the same words in a marker, in `casegraph.toml` and on the command line.

use super::path_request::PathAsked;
use crate::coverage::part::Part;
use crate::gaps::{GapOptions, severity_of};
use crate::marker_words::{self, Words, did_you_mean};

/// A map, by what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum View {
    /// Every topic as a tile, of the whole corpus or of one part.
    Coverage(Part),
    /// A topic, and what it names and is named by, so many steps out.
    Related {
        /// The topic's id.
        topic: String,
        /// Steps: 1 or 2.
        depth: usize,
    },
    /// The way from one topic, pattern, technology or company to another.
    Path(PathAsked),
    /// Every topic as a tile with what the checks find on it.
    Gaps(Part, GapOptions),
    /// Companies and the topics of their case studies.
    Companies,
    /// Categories and how often their topics name each other.
    Categories,
    /// Publishers and the topics that cite them.
    Sources,
    /// The answer to a query, in a file.
    Custom {
        /// The file, relative to where it is named.
        file: String,
    },
}

impl View {
    /// How a map is asked for, for messages.
    pub const USAGE: &'static str = "coverage [--domain NAME] [--category NAME], related TOPIC [--depth 1|2], path FROM TO [--alternatives N] [--via NAME] [--avoid NAME] \
        [--directed] [--only-written], gaps [--domain NAME] [--category NAME] [--severity LEVEL] [--only CODE] [--except CODE], \
        companies, categories, sources, custom QUERY.rq";

    /// The maps.
    pub const NAMES: [&'static str; 8] =
        ["coverage", "related", "path", "gaps", "companies", "categories", "sources", "custom"];

    /// Reads a view from words.
    ///
    /// # Errors
    /// One sentence: what is wrong and what is allowed.
    pub fn parse(words: &[String]) -> Result<Self, String> {
        let (name, rest) = words.split_first().ok_or("the map's name is missing")?;
        match name.as_str() {
            "coverage" => {
                let words = Words::read(rest, &["domain", "category"])?;
                words.none()?;
                Ok(Self::Coverage(Part::of(&words)?))
            }
            "related" => {
                let words = Words::read(rest, &["depth"])?;
                let depth = words.number("depth")?.unwrap_or(1);
                if !(1..=2).contains(&depth) {
                    return Err(format!("--depth is 1 or 2, not {depth}"));
                }
                Ok(Self::Related { topic: words.one("the topic")?.to_owned(), depth })
            }
            "path" => Ok(Self::Path(PathAsked::parse(rest)?)),
            "gaps" => {
                let words = Words::read(rest, &["domain", "category", "severity", "only", "except"])?;
                words.none()?;
                Ok(Self::Gaps(Part::of(&words)?, gap_options(&words)?))
            }
            "custom" => {
                let file = Words::read(rest, &[])?.one("the query's file")?.to_owned();
                Ok(Self::Custom { file })
            }
            "companies" | "categories" | "sources" => {
                Words::read(rest, &[])?.none()?;
                Ok(match name.as_str() {
                    "companies" => Self::Companies,
                    "categories" => Self::Categories,
                    _ => Self::Sources,
                })
            }
            _ => {
                let near = did_you_mean(name, Self::NAMES);
                Err(format!("there is no map `{name}`{near}; maps are: {}", Self::USAGE))
            }
        }
    }

    /// Reads a view from a line as it stands in a marker or in `casegraph.toml`.
    ///
    /// # Errors
    /// As [`View::parse`].
    pub fn from_line(line: &str) -> Result<Self, String> {
        Self::parse(&marker_words::split(line)?)
    }

    /// A name for the map's files, without an ending: `coverage`, `coverage-api_design`.
    #[must_use]
    pub fn file_stem(&self) -> String {
        let words: Vec<&str> = match self {
            Self::Coverage(part) => ["coverage"]
                .into_iter()
                .chain(part.domain.as_deref())
                .chain(part.category.as_deref())
                .collect(),
            Self::Related { topic, depth: 1 } => vec!["related", topic],
            Self::Related { topic, .. } => vec!["related", topic, "2"],
            Self::Path(asked) => vec!["path", &asked.from, &asked.to],
            Self::Gaps(part, _) => {
                ["gaps"].into_iter().chain(part.domain.as_deref()).chain(part.category.as_deref()).collect()
            }
            Self::Companies => vec!["companies"],
            Self::Categories => vec!["categories"],
            Self::Sources => vec!["sources"],
            Self::Custom { file } => vec![stem(file)],
        };
        let safe = |c: char| if c.is_alphanumeric() || "_.-".contains(c) { c } else { '_' };
        words.join("-").chars().map(safe).collect()
    }
}

/// A file's name without folders and ending.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The options `--severity`, `--only` and `--except`.
pub(crate) fn gap_options(words: &Words) -> Result<GapOptions, String> {
    let severity = words.option("severity")?;
    let unknown = |word: &str| format!("there is no severity `{word}` (there are: error, warning, info)");
    let severity = severity.map(|word| severity_of(word).ok_or_else(|| unknown(word))).transpose()?;
    let all = |name| words.all(name).map(str::to_owned).collect();
    Ok(GapOptions { only: all("only"), except: all("except"), severity, ..GapOptions::default() })
}
