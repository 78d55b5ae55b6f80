//! The finding `name-collision`: two names that some program or file system cannot keep apart.

use crate::model::diagnostic::Diagnostic;
use crate::model::location::DocPath;

/// The finding about a line of a document.
pub(super) fn name_collision(path: &DocPath, line: u32, message: String, help: &str) -> Diagnostic {
    Diagnostic::warning(path, line, "name-collision", message, help)
}
