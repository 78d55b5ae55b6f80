//! The identity of the running program.

use std::time::UNIX_EPOCH;

/// The version and build time of the program. Cache files of another program are ignored.
pub(crate) fn program_id() -> String {
    let modified =
        std::env::current_exe().and_then(|path| path.metadata()).and_then(|metadata| metadata.modified());
    let since = modified.ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    format!("{} {}", env!("CARGO_PKG_VERSION"), since.as_nanos())
}
