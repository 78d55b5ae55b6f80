//! The inventory of the corpus folder.

use std::collections::HashSet;
use std::sync::Arc;

use super::surroundings::{Beyond, Surroundings};
use crate::model::location::DocPath;

/// The files and folders of the corpus, Markdown or not, to which links may lead.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// Sorted by path.
    files: Vec<DocPath>,
    known: HashSet<DocPath>,
    folders: HashSet<DocPath>,
    surroundings: Option<Arc<dyn Surroundings>>,
}

impl Inventory {
    /// The inventory of these files, and of the folders that contain them. Linear in the files, but for sorting.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = DocPath>) -> Self {
        let mut files: Vec<DocPath> = files.into_iter().collect();
        files.sort_unstable();
        files.dedup();
        let mut folders = HashSet::from([DocPath::default()]);
        for file in &files {
            let mut folder = file.parent();
            while !folders.contains(&folder) {
                let above = folder.parent();
                folders.insert(std::mem::replace(&mut folder, above));
            }
        }
        Self { known: files.iter().cloned().collect(), files, folders, surroundings: None }
    }

    /// The inventory with what lies around its files.
    #[must_use]
    pub fn with_surroundings(self, surroundings: Arc<dyn Surroundings>) -> Self {
        Self { surroundings: Some(surroundings), ..self }
    }

    /// What is at a path that is none of the files; it may lead out of the collection.
    #[must_use]
    pub(crate) fn beyond(&self, path: &str) -> Beyond {
        self.surroundings.as_ref().map_or(Beyond::Nothing, |around| around.look_at(path))
    }

    /// The folder of the collection in its repository, if it lies in one.
    #[must_use]
    pub(crate) fn place_in_repository(&self) -> Option<&str> {
        self.surroundings.as_ref()?.place_in_repository()
    }

    /// Whether there is a file at this path, in this case.
    #[must_use]
    pub fn has_file(&self, path: &DocPath) -> bool {
        self.known.contains(path)
    }

    /// Whether there is a folder at this path, in this case.
    #[must_use]
    pub fn has_folder(&self, path: &DocPath) -> bool {
        self.folders.contains(path)
    }

    /// All files, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = &DocPath> {
        self.files.iter()
    }
}
