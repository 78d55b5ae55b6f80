//! Names that differ in case only: some file systems hold just one of two such files, and a copy there loses the other.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::name_collision::name_collision;
use super::nodes::TopicNode;
use super::topic_key::TopicKey;
use crate::model::diagnostic::Diagnostic;
use crate::model::location::DocPath;

/// Names in one folder that differ in case only.
#[derive(Default, PartialEq)]
pub(super) struct CaseVariants {
    /// The paths of such folders and files, in lower case.
    places: BTreeSet<String>,
    /// Each spelling but the first: the first document under it, the first name, this name.
    found: Vec<(DocPath, String, String)>,
}

/// A name in a folder, as the path of a document spells it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Spelling<'a> {
    folder: &'a str,
    lower: Cow<'a, str>,
    name: &'a str,
    /// The first document whose path has this spelling.
    document: &'a DocPath,
}

impl CaseVariants {
    /// Finds the variants among the `paths` of all documents, which come in order. Linear in their length, but for sorting.
    pub(super) fn find<'a>(paths: impl Iterator<Item = &'a DocPath>) -> Self {
        let mut spellings: Vec<Spelling<'_>> = Vec::new();
        let mut before = "";
        for document in paths {
            let text = document.as_str();
            // The folders that this path shares with the one before it were added with that one.
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
        let mut variants = Self::default();
        for spelled in spellings.chunk_by(|a, b| (a.folder, &a.lower) == (b.folder, &b.lower)) {
            let [first, others @ ..] = spelled else { continue };
            for other in others {
                variants.places.insert(format!("{}{}", other.folder.to_lowercase(), other.lower));
                variants.found.push((other.document.clone(), first.name.to_owned(), other.name.to_owned()));
            }
        }
        variants
    }

    /// Whether two documents have paths that differ in the case of such names only, so that a collision of the two is reported
    /// already.
    pub(super) fn explains(&self, a: &DocPath, b: &DocPath) -> bool {
        let (a, b) = (a.as_str().to_lowercase(), b.as_str().to_lowercase());
        let within = |path: &str, place: &str| {
            path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        a == b && self.places.iter().any(|place| within(&a, place))
    }

    /// The findings: names in one folder, and topics of one category, that differ in case only.
    pub(super) fn diagnostics(&self, topics: &BTreeMap<TopicKey, TopicNode>) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = self.found.iter().map(same_folder).collect();
        let mut variants: HashMap<TopicKey, Vec<&TopicKey>> = HashMap::with_capacity(topics.len());
        for key in topics.keys() {
            variants.entry(key.folded()).or_default().push(key);
        }
        let mut variants: Vec<Vec<&TopicKey>> =
            variants.into_values().filter(|keys| keys.len() > 1).collect();
        variants.sort_unstable();
        for keys in variants {
            let [first, others @ ..] = keys.as_slice() else { continue };
            let first_page = topics.get(*first).and_then(|topic| topic.pages.first());
            for other in others {
                let Some(topic) = topics.get(*other) else { continue };
                let pages = first_page.zip(topic.pages.first());
                if pages.is_some_and(|(a, b)| self.explains(a, b)) {
                    continue;
                }
                let planned = topic.planned_at.as_ref().map(|(path, lines)| (path, lines.start()));
                let Some((path, line)) = topic.pages.first().map(|page| (page, 1)).or(planned) else {
                    continue;
                };
                let message = format!("the topics `{}` and `{}` differ in case only", first.stem, other.stem);
                found.push(name_collision(path, line, message, "write both the same way, or rename one"));
            }
        }
        found
    }
}

fn same_folder((document, first, other): &(DocPath, String, String)) -> Diagnostic {
    let message = format!("the names `{first}` and `{other}` in one folder differ in case only");
    name_collision(
        document,
        1,
        message,
        "rename one, or merge the two: some file systems can hold only one of them",
    )
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
