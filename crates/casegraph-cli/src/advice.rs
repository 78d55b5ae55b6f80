//! From an error to advice: the help of the library, with the commands and flags of this program.

use casegraph::gaps::BaselineError;
use casegraph::{Error, TextError, corpus, gaps};

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
    let help = error.help();
    match error {
        corpus::Error::NoCorpus { .. } => {
            before("go to the folder of your case studies, or name it with -C DIR; ", help)
        }
        corpus::Error::NotBuilt { .. } => {
            after(help, "`casegraph build` makes one; without --frozen it is made when it is needed")
        }
        corpus::Error::NeedsFiles { .. } => after(help, "run it without --frozen"),
        corpus::Error::UnknownQuery { .. } => after(help, "`casegraph query --list` shows all queries"),
        corpus::Error::NotPushed { url, .. } => {
            before(&format!("`casegraph push --endpoint {url}` sends it there; "), help)
        }
        corpus::Error::NotHere { .. } => after(help, "leave --endpoint out"),
        _ => help,
    }
}

fn of_gaps(error: &gaps::Error) -> Option<String> {
    let help = error.help();
    match error {
        gaps::Error::UnknownCheck { .. } | gaps::Error::UnknownCheckInConfig { .. } => {
            after(help, "`casegraph explain --list` shows all checks")
        }
        _ => help,
    }
}

fn of_library(error: &Error) -> Option<String> {
    let help = error.help();
    match error {
        Error::UnknownName { .. } if help.is_none() => {
            after(help, "`casegraph search WORDS` looks for words in everything that has a name")
        }
        Error::AnotherCorpus { .. } => after(
            help.map(|help| help + ";"),
            "`casegraph push --all` puts this corpus in the place of the other one",
        ),
        Error::WithoutDatabases => after(
            help.map(|help| help + ":"),
            "`cargo install --locked --path crates/casegraph-cli --features rocksdb`; or load N-Quads: `casegraph export -o graph.nq`, then `oxigraph load --location DIR --file graph.nq`",
        ),
        _ => help,
    }
}

/// The help with words before it.
fn before(words: &str, help: Option<String>) -> Option<String> {
    Some(format!("{words}{}", help.unwrap_or_default()))
}

/// The help with a sentence after it.
fn after(help: Option<String>, sentence: &str) -> Option<String> {
    Some(help.map_or_else(|| sentence.to_owned(), |help| format!("{help} {sentence}")))
}
