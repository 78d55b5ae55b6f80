//! Files written whole or not at all.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use tempfile::NamedTempFile;

use crate::error::Error;

/// Writes `bytes` to `path`: to a temporary file beside it, synced, then renamed over it. When anything fails, what was
/// there before stays whole. Folders that are missing are made.
///
/// # Errors
/// [`Error::Write`] with the path.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    write_whole_by(path, |file| file.write_all(bytes))
}

/// Writes what `write` writes to `path`, as [`write_whole`] does.
pub(crate) fn write_whole_by(
    path: &Path,
    write: impl FnOnce(&mut File) -> std::io::Result<()>,
) -> Result<(), Error> {
    replace_by(path, |file| write(file).and_then(|()| file.sync_all()))
}

/// The same without waiting for the disk: a process that is stopped leaves the old file or the new one, a machine that stops may
/// leave neither.
pub(crate) fn replace_by(
    path: &Path,
    write: impl FnOnce(&mut File) -> std::io::Result<()>,
) -> Result<(), Error> {
    let wrong = |source| Error::Write { path: path.to_owned(), source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(wrong)?;
    let mut file = NamedTempFile::new_in(folder).map_err(wrong)?;
    write(file.as_file_mut()).map_err(wrong)?;
    allow_reading(&file, path).map_err(wrong)?;
    file.persist(path).map_err(|error| wrong(error.error))?;
    Ok(())
}

/// Temporary files are private; what is written here gets the rights of the file it replaces, or those of a new file.
#[cfg(unix)]
fn allow_reading(file: &NamedTempFile, path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let rights = std::fs::metadata(path).map_or(0o644, |metadata| metadata.permissions().mode());
    file.as_file().set_permissions(std::fs::Permissions::from_mode(rights))
}

#[cfg(not(unix))]
fn allow_reading(_: &NamedTempFile, _: &Path) -> std::io::Result<()> {
    Ok(())
}
