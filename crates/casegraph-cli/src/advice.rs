//! From an error to advice: the help of the library, with the commands and flags of this program.

use casegraph::gaps::BaselineError;
use casegraph::{Error, NameError, TextError, corpus, gaps};

/// An error of the library, unfolded.
enum Known<'e> {
    Corpus(&'e corpus::Error),
    Gaps(&'e gaps::Error),
    Library(&'e Error),
}

impl<'e> Known<'e> {
    fn of(error: &'e anyhow::Error) -> Option<Self> {
        if let Some(error) = error.downcast_ref::<Error>() {
            return Some(match error {
                Error::Corpus(error) => Self::Corpus(error),
                Error::Gaps(error) => Self::Gaps(error),
                other => Self::Library(other),
            });
        }
        if let Some(error) = error.downcast_ref::<gaps::Error>() {
            return Some(match error {
                gaps::Error::Corpus(error) => Self::Corpus(error),
                other => Self::Gaps(other),
            });
        }
        error.downcast_ref().map(Self::Corpus)
    }
}

/// The error in a text, if that is the cause.
pub(crate) fn text_error(error: &anyhow::Error) -> Option<&TextError> {
    match Known::of(error)? {
        Known::Corpus(corpus::Error::Text(error)) => Some(error),
        Known::Gaps(gaps::Error::UnknownCheckInConfig { source, .. }) => Some(source),
        _ => None,
    }
}

/// Advice on how to fix an error, if there is any.
pub(crate) fn advice(error: &anyhow::Error) -> Option<String> {
    if let Some(BaselineError::OtherVersion { .. }) = error.downcast_ref() {
        return Some("write it again with --update-baseline".to_owned());
    }
    match Known::of(error)? {
        Known::Corpus(error) => of_corpus(error),
        Known::Gaps(error) => of_gaps(error),
        Known::Library(error) => of_library(error),
    }
}

fn of_corpus(error: &corpus::Error) -> Option<String> {
    let push;
    let (before, after) = match error {
        corpus::Error::NoCorpus { .. } => {
            ("go to the folder of your case studies, or name it with -C DIR; ", "")
        }
        corpus::Error::NotBuilt { .. } => {
            ("", "`casegraph build` makes one; without --frozen it is made when it is needed")
        }
        corpus::Error::NeedsFiles { .. } => ("", "run it without --frozen"),
        corpus::Error::UnknownQuery { .. } => ("", " `casegraph query --list` shows all queries"),
        corpus::Error::NotPushed { url, .. } => {
            push = format!("`casegraph push --endpoint {url}` sends it there; ");
            (push.as_str(), "")
        }
        corpus::Error::NotHere { .. } => ("", "leave --endpoint out"),
        _ => ("", ""),
    };
    joined(before, error.help(), after)
}

fn of_gaps(error: &gaps::Error) -> Option<String> {
    let after = match error {
        gaps::Error::UnknownCheck { .. } | gaps::Error::UnknownCheckInConfig { .. } => {
            " `casegraph explain --list` shows all checks"
        }
        _ => "",
    };
    joined("", error.help(), after)
}

fn of_library(error: &Error) -> Option<String> {
    let help = error.help();
    let after = match error {
        Error::Name(NameError::UnknownName { .. }) if help.is_none() => {
            "`casegraph search WORDS` looks for words in everything that has a name"
        }
        Error::AnotherCorpus { .. } => {
            "; `casegraph push --all` puts this corpus in the place of the other one"
        }
        Error::WithoutDatabases => {
            ": `cargo install --locked --path crates/casegraph-cli --features rocksdb`; or load N-Quads: `casegraph export -o graph.nq`, then `oxigraph load --location DIR --file graph.nq`"
        }
        _ => "",
    };
    joined("", help, after)
}

/// The help with words before and after it; `None` if all are empty.
fn joined(before: &str, help: Option<String>, after: &str) -> Option<String> {
    let text = format!("{before}{}{after}", help.unwrap_or_default());
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
