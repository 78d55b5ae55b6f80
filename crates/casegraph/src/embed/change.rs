//! A file as it is and as it should be.

use std::path::PathBuf;

use similar::TextDiff;

use crate::error::Error;
use casegraph_corpus::write_whole;

/// A file to be written. What is there already and would stay the same is no change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub path: PathBuf,
    /// What is there; empty when nothing is.
    pub before: String,
    /// What should be there.
    pub after: String,
}

impl Change {
    /// The difference as `diff -u` would show it.
    #[must_use]
    pub fn diff(&self) -> String {
        let path = self.path.display().to_string();
        let diff = TextDiff::from_lines(self.before.as_str(), self.after.as_str());
        diff.unified_diff().context_radius(2).header(&path, &format!("{path} (fresh)")).to_string()
    }

    /// Writes the file whole, or leaves what was there whole. A link is followed; a file that may not be written to is
    /// left alone, even where its folder would allow to replace it.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn write(&self) -> Result<(), Error> {
        let path = std::fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        if std::fs::metadata(&path).is_ok_and(|metadata| metadata.permissions().readonly()) {
            let source = std::io::Error::new(std::io::ErrorKind::PermissionDenied, "the file is read-only");
            return Err(casegraph_corpus::Error::Write { path: self.path.clone(), source }.into());
        }
        Ok(write_whole(&path, self.after.as_bytes())?)
    }
}
