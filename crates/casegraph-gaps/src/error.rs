//! The errors of loading and running checks.

use casegraph_corpus::TextError;

/// Why the checks could not be loaded or run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No check has this code.
    #[error("no check is called `{code}`")]
    UnknownCheck {
        /// The unknown code.
        code: String,
        /// Similar codes, best first.
        suggestions: Vec<String>,
    },
    /// No check has a code in casegraph.toml.
    #[error("{source}")]
    UnknownCheckInConfig {
        /// The message, with its place in the file.
        source: Box<TextError>,
        /// Similar codes, best first.
        suggestions: Vec<String>,
    },
    /// The corpus could not be read or asked.
    #[error(transparent)]
    Corpus(#[from] casegraph_corpus::Error),
}

impl From<TextError> for Error {
    fn from(error: TextError) -> Self {
        Self::Corpus(error.into())
    }
}

impl Error {
    /// Advice on how to fix it, if there is any. It names no command and no flag: those are known to the program.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::UnknownCheck { suggestions, .. } | Self::UnknownCheckInConfig { suggestions, .. } => {
                suggestions.first().map(|best| format!("did you mean `{best}`?"))
            }
            Self::Corpus(error) => error.help(),
        }
    }
}
