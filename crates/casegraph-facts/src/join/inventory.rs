//! What lies in the corpus folder.

use std::collections::BTreeSet;

use crate::DocPath;

/// What lies in the corpus folder, Markdown or not: the paths that links may lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    files: BTreeSet<DocPath>,
    folders: BTreeSet<DocPath>,
}

impl Inventory {
    /// The inventory of a folder with these files; folders are those the files lie in.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = DocPath>) -> Self {
        let files: BTreeSet<DocPath> = files.into_iter().collect();
        let mut folders = BTreeSet::from([DocPath::default()]);
        for file in &files {
            let mut folder = file.parent();
            while folders.insert(folder.clone()) {
                folder = folder.parent();
            }
        }
        Self { files, folders }
    }

    /// Whether there is such a file.
    #[must_use]
    pub fn has_file(&self, path: &DocPath) -> bool {
        self.files.contains(path)
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
