//! Names as people write them, as topics.

use casegraph_facts::Kind;

use crate::coverage::topics::Coverage;
use crate::error::Error;
use casegraph_corpus::Corpus;

/// The id of the topic that a name means. The names of the corpus are read only if the name is not an id.
///
/// # Errors
/// [`Error::UnknownName`], [`Error::AmbiguousName`]; those of reading the corpus.
pub(crate) fn resolve_topic(coverage: &Coverage, name: &str, corpus: &Corpus) -> Result<String, Error> {
    if coverage.topics().any(|topic| topic.id == name) {
        return Ok(name.to_owned());
    }
    let wood = crate::guide::wood(corpus)?;
    Ok(wood.names().resolve(name, &[Kind::Topic])?.key().to_owned())
}
