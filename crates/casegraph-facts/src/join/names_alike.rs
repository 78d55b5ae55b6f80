//! Names in one folder that differ in case only: some file systems hold just one of them, and a copy there loses the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::DocPath;

/// Paths of documents that some file systems take for one.
#[derive(Default, PartialEq)]
pub(super) struct NamesAlike {
    /// Folders and files in lower case, where there are several spellings.
    places: BTreeSet<String>,
    /// Each spelling but the first: the first document under it, its name and the first name.
    pub(super) found: Vec<(DocPath, String, String)>,
}

impl NamesAlike {
    /// `paths` in order. Time is linear in their length, but for sorting.
    pub(super) fn of<'a>(paths: impl Iterator<Item = &'a DocPath>) -> Self {
        // Of every folder, as it is spelled: its names in lower case, their spellings, and the first document of each.
        let mut folders: BTreeMap<(&str, String), BTreeMap<&str, &DocPath>> = BTreeMap::new();
        for path in paths {
            let text = path.as_str();
            let ends = text.match_indices('/').map(|(at, _)| at).chain([text.len()]);
            let mut start = 0;
            for end in ends {
                let (Some(folder), Some(name)) = (text.get(..start), text.get(start..end)) else { continue };
                folders.entry((folder, name.to_lowercase())).or_default().entry(name).or_insert(path);
                start = end + 1;
            }
        }
        let mut alike = Self::default();
        for ((folder, name), spellings) in folders {
            let mut spellings = spellings.into_iter();
            let Some((first, _)) = spellings.next() else { continue };
            for (spelling, document) in spellings {
                alike.places.insert(format!("{}{name}", folder.to_lowercase()));
                alike.found.push((document.clone(), first.to_owned(), spelling.to_owned()));
            }
        }
        alike
    }

    /// Whether two documents lie in such places, so that what follows from it need not be told.
    pub(super) fn explains(&self, a: &DocPath, b: &DocPath) -> bool {
        let (a, b) = (a.as_str().to_lowercase(), b.as_str().to_lowercase());
        let within = |path: &str, place: &str| {
            path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        a == b && self.places.iter().any(|place| within(&a, place))
    }
}
