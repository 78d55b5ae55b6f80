//! The cache files of learners' questions.

use casegraph_learn::Parts;

use casegraph_corpus::Session;
use casegraph_corpus::{self, Bundle};

/// Names and relations.
pub(super) const RELATIONS: &str = "relations.cache";

/// The facts that `show` and `search` look at.
pub(super) const DIGESTS: &str = "documents.digest";

/// The words of all texts.
pub(super) const SEARCH_INDEX: &str = "search.index";

/// The findings of all checks.
pub(super) const FINDINGS: &str = "findings";

/// An open cache file.
pub(super) struct CacheFile(pub(super) Bundle);

impl Parts for CacheFile {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn bytes(&self, index: usize) -> Option<Vec<u8>> {
        self.0.bytes(index)
    }
}

/// A value that changes with everything that cached facts depend on: the files, and the profile in every detail.
pub(super) fn stamp_of_facts(session: &Session) -> Option<String> {
    Some(format!("{} {}", session.stamp()?, session.corpus().profile_stamp()))
}

/// The cache file with this name, if it has this stamp.
pub(super) fn open(session: &Session, name: &str, stamp: &str) -> Option<CacheFile> {
    let file = Bundle::open(&session.corpus().state_folder().join(name))?;
    (file.stamp() == stamp).then_some(CacheFile(file))
}

/// Writes a cache file, if the parts could be encoded. A folder that cannot be written to is left as it is.
pub(super) fn write(session: &Session, name: &str, stamp: &str, parts: Option<Vec<Vec<u8>>>) {
    let corpus = session.corpus();
    if let Some(parts) = parts
        && corpus.prepare_state_folder().is_ok()
    {
        let _ = Bundle::write(&corpus.state_folder().join(name), stamp, &parts);
    }
}
