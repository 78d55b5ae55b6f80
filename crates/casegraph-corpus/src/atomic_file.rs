//! Atomic writes: a file is replaced as a whole or not at all.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use tempfile::NamedTempFile;

use crate::error::Error;

/// Writes `bytes` to `path`: to a temporary file beside it, synced, then renamed over it. If anything fails, the previous
/// file stays. Missing folders are created.
///
/// # Errors
/// [`Error::Write`] with the path.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    write_synced(path, |file| file.write_all(bytes))
}

/// Replaces `path` with the output of `write`, and waits until it is on disk, as [`write_whole`] does.
pub(crate) fn write_synced(
    path: &Path,
    write: impl FnOnce(&mut File) -> std::io::Result<()>,
) -> Result<(), Error> {
    write_unsynced(path, |file| {
        write(file)?;
        crash_point();
        // A pipe and most devices cannot be synced, and need not be.
        if file.metadata()?.is_file() { file.sync_all() } else { Ok(()) }
    })
}

/// The same without waiting for the disk: after a crash of the process there is the old file or the new one, after a crash of
/// the machine perhaps neither.
pub(crate) fn write_unsynced(
    path: &Path,
    write: impl FnOnce(&mut File) -> std::io::Result<()>,
) -> Result<(), Error> {
    let failed = |source| Error::Write { path: path.to_owned(), source };
    // A symbolic link stays a link: its target is replaced.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if std::fs::metadata(&target).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        // A device, a pipe or a socket is written to, never replaced.
        let mut device = File::options().write(true).open(&target).map_err(failed)?;
        return write(&mut device).map_err(failed);
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(failed)?;
    crash_point();
    let mut file = NamedTempFile::new_in(folder).map_err(failed)?;
    crash_point();
    write(file.as_file_mut()).map_err(failed)?;
    set_permissions(&file, &target).map_err(failed)?;
    crash_point();
    file.persist(&target).map_err(|error| failed(error.error))?;
    crash_point();
    Ok(())
}

/// Marks a step of a write. If `CASEGRAPH_CRASH_AT` is N, the process aborts at its N-th step, for tests of crashes. Debug builds
/// only: a release build reads no environment variable.
#[cfg(debug_assertions)]
fn crash_point() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static STEPS: AtomicUsize = AtomicUsize::new(0);
    let step = STEPS.fetch_add(1, Ordering::Relaxed) + 1;
    if std::env::var("CASEGRAPH_CRASH_AT").is_ok_and(|at| at == step.to_string()) {
        std::process::abort();
    }
}

#[cfg(not(debug_assertions))]
fn crash_point() {}

/// Temporary files are private. This one gets the permissions of the file that it replaces, or those of a new file.
#[cfg(unix)]
fn set_permissions(file: &NamedTempFile, path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(path).map_or(0o644, |metadata| metadata.permissions().mode());
    file.as_file().set_permissions(std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_permissions(_: &NamedTempFile, _: &Path) -> std::io::Result<()> {
    Ok(())
}
