//! Which map is asked for: the same words in a marker, in `casegraph.toml` and on the command line.

use crate::words::{Words, did_you_mean};
use casegraph_facts::Severity;

use crate::{Coverage, CoverageDomain, Error, GapOptions, PathOptions, PathReport, Wood};

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

/// A way as it is asked for: names as people write them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathAsked {
    /// Where it starts.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// How many ways beside the best one.
    pub alternatives: usize,
    /// What it must pass, in this order.
    pub via: Vec<String>,
    /// What it must not touch.
    pub avoid: Vec<String>,
    /// Follow relations only as they are written.
    pub directed: bool,
    /// Pass only topics that have a page.
    pub only_written: bool,
}

/// A part of the corpus, by id or name; upper and lower case are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Only this domain.
    pub domain: Option<String>,
    /// Only this category.
    pub category: Option<String>,
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
        Self::parse(&crate::words::split(line)?)
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

impl PathAsked {
    /// Reads a way from words: `FROM TO`, and options.
    ///
    /// # Errors
    /// One sentence: what is wrong and what is allowed.
    pub(crate) fn parse(words: &[String]) -> Result<Self, String> {
        let words =
            Words::read_with_flags(words, &["alternatives", "via", "avoid"], &["directed", "only-written"])?;
        let [from, to] = words.two(["the start", "the end"])?;
        Ok(Self {
            from: from.to_owned(),
            to: to.to_owned(),
            alternatives: words.number("alternatives")?.unwrap_or_default(),
            via: words.all("via").map(str::to_owned).collect(),
            avoid: words.all("avoid").map(str::to_owned).collect(),
            directed: words.has("directed"),
            only_written: words.has("only-written"),
        })
    }

    /// The ways that are asked for.
    ///
    /// # Errors
    /// [`Error::UnknownName`], [`Error::AmbiguousName`].
    pub fn report(&self, wood: &Wood) -> Result<PathReport, Error> {
        let all =
            |names: &[String]| names.iter().map(|name| wood.learnable(name)).collect::<Result<Vec<_>, _>>();
        let options = PathOptions {
            alternatives: self.alternatives,
            via: all(&self.via)?,
            avoid: all(&self.avoid)?,
            directed: self.directed,
            only_written: self.only_written,
        };
        Ok(wood.path(&wood.learnable(&self.from)?, &wood.learnable(&self.to)?, &options))
    }
}

/// The options `--severity`, `--only` and `--except`.
pub(crate) fn gap_options(words: &Words) -> Result<GapOptions, String> {
    let severity = words.option("severity")?;
    let unknown = |word: &str| format!("there is no severity `{word}` (there are: error, warning, info)");
    let severity = severity.map(|word| Severity::parse(word).ok_or_else(|| unknown(word))).transpose()?;
    let all = |name| words.all(name).map(str::to_owned).collect();
    Ok(GapOptions { only: all("only"), except: all("except"), severity, ..GapOptions::default() })
}

impl Part {
    /// The options `--domain` and `--category`.
    pub(crate) fn of(words: &Words) -> Result<Self, String> {
        let option = |name| Ok::<_, String>(words.option(name)?.map(str::to_owned));
        Ok(Self { domain: option("domain")?, category: option("category")? })
    }

    /// Whether it is no part but the whole.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.domain.is_none() && self.category.is_none()
    }
}

impl Coverage {
    /// The coverage of a part; its title names the part.
    ///
    /// # Errors
    /// One sentence with the names that there are, when there is no such part.
    pub fn only(mut self, part: &Part) -> Result<Self, String> {
        let mut title = vec![self.title.clone()];
        if let Some(wanted) = &part.domain {
            let known: Vec<String> = self.domains.iter().map(|domain| domain.label.clone()).collect();
            self.domains.retain(|domain| is_called(wanted, &domain.id, &domain.label));
            title.push(match self.domains.first() {
                Some(domain) => domain.label.clone(),
                None => return Err(unknown("domain", wanted, &known)),
            });
        }
        if let Some(wanted) = &part.category {
            let all = |domains: &[CoverageDomain]| -> Vec<String> {
                let categories = domains.iter().flat_map(|domain| &domain.categories);
                categories.map(|category| category.label.clone()).collect()
            };
            let known = all(&self.domains);
            for domain in &mut self.domains {
                domain.categories.retain(|category| is_called(wanted, &category.id, &category.label));
            }
            self.domains.retain(|domain| !domain.categories.is_empty());
            match all(&self.domains).first() {
                Some(label) => title.push(label.clone()),
                None => return Err(unknown("category", wanted, &known)),
            }
        }
        if !part.is_whole() {
            // What the title says already, a block's header need not repeat.
            for domain in &mut self.domains {
                domain.label.clear();
            }
        }
        title.retain(|part| !part.is_empty());
        self.title = title.join(": ");
        Ok(self)
    }
}

fn is_called(wanted: &str, id: &str, label: &str) -> bool {
    let wanted = wanted.to_lowercase();
    [id, label].iter().any(|name| name.to_lowercase() == wanted)
}

fn unknown(what: &str, wanted: &str, known: &[String]) -> String {
    let near = did_you_mean(wanted, known.iter().map(String::as_str));
    format!("there is no {what} `{wanted}`{near} (there are: {})", known.join(", "))
}
