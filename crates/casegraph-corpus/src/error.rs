//! What can stop a corpus from being opened, built or asked: each with what, where, and what to do.

use std::io;
use std::path::PathBuf;

use casegraph_store::QueryError;

use crate::text_error::TextError;

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
    /// The graph itself is needed, and it is in an engine elsewhere.
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
    /// What to do about it, where there is something to say.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::NoCorpus { .. } => Some("go to the folder of your case studies, or name it with -C DIR; a corpus begins with a file casegraph.toml that says at least `title = \"…\"`".to_owned()),
            Self::NoConfig { .. } => Some("write a casegraph.toml there that says at least `title = \"…\"`".to_owned()),
            Self::Text(error) => error.help.clone(),
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
            Self::Query(QueryError::Damaged) => Some("it was thrown away: run the command again, and a new one is built".to_owned()),
            Self::Endpoint(error) | Self::Query(casegraph_store::QueryError::Endpoint(error)) => error.help().map(str::to_owned),
            Self::NotPushed { url, .. } => Some(format!("`casegraph push --endpoint {url}` sends it there; is `base` in casegraph.toml the same as when it was sent?")),
            Self::NotHere { .. } => Some("leave --endpoint out".to_owned()),
            Self::Query(_) | Self::Export(_) | Self::Parameter(_) => None,
        }
    }
}
