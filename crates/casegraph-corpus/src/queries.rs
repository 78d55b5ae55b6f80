//! The named queries of a corpus: those shipped with the program, and the corpus's own in its folder `queries`.

use std::path::{Path, PathBuf};

use casegraph_facts::near_names;
use casegraph_store::{NamedQuery, NamedQueryError, Query, shipped_queries, shipped_query};

use crate::corpus::Corpus;
use crate::error::Error;
use crate::text_error::TextError;

/// A named query and its origin.
#[derive(Clone, Debug)]
pub struct KnownQuery {
    /// The query.
    pub query: NamedQuery,
    /// The file of a corpus's own query; `None` for a shipped query.
    pub file: Option<PathBuf>,
}

/// The shipped query `name`.
///
/// # Errors
/// [`Error::UnknownQuery`].
pub fn shipped_named_query(name: &str) -> Result<NamedQuery, Error> {
    let unknown = || Error::UnknownQuery { name: name.to_owned(), suggestions: Vec::new() };
    let query = shipped_query(name).map_err(|_| unknown())?;
    parse_named_query(query.name, query.name, query.text)
}

/// A query with a header; `origin` is named in errors.
///
/// # Errors
/// [`Error::Text`] with its place, else [`Error::Query`].
pub fn parse_named_query(origin: &str, name: &str, text: &str) -> Result<NamedQuery, Error> {
    let text = without_byte_order_mark(text);
    NamedQuery::parse(name, text).map_err(|error| located(origin, text, error))
}

/// All named queries, sorted by name. A corpus's own query replaces the shipped one of the same name.
///
/// # Errors
/// [`Error::Text`] for a query file that is wrong, [`Error::Read`] for one that cannot be read.
pub fn known_queries(corpus: &Corpus) -> Result<Vec<KnownQuery>, Error> {
    let mut known = own_queries(&corpus.queries_folder())?;
    for query in shipped_queries() {
        if !known.iter().any(|own| own.query.name() == query.name) {
            known.push(KnownQuery { query: shipped_named_query(query.name)?, file: None });
        }
    }
    known.sort_by(|a, b| a.query.name().cmp(b.query.name()));
    Ok(known)
}

/// The named query `name` of a corpus.
///
/// # Errors
/// [`Error::UnknownQuery`] with similar names, and those of [`known_queries`].
pub fn known_query(corpus: &Corpus, name: &str) -> Result<KnownQuery, Error> {
    let mut known = known_queries(corpus)?;
    if let Some(at) = known.iter().position(|known| known.query.name() == name) {
        return Ok(known.swap_remove(at));
    }
    let near = near_names(name, known.iter().map(|known| known.query.name()));
    Err(Error::UnknownQuery {
        name: name.to_owned(),
        suggestions: near.into_iter().map(str::to_owned).collect(),
    })
}

/// The `.rq` files of a folder, sorted by name; empty if the folder cannot be read.
#[must_use]
pub fn query_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rq"));
    files.sort();
    files
}

fn own_queries(folder: &Path) -> Result<Vec<KnownQuery>, Error> {
    let mut known = Vec::new();
    for file in query_files(folder) {
        let text =
            std::fs::read_to_string(&file).map_err(|source| Error::Read { path: file.clone(), source })?;
        let name = file.file_stem().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
        let text = without_byte_order_mark(&text);
        let query = NamedQuery::parse(name, text)
            .map_err(|error| located(&file.display().to_string(), text, error))?;
        known.push(KnownQuery { query, file: Some(file) });
    }
    Ok(known)
}

fn located(origin: &str, text: &str, error: NamedQueryError) -> Error {
    match error {
        NamedQueryError::Header { line, message } => {
            TextError::at(origin.to_owned(), text, line, 1, message).into()
        }
        NamedQueryError::Query(casegraph_store::QueryError::Syntax(error)) => {
            TextError::at(origin.to_owned(), text, error.line, error.column, error.message.clone()).into()
        }
        NamedQueryError::Query(error) => Error::Query(error),
        other => TextError::at(origin.to_owned(), text, 1, 1, other.to_string()).into(),
    }
}

/// Parses a query; `origin` is named in errors.
///
/// # Errors
/// [`Error::Text`] with line and column, else [`Error::Query`].
pub fn parse_query(origin: &str, text: &str) -> Result<Query, Error> {
    let text = without_byte_order_mark(text);
    Query::parse(text).map_err(|error| match error {
        casegraph_store::QueryError::Syntax(error) => {
            TextError::at(origin.to_owned(), text, error.line, error.column, error.message.clone()).into()
        }
        other => other.into(),
    })
}

/// The text without the mark that some editors put before it.
fn without_byte_order_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::parse_query;

    #[test]
    fn a_query_with_a_byte_order_mark_is_parsed() {
        assert!(parse_query("q.rq", "\u{feff}ASK {}").is_ok());
    }

    #[test]
    fn a_mistake_beside_any_character_has_a_span_between_characters() {
        for mistake in [
            "SELECT ?t { ?t a cg:Topic \u{2013} }",
            "ASK { ?s ?p \u{201c}x\u{201d} }",
            "\u{1f600}",
            "ASK {} \u{e9}",
        ] {
            let Err(crate::error::Error::Text(error)) = parse_query("q.rq", mistake) else {
                panic!("{mistake} is no mistake");
            };
            assert!(error.text.get(error.span.clone()).is_some(), "{mistake}: {:?}", error.span);
        }
    }
}
