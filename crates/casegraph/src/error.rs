//! What can stop the library from doing what it was asked: each with what, where, and what to do.

use std::io;
use std::ops::Range;
use std::path::PathBuf;

use casegraph_store::QueryError;

/// A fault in a text that somebody wrote: a config file, a query. It can be shown with the line and a caret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{origin}:{line}:{column}: {message}")]
pub struct TextError {
    /// The file's path as given, or what else the text is called.
    pub origin: String,
    /// The whole text.
    pub text: String,
    /// Bytes of `text` that are wrong.
    pub span: Range<usize>,
    /// Line of the span's start, from 1.
    pub line: usize,
    /// Column of the span's start in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl TextError {
    /// A fault at these bytes of `text`.
    #[must_use]
    pub fn new(origin: String, text: &str, span: Range<usize>, message: String) -> Self {
        let start = span.start.min(text.len());
        let before = text.get(..start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self {
            origin,
            text: text.to_owned(),
            span: start..span.end.clamp(start, text.len()),
            line,
            column,
            message,
            help: None,
        }
    }

    /// A fault at a line and column (characters), both from 1.
    #[must_use]
    pub fn at(origin: String, text: &str, line: u32, column: u32, message: String) -> Self {
        let before: usize = text.split_inclusive('\n').take(line.max(1) as usize - 1).map(str::len).sum();
        let in_line = text.get(before..).unwrap_or_default().chars().take(column.max(1) as usize - 1);
        let start = before + in_line.map(char::len_utf8).sum::<usize>();
        Self {
            line: line as usize,
            column: column as usize,
            ..Self::new(origin, text, start..start + 1, message)
        }
    }

    /// The same fault with advice.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

/// Why the library could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No `casegraph.toml` was found.
    #[error("no casegraph.toml in {} or a folder above it, nor in its folder content", .start.display())]
    NoCorpus {
        /// Where the search began.
        start: PathBuf,
    },
    /// The folder that was named is no corpus.
    #[error("no casegraph.toml in {}", .folder.display())]
    NoConfig {
        /// The folder.
        folder: PathBuf,
    },
    /// A config file or a query is wrong.
    #[error(transparent)]
    Text(#[from] Box<TextError>),
    /// A profile cannot be used.
    #[error("{}: the profile is wrong: {source}", .file.display())]
    Profile {
        /// The config file that asks for it.
        file: PathBuf,
        /// What is wrong.
        source: casegraph_facts::ProfileError,
    },
    /// There is no Markdown to read.
    #[error("no Markdown file under {}", .folder.display())]
    EmptyCorpus {
        /// The corpus folder.
        folder: PathBuf,
    },
    /// A file or folder could not be read.
    #[error("cannot read {}: {source}", .path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file could not be written.
    #[error("cannot write {}: {source}", .path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// No graph is stored that could be opened as it is.
    #[error("no graph is stored in {}: {reason}", .file.display())]
    NotBuilt {
        /// Where it would be.
        file: PathBuf,
        /// Why it cannot be opened.
        reason: String,
    },
    /// No query has this name.
    #[error("no query is called `{name}`")]
    UnknownQuery {
        /// The name that was asked for.
        name: String,
        /// The names that come closest, best first.
        suggestions: Vec<String>,
    },
    /// No profile has this name.
    #[error("no profile is called `{name}`")]
    UnknownProfile {
        /// The name that was asked for.
        name: String,
        /// The name that comes closest.
        suggestion: Option<String>,
        /// All names.
        known: String,
    },
    /// No gap check has this code.
    #[error("no check is called `{code}`")]
    UnknownCheck {
        /// The code that was asked for.
        code: String,
        /// The codes that come closest, best first.
        suggestions: Vec<String>,
    },
    /// The topic is written already.
    #[error("the topic `{topic}` has a page: {page}")]
    TopicExists {
        /// The topic.
        topic: String,
        /// Its page.
        page: String,
    },
    /// A name means nothing, or several things.
    #[error(transparent)]
    Name(#[from] casegraph_learn::NameError),
    /// Only the files of the corpus tell what was asked for, and they are not to be read.
    #[error("this needs the files: {reason}")]
    NeedsFiles {
        /// Why the graph does not do.
        reason: String,
    },
    /// A map cannot be drawn as asked.
    #[error("{message}")]
    Map {
        /// What is wrong and what is allowed.
        message: String,
    },
    /// A folder cannot be watched.
    #[error("cannot watch {}: {message}", .folder.display())]
    Watch {
        /// Which.
        folder: PathBuf,
        /// Why.
        message: String,
    },
    /// A side of a comparison cannot be read.
    #[error("{message}")]
    Diff {
        /// What is wrong.
        message: String,
        /// What to do.
        help: Option<String>,
    },
    /// A query could not be answered.
    #[error(transparent)]
    Query(#[from] casegraph_store::QueryError),
    /// The graph could not be written.
    #[error(transparent)]
    Export(#[from] casegraph_store::WriteError),
    /// A parameter is unknown, missing or of the wrong type.
    #[error(transparent)]
    Parameter(#[from] casegraph_store::ParameterError),
    /// An engine elsewhere did not do what it was asked.
    #[error(transparent)]
    Endpoint(#[from] casegraph_store::EndpointError),
    /// An engine elsewhere holds nothing of the corpus.
    #[error("{url} holds no graph of the corpus whose IRIs begin with {base}")]
    NotPushed {
        /// The engine.
        url: String,
        /// The corpus's base IRI.
        base: String,
    },
    /// An engine elsewhere holds documents, and none of them is of the corpus.
    #[error("{url} holds {documents} documents under {base}, and none of them is in this corpus")]
    AnotherCorpus {
        /// The engine.
        url: String,
        /// The corpus's base IRI.
        base: String,
        /// How many documents it holds.
        documents: usize,
    },
    /// The graph itself is needed, and it is in an engine elsewhere.
    #[error("the graph is at {url}, where it can only be asked")]
    NotHere {
        /// The engine.
        url: String,
    },
    /// A part of the corpus is asked for that does not exist.
    #[error("there is no shard {shard} of {shards}")]
    NoShard {
        /// The shard.
        shard: u64,
        /// How many there are.
        shards: u64,
    },
    /// Databases of Oxigraph's server cannot be written: this was built without the feature `rocksdb`.
    #[error(
        "this casegraph was built without the feature `rocksdb`, which writes databases for Oxigraph's server"
    )]
    WithoutDatabases,
    /// Something is where a database is to be written.
    #[error("{} {what}", .folder.display())]
    PlaceTaken {
        /// Where.
        folder: PathBuf,
        /// What is wrong with it: "is not empty".
        what: &'static str,
    },
}

impl From<TextError> for Error {
    fn from(error: TextError) -> Self {
        Self::Text(Box::new(error))
    }
}

impl Error {
    /// What to do about it, where there is something to say.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::NoCorpus { .. } => Some("go to the folder of your case studies, or name it with -C DIR; a corpus begins with a file casegraph.toml that says at least `title = \"…\"`".to_owned()),
            Self::NoConfig { .. } => Some("write a casegraph.toml there that says at least `title = \"…\"`".to_owned()),
            Self::Text(error) => error.help.clone(),
            Self::Diff { help, .. } => help.clone(),
            Self::Profile { .. } => Some("correct the key in casegraph.toml".to_owned()),
            Self::EmptyCorpus { .. } => Some("put .md files there; files that .gitignore or `ignore` in casegraph.toml names are not read".to_owned()),
            Self::Read { .. } | Self::Write { .. } => Some("check that the path exists and that you may use it".to_owned()),
            Self::NotBuilt { .. } => Some("`casegraph build` makes one; without --frozen it is made when it is needed".to_owned()),
            Self::UnknownQuery { suggestions, .. } => Some(match suggestions.as_slice() {
                [] => "`casegraph query --list` shows all queries".to_owned(),
                [best, ..] => format!("did you mean `{best}`? `casegraph query --list` shows all queries"),
            }),
            Self::UnknownProfile { suggestion, known, .. } => {
                let near = suggestion.as_ref().map_or(String::new(), |near| format!("did you mean `{near}`? "));
                Some(format!("{near}profiles are: {known}"))
            }
            Self::UnknownCheck { suggestions, .. } => Some(match suggestions.as_slice() {
                [] => "`casegraph explain --list` shows all checks".to_owned(),
                [best, ..] => format!("did you mean `{best}`? `casegraph explain --list` shows all checks"),
            }),
            Self::Name(error) => Some(error.help()),
            Self::NeedsFiles { .. } => Some("run it without --frozen".to_owned()),
            Self::Query(QueryError::Damaged) => Some("it was thrown away: run the command again, and a new one is built".to_owned()),
            Self::Endpoint(error) | Self::Query(casegraph_store::QueryError::Endpoint(error)) => error.help().map(str::to_owned),
            Self::NotPushed { url, .. } => Some(format!("`casegraph push --endpoint {url}` sends it there; is `base` in casegraph.toml the same as when it was sent?")),
            Self::AnotherCorpus { .. } => Some("give each corpus a `base` of its own in casegraph.toml; `casegraph push --all` puts this corpus in the place of the other one".to_owned()),
            Self::NotHere { .. } => Some("leave --endpoint out".to_owned()),
            Self::NoShard { .. } => Some("shards are counted from 1: 1/8, 2/8, … 8/8".to_owned()),
            Self::WithoutDatabases => Some("build it with the feature, which needs libclang, a C++ compiler and some minutes: `cargo install --locked --path crates/casegraph-cli --features rocksdb`; or load N-Quads: `casegraph export -o graph.nq`, then `oxigraph load --location DIR --file graph.nq`".to_owned()),
            Self::PlaceTaken { .. } => Some("a database is written to a folder that is not there yet, or is empty: name another one, or remove this one first".to_owned()),
            Self::TopicExists { .. }
            | Self::Watch { .. }
            | Self::Map { .. }
            | Self::Query(_)
            | Self::Export(_)
            | Self::Parameter(_) => None,
        }
    }
}
