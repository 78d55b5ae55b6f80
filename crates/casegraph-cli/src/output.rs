//! Writes results to standard output or a file, and notes to standard error.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use casegraph::{Corpus, write_whole};

use crate::global::Global;

/// Prints a result, with colours if they are enabled.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Writes a result to a file atomically, or to standard output unchanged.
pub(crate) fn write(bytes: &[u8], file: Option<&Path>) -> anyhow::Result<()> {
    if let Some(file) = file {
        return Ok(write_whole(file, bytes)?);
    }
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

/// Prints a note, unless `--quiet` is given.
pub(crate) fn note(global: &Global, text: &str) {
    if !global.quiet {
        anstream::eprintln!("{text}");
    }
}

/// The corpus of the arguments, else the one that contains the current folder.
pub(crate) fn corpus(global: &Global) -> anyhow::Result<Corpus> {
    Ok(Corpus::open(&folder(global)?)?)
}

/// The folder of that corpus.
pub(crate) fn folder(global: &Global) -> anyhow::Result<PathBuf> {
    if let Some(folder) = &global.corpus {
        return Ok(folder.clone());
    }
    let here = std::env::current_dir()?;
    let root = Corpus::locate(&here)?;
    let shown = match root.strip_prefix(&here) {
        Ok(below) if below == Path::new("") => Path::new("."),
        Ok(below) => below,
        Err(_) => &root,
    };
    Ok(shown.to_owned())
}
