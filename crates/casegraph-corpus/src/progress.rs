//! How far a build is, for whoever shows it. The library itself prints nothing.

/// Is told about the files of a build as they are read, from several threads at once.
pub trait Progress: Sync {
    /// The build begins, with this many files to read.
    fn start(&self, files: usize) {
        let _ = files;
    }

    /// One more file is read.
    fn step(&self) {}

    /// All files are read.
    fn finish(&self) {}
}

/// Tells nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {}
