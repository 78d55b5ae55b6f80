//! The errors of the library.

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
    /// A name means nothing, or several things.
    #[error(transparent)]
    Name(#[from] casegraph_learn::NameError),
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

/// Errors of the crates below are errors of the corpus.
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
    /// Advice on how to fix it, if there is any. It names no command and no flag: those are known to the program.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        let said = |help: &str| Some(help.to_owned());
        match self {
            Self::Corpus(error) => error.help(),
            Self::Gaps(error) => error.help(),
            Self::Diff { help, .. } => help.clone(),
            Self::Name(error) => error.help(),
            Self::AnotherCorpus { .. } => said("give each corpus a `base` of its own in casegraph.toml"),
            Self::NoShard { .. } => said("shards are counted from 1: 1/8, 2/8, … 8/8"),
            Self::WithoutDatabases => {
                said("build it with the feature, which needs libclang, a C++ compiler and some minutes")
            }
            Self::PlaceTaken { .. } => said(
                "a database is written to a folder that is not there yet, or is empty: name another one, or remove this one first",
            ),
            Self::TopicExists { .. } | Self::Watch { .. } | Self::Map { .. } => None,
        }
    }
}
