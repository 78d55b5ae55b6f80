//! The inventory of the corpus folder.

use std::collections::HashSet;

use crate::model::location::DocPath;

/// The files and folders of the corpus, Markdown or not, to which links may lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    /// Sorted by path.
    files: Vec<DocPath>,
    known: HashSet<DocPath>,
    folders: HashSet<DocPath>,
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
        Self { known: files.iter().cloned().collect(), files, folders }
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
