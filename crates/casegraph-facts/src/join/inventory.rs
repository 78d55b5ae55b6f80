//! What lies in the corpus folder.

use std::collections::HashSet;

use crate::model::location::DocPath;

/// What lies in the corpus folder, Markdown or not: the paths that links may lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    /// By path.
    files: Vec<DocPath>,
    known: HashSet<DocPath>,
    folders: HashSet<DocPath>,
}

impl Inventory {
    /// The inventory of a folder with these files; folders are those the files lie in.
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
        Self { known: files.iter().cloned().collect(), files, folders }
    }

    /// Whether there is such a file.
    #[must_use]
    pub fn has_file(&self, path: &DocPath) -> bool {
        self.known.contains(path)
    }

    /// Whether there is such a folder.
    #[must_use]
    pub fn has_folder(&self, path: &DocPath) -> bool {
        self.folders.contains(path)
    }

    /// All files, by path.
    pub fn files(&self) -> impl Iterator<Item = &DocPath> {
        self.files.iter()
    }
}
