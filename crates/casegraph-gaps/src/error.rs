//! What can stop the checks from running.

use casegraph_corpus::TextError;

/// Why the checks could not run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No gap check has this code.
    #[error("no check is called `{code}`")]
    UnknownCheck {
        /// The code that was asked for.
        code: String,
        /// The codes that come closest, best first.
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
    /// What to do about it, where there is something to say.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::UnknownCheck { suggestions, .. } => Some(match suggestions.as_slice() {
                [] => "`casegraph explain --list` shows all checks".to_owned(),
                [best, ..] => format!("did you mean `{best}`? `casegraph explain --list` shows all checks"),
            }),
            Self::Corpus(error) => error.help(),
        }
    }
}
