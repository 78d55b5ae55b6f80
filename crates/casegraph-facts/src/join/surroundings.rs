//! What a collection does not list among its files, and a link may lead to all the same.

use std::fmt::Debug;

use crate::model::location::DocPath;

/// What lies around the files of a collection: symbolic links, files that are there but not read, and the rest of the repository.
/// Asked only for what is not among the files.
pub trait Surroundings: Debug + Send + Sync {
    /// The folder of the collection in its repository, empty for the whole of it; none outside of a repository.
    fn place_in_repository(&self) -> Option<&str>;

    /// What is at a path, which begins in the folder of the collection and may lead out of it (`../src/main.rs`).
    fn look_at(&self, path: &str) -> Beyond;
}

/// What is at a path that is none of the files of a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// Nothing, or nothing that other readers of the collection have too.
    Nothing,
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link to this path of the collection.
    Same(DocPath),
}
