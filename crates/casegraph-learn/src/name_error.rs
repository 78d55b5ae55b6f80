//! Why a name that a person typed means nothing, or not one thing.

/// A name that does not mean exactly one thing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// Nothing has this name.
    #[error("nothing is called `{name}`")]
    UnknownName {
        /// The name that was typed.
        name: String,
        /// The names that are closest to it, best first.
        suggestions: Vec<String>,
    },
    /// Several things have this name.
    #[error("`{name}` can mean {} things", candidates.len())]
    AmbiguousName {
        /// The name that was typed.
        name: String,
        /// The things it can mean: an identity that is unambiguous, and the label.
        candidates: Vec<String>,
    },
}

impl NameError {
    /// What to type instead.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::UnknownName { suggestions, .. } => match suggestions.as_slice() {
                [] => None,
                [one] => Some(format!("did you mean `{one}`?")),
                several => Some(format!("did you mean one of these?\n  {}", several.join("\n  "))),
            },
            Self::AmbiguousName { candidates, .. } => {
                Some(format!("name one of these\n  {}", candidates.join("\n  ")))
            }
        }
    }
}
