//! The errors of opening, building and asking a corpus.

use std::io;
use std::path::PathBuf;

use casegraph_store::QueryError;

use crate::text_error::TextError;

/// Why a corpus could not be opened, built or asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No `casegraph.toml` was found.
    #[error("no casegraph.toml in {} or a folder above it, nor in its folder content", .start.display())]
    NoCorpus {
        /// The folder in which the search began.
        start: PathBuf,
    },
    /// The named folder is not a corpus.
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
        /// The config file that names it.
        file: PathBuf,
        /// The error in it.
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
        /// Its path.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// A file could not be written.
    #[error("cannot write {}: {source}", .path.display())]
    Write {
        /// Its path.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// There is no cached graph that can be opened.
    #[error("no graph is stored in {}: {reason}", .file.display())]
    NotBuilt {
        /// Its file.
        file: PathBuf,
        /// Why it cannot be opened.
        reason: String,
    },
    /// Only the files hold the answer, and the session may not read them.
    #[error("this needs the files: {reason}")]
    NeedsFiles {
        /// Why the graph is not enough.
        reason: String,
    },
    /// No query has this name.
    #[error("no query is called `{name}`")]
    UnknownQuery {
        /// The unknown name.
        name: String,
        /// Similar names, best first.
        suggestions: Vec<String>,
    },
    /// No profile has this name.
    #[error("no profile is called `{name}`")]
    UnknownProfile {
        /// The unknown name.
        name: String,
        /// The most similar name.
        suggestion: Option<String>,
        /// All names.
        known: String,
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
    /// A remote engine failed.
    #[error(transparent)]
    Endpoint(#[from] casegraph_store::EndpointError),
    /// A remote engine holds nothing of the corpus.
    #[error("{url} holds no graph of the corpus whose IRIs begin with {base}")]
    NotPushed {
        /// The engine.
        url: String,
        /// The corpus's base IRI.
        base: String,
    },
    /// The graph itself is needed, and it is in a remote engine.
    #[error("the graph is at {url}, where it can only be asked")]
    NotHere {
        /// The engine.
        url: String,
    },
}

impl From<TextError> for Error {
    fn from(error: TextError) -> Self {
        Self::Text(Box::new(error))
    }
}

impl Error {
    /// Advice on how to fix it, if there is any. It names no command and no flag: those are known to the program.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        let said = |help: &str| Some(help.to_owned());
        match self {
            Self::NoCorpus { .. } => {
                said("a corpus begins with a file casegraph.toml that says at least `title = \"…\"`")
            }
            Self::NoConfig { .. } => said("write a casegraph.toml there that says at least `title = \"…\"`"),
            Self::Text(error) => error.help.clone(),
            Self::Profile { .. } => said("correct the key in casegraph.toml"),
            Self::EmptyCorpus { .. } => said(
                "put .md files there; files that .gitignore or `ignore` in casegraph.toml names are not read",
            ),
            Self::Read { .. } | Self::Write { .. } => {
                said("check that the path exists and that you may use it")
            }
            Self::UnknownQuery { suggestions, .. } => {
                suggestions.first().map(|best| format!("did you mean `{best}`?"))
            }
            Self::UnknownProfile { suggestion, known, .. } => {
                let near =
                    suggestion.as_ref().map_or(String::new(), |near| format!("did you mean `{near}`? "));
                Some(format!("{near}profiles are: {known}"))
            }
            Self::Query(QueryError::Damaged) => {
                said("it was thrown away: run the command again, and a new one is built")
            }
            Self::Endpoint(error) | Self::Query(QueryError::Endpoint(error)) => {
                error.help().map(str::to_owned)
            }
            Self::NotPushed { .. } => said("is `base` in casegraph.toml the same as when it was sent?"),
            Self::NotBuilt { .. }
            | Self::NeedsFiles { .. }
            | Self::NotHere { .. }
            | Self::Query(_)
            | Self::Export(_)
            | Self::Parameter(_) => None,
        }
    }
}
