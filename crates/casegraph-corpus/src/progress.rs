//! The progress of a build, for a caller that shows it. The library itself prints nothing.

/// Receives the progress of a build, from several threads at once.
pub trait Progress: Sync {
    /// The build begins and will read this many files.
    fn start(&self, files: usize) {
        let _ = files;
    }

    /// One more file is read.
    fn step(&self) {}

    /// All files are read.
    fn finish(&self) {}
}

/// Ignores all progress.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {}
