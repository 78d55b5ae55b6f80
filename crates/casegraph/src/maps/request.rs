//! A request for a map: the same arguments in a marker, in `casegraph.toml` and on the command line.

use super::path_request::PathRequest;
use crate::coverage::part::Part;
use crate::marker_words::{MarkerArgs, RequestError, did_you_mean, split};
use casegraph_facts::Severity;
use casegraph_gaps::GapOptions;

/// A request for a map.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MapRequest {
    /// Every topic as a tile, of the whole corpus or of one part.
    Coverage(Part),
    /// A topic and the topics related to it, up to a number of steps.
    Related {
        /// The topic's id.
        topic: String,
        /// Steps: 1 or 2.
        depth: usize,
    },
    /// The path from one topic, pattern, technology or company to another.
    Path(PathRequest),
    /// Every topic as a tile with its findings.
    Gaps(Part, GapOptions),
    /// Companies and the topics of their case studies.
    Companies,
    /// Categories and the number of relations between their topics.
    Categories,
    /// Publishers and the topics that cite them.
    Sources,
    /// The answer to a query from a file.
    Custom {
        /// The file, relative to the folder of the request.
        file: String,
    },
}

impl MapRequest {
    /// Usage, for messages.
    pub const USAGE: &'static str = "coverage [--domain NAME] [--category NAME], related TOPIC [--depth 1|2], path FROM TO [--alternatives N] [--via NAME] [--avoid NAME] \
        [--directed] [--only-written], gaps [--domain NAME] [--category NAME] [--severity LEVEL] [--only CODE] [--except CODE], \
        companies, categories, sources, custom QUERY.rq";

    /// The names of the maps.
    pub const NAMES: [&'static str; 8] =
        ["coverage", "related", "path", "gaps", "companies", "categories", "sources", "custom"];

    /// Parses a request from arguments.
    ///
    /// # Errors
    /// One sentence: the fault, and the allowed values.
    pub fn parse(words: &[String]) -> Result<Self, RequestError> {
        let (name, rest) =
            words.split_first().ok_or_else(|| RequestError("the map's name is missing".to_owned()))?;
        match name.as_str() {
            "coverage" => {
                let args = MarkerArgs::parse(rest, &["domain", "category"])?;
                args.none()?;
                Ok(Self::Coverage(Part::from_args(&args)?))
            }
            "related" => {
                let args = MarkerArgs::parse(rest, &["depth"])?;
                let depth = args.number("depth")?.unwrap_or(1);
                if !(1..=2).contains(&depth) {
                    return Err(RequestError(format!("--depth is 1 or 2, not {depth}")));
                }
                Ok(Self::Related { topic: args.one("the topic")?.to_owned(), depth })
            }
            "path" => Ok(Self::Path(PathRequest::parse(rest)?)),
            "gaps" => {
                let args = MarkerArgs::parse(rest, &["domain", "category", "severity", "only", "except"])?;
                args.none()?;
                Ok(Self::Gaps(Part::from_args(&args)?, gap_options(&args)?))
            }
            "custom" => {
                let file = MarkerArgs::parse(rest, &[])?.one("the query's file")?.to_owned();
                Ok(Self::Custom { file })
            }
            "companies" | "categories" | "sources" => {
                MarkerArgs::parse(rest, &[])?.none()?;
                Ok(match name.as_str() {
                    "companies" => Self::Companies,
                    "categories" => Self::Categories,
                    _ => Self::Sources,
                })
            }
            _ => {
                let near = did_you_mean(name, Self::NAMES);
                Err(RequestError(format!("there is no map `{name}`{near}; maps are: {}", Self::USAGE)))
            }
        }
    }

    /// Parses a request from a line of a marker or of `casegraph.toml`.
    ///
    /// # Errors
    /// As [`MapRequest::parse`].
    pub fn from_line(line: &str) -> Result<Self, RequestError> {
        Self::parse(&split(line)?)
    }

    /// Name of the map's files without an extension: `coverage`, `coverage-api_design`.
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
            Self::Path(path) => vec!["path", &path.from, &path.to],
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

/// A file's name without folder and extension.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Reads the options `--severity`, `--only` and `--except`.
pub(crate) fn gap_options(args: &MarkerArgs) -> Result<GapOptions, RequestError> {
    let severity = args.option("severity")?;
    let unknown =
        |word: &str| RequestError(format!("there is no severity `{word}` (there are: error, warning, info)"));
    let severity = severity.map(|word| Severity::parse(word).ok_or_else(|| unknown(word))).transpose()?;
    let all = |name| args.all(name).map(str::to_owned).collect();
    Ok(GapOptions { only: all("only"), except: all("except"), severity, ..GapOptions::default() })
}
