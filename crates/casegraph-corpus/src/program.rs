//! Which program this is.

use std::time::UNIX_EPOCH;

/// What this program is: its version, and when it was made, so that a graph made by another is not trusted.
pub(crate) fn program() -> String {
    let made =
        std::env::current_exe().and_then(|path| path.metadata()).and_then(|metadata| metadata.modified());
    let made = made.ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    format!("{} {}", env!("CARGO_PKG_VERSION"), made.as_nanos())
}
