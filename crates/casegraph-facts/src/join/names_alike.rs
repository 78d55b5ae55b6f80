//! Names in one folder that differ in case only: some file systems hold just one of them, and a copy there loses the other.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::location::DocPath;

/// Paths of documents that some file systems take for one.
#[derive(Default, PartialEq)]
pub(super) struct NamesAlike {
    /// Folders and files in lower case, where there are several spellings.
    places: BTreeSet<String>,
    /// Each spelling but the first: the first document under it, its name and the first name.
    pub(super) found: Vec<(DocPath, String, String)>,
}

/// A name in a folder: how a document's path spells it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Spelling<'a> {
    folder: &'a str,
    lower: Cow<'a, str>,
    name: &'a str,
    /// The first document under it, where several have it.
    document: &'a DocPath,
}

impl NamesAlike {
    /// `paths` in order. Time is linear in their length, but for sorting.
    pub(super) fn of<'a>(paths: impl Iterator<Item = &'a DocPath>) -> Self {
        let mut spellings: Vec<Spelling<'_>> = Vec::new();
        let mut before = "";
        for document in paths {
            let text = document.as_str();
            // What lies in the same folders as the path before was seen with it, but for its own name.
            let seen = shared_folders(before, text);
            let mut start = seen;
            let ends = text.match_indices('/').map(|(at, _)| at).chain([text.len()]);
            for end in ends.filter(|end| *end >= seen) {
                if let (Some(folder), Some(name)) = (text.get(..start), text.get(start..end)) {
                    spellings.push(Spelling { folder, lower: in_lower_case(name), name, document });
                }
                start = end + 1;
            }
            before = text;
        }
        spellings.sort_unstable();
        spellings.dedup_by(|a, b| (a.folder, a.name) == (b.folder, b.name));
        let mut alike = Self::default();
        for spelled in spellings.chunk_by(|a, b| (a.folder, &a.lower) == (b.folder, &b.lower)) {
            let [first, others @ ..] = spelled else { continue };
            for other in others {
                alike.places.insert(format!("{}{}", other.folder.to_lowercase(), other.lower));
                alike.found.push((other.document.clone(), first.name.to_owned(), other.name.to_owned()));
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

/// The length of the folders that two paths both lie in, with the last `/`.
fn shared_folders(a: &str, b: &str) -> usize {
    let folders = a.split_inclusive('/').zip(b.split_inclusive('/'));
    let shared = folders.take_while(|(a, b)| a == b && b.ends_with('/'));
    shared.map(|(_, folder)| folder.len()).sum()
}

fn in_lower_case(name: &str) -> Cow<'_, str> {
    let is_lower = name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(name) } else { Cow::Owned(name.to_lowercase()) }
}
