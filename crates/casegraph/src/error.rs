//! What can stop the library from doing what it was asked: each with what, where, and what to do.

use std::path::PathBuf;

use casegraph_corpus::TextError;
use casegraph_store::{EndpointError, ParameterError, QueryError, WriteError};

/// Why the library could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The corpus could not be opened, built or asked.
    #[error(transparent)]
    Corpus(#[from] casegraph_corpus::Error),
    /// The checks could not run.
    #[error(transparent)]
    Gaps(casegraph_gaps::Error),
    /// The topic is written already.
    #[error("the topic `{topic}` has a page: {page}")]
    TopicExists {
        /// The topic.
        topic: String,
        /// Its page.
        page: String,
    },
    /// Nothing has this name.
    #[error("nothing is called `{name}`")]
    UnknownName {
        /// The name that was asked for.
        name: String,
        /// The names that come closest, best first.
        suggestions: Vec<String>,
    },
    /// Several things have this name.
    #[error("`{name}` can mean {} things", candidates.len())]
    AmbiguousName {
        /// The name that was asked for.
        name: String,
        /// What it can mean, each as a name that means one thing, with its label.
        candidates: Vec<String>,
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

impl From<casegraph_gaps::Error> for Error {
    fn from(error: casegraph_gaps::Error) -> Self {
        match error {
            casegraph_gaps::Error::Corpus(error) => Self::Corpus(error),
            other => Self::Gaps(other),
        }
    }
}

/// Errors of a crate below become those of the corpus.
macro_rules! of_the_corpus {
    ($($error:ty),*) => {
        $(impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self::Corpus(error.into())
            }
        })*
    };
}

of_the_corpus!(TextError, EndpointError, ParameterError, QueryError, WriteError);

impl Error {
    /// What to do about it, where there is something to say.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Corpus(error) => error.help(),
            Self::Gaps(error) => error.help(),
            Self::Diff { help, .. } => help.clone(),
            Self::UnknownName { suggestions, .. } => Some(match suggestions.as_slice() {
                [] => "`casegraph search WORDS` looks for words in everything that has a name".to_owned(),
                [one] => format!("did you mean `{one}`?"),
                several => format!("did you mean one of these?\n  {}", several.join("\n  ")),
            }),
            Self::AmbiguousName { candidates, .. } => {
                Some(format!("name one of these\n  {}", candidates.join("\n  ")))
            }
            Self::AnotherCorpus { .. } => Some("give each corpus a `base` of its own in casegraph.toml; `casegraph push --all` puts this corpus in the place of the other one".to_owned()),
            Self::NoShard { .. } => Some("shards are counted from 1: 1/8, 2/8, … 8/8".to_owned()),
            Self::WithoutDatabases => Some("build it with the feature, which needs libclang, a C++ compiler and some minutes: `cargo install --locked --path crates/casegraph-cli --features rocksdb`; or load N-Quads: `casegraph export -o graph.nq`, then `oxigraph load --location DIR --file graph.nq`".to_owned()),
            Self::PlaceTaken { .. } => Some("a database is written to a folder that is not there yet, or is empty: name another one, or remove this one first".to_owned()),
            Self::TopicExists { .. } | Self::Watch { .. } | Self::Map { .. } => None,
        }
    }
}
