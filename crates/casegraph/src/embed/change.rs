//! A change of a file: its current text and its new text.

use std::path::PathBuf;

use similar::TextDiff;

use crate::error::Error;
use casegraph_corpus::write_whole;

/// A file to write. A file that stays the same has no change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The path.
    pub path: PathBuf,
    /// The current text; empty if the file does not exist.
    pub before: String,
    /// The new text.
    pub after: String,
}

impl Change {
    /// The difference in the format of `diff -u`.
    #[must_use]
    pub fn diff(&self) -> String {
        let path = self.path.display().to_string();
        let diff = TextDiff::from_lines(self.before.as_str(), self.after.as_str());
        diff.unified_diff().context_radius(2).header(&path, &format!("{path} (updated)")).to_string()
    }

    /// Writes the file atomically. A symbolic link is followed; a read-only file is not replaced, even if its folder
    /// is writable.
    ///
    /// # Errors
    /// [`casegraph_corpus::Error::Write`].
    pub fn write(&self) -> Result<(), Error> {
        let path = std::fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        if std::fs::metadata(&path).is_ok_and(|metadata| metadata.permissions().readonly()) {
            let source = std::io::Error::new(std::io::ErrorKind::PermissionDenied, "the file is read-only");
            return Err(casegraph_corpus::Error::Write { path: self.path.clone(), source }.into());
        }
        Ok(write_whole(&path, self.after.as_bytes())?)
    }
}
