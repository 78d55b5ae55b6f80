//! The findings of all checks are kept, for commands that show those about one thing.

use casegraph_corpus::{Shelf, encoded, frozen_stamp, query_files};

use super::Guide;
use crate::{Error, Finding, GapOptions, Session};

/// The findings of all checks.
const FINDINGS_FILE: &str = "findings";

impl Guide {
    /// The findings of all checks, as [`casegraph_gaps::run`] gives them without options. The checks run only when a file, a setting or a
    /// check of the corpus's own has changed since they ran last.
    ///
    /// # Errors
    /// Those of opening a session, and of [`casegraph_gaps::run`].
    pub fn findings(&self) -> Result<Vec<Finding>, Error> {
        let file = self.file(FINDINGS_FILE);
        let stamp = self.findings_stamp();
        let kept = Shelf::open(&file).filter(|shelf| Some(shelf.stamp()) == stamp.as_deref());
        if let Some(findings) = kept.and_then(|shelf| shelf.part(0)) {
            return Ok(findings);
        }
        let corpus = self.corpus.clone();
        let session = match &self.scan {
            Some(_) => Session::open(corpus, self.progress.as_ref())?,
            None => Session::open_frozen(corpus)?,
        };
        let findings = casegraph_gaps::run(&session, &GapOptions::default())?.findings;
        if let (Some(stamp), Some(part)) = (stamp, encoded(&findings))
            && self.corpus.ignore_state_folder().is_ok()
        {
            let _ = casegraph_corpus::write(&file, &stamp, &[part]); // a folder that cannot be written to keeps nothing
        }
        Ok(findings)
    }

    /// What the findings depend on: the files that the graph is made of, the settings, and the corpus's own checks. None where that
    /// cannot be told.
    fn findings_stamp(&self) -> Option<String> {
        let files = match &self.scan {
            Some(scan) => scan.stamp().to_owned(),
            None => frozen_stamp(&self.corpus)?,
        };
        let config = self.corpus.config();
        let mut rest = blake3::Hasher::new();
        rest.update(
            format!("{:?}\0{}\0{}", config.gaps, self.corpus.profile_stamp(), config.base).as_bytes(),
        );
        for check in query_files(&self.corpus.queries_folder().join("gaps")) {
            let text = std::fs::read(&check).ok()?;
            rest.update(check.to_string_lossy().as_bytes());
            rest.update(blake3::hash(&text).as_bytes());
        }
        Some(format!("{files} {}", rest.finalize().to_hex()))
    }
}
