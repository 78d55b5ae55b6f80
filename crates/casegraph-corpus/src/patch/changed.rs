//! The documents whose files have changed, with their old and new facts.

use std::collections::BTreeMap;

use casegraph_facts::DocumentFacts;

use crate::cache::documents::{CachedDocuments, FEW};
use crate::corpus::Corpus;
use crate::read::read_document;
use crate::scan::{FileStamp, Scan};

/// The changed documents, by index.
pub(super) struct ChangedDocuments(BTreeMap<usize, ChangedDocument>);

/// A changed document.
pub(super) struct ChangedDocument {
    pub(super) old: DocumentFacts,
    pub(super) new: DocumentFacts,
    old_head: DocumentFacts,
    new_head: DocumentFacts,
}

impl ChangedDocuments {
    /// Reads the changed files. `None` if files were added or removed, if a changed file cannot be read or states other companies,
    /// or if more than [`FEW`] have changed.
    pub(super) fn read(corpus: &Corpus, scan: &Scan, cached: &CachedDocuments) -> Option<Self> {
        let mut changed = BTreeMap::new();
        for (index, file) in changed_files(cached, scan)? {
            changed.insert(index, ChangedDocument::read(corpus, cached, index, file)?);
        }
        Some(Self(changed))
    }

    pub(super) fn indices(&self) -> impl Iterator<Item = usize> {
        self.0.keys().copied()
    }

    pub(super) fn get(&self, index: usize) -> Option<&ChangedDocument> {
        self.0.get(&index)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &ChangedDocument> {
        self.0.values()
    }

    /// Whether other documents see no difference.
    pub(super) fn have_same_heads(&self) -> bool {
        self.iter().all(|changed| changed.old_head == changed.new_head)
    }

    /// The current heads of all documents.
    pub(super) fn all_heads<'h>(&'h self, cached: &'h CachedDocuments) -> Vec<&'h DocumentFacts> {
        let heads = cached.heads().enumerate();
        heads.map(|(index, head)| self.get(index).map_or(head, |changed| &changed.new_head)).collect()
    }
}

impl ChangedDocument {
    fn read(corpus: &Corpus, cached: &CachedDocuments, index: usize, file: FileStamp) -> Option<Self> {
        let old = cached.facts(index)?;
        let nothing_cached = CachedDocuments::default();
        let read = read_document(corpus, &old.path, file, &nothing_cached, &corpus.config().profile);
        let new = read.ok()?.facts.decode()?;
        let (old_head, new_head) = (old.exports(), new.exports());
        let states_same_names = old_head.states_the_names_of(&new_head);
        states_same_names.then_some(Self { old, new, old_head, new_head })
    }

    /// Whether the anchors differ: links to a part of the document may break, or lead to it again.
    pub(super) fn has_other_anchors(&self) -> bool {
        self.old_head.html_anchors != self.new_head.html_anchors
    }
}

/// The indices and stamps of changed files. `None` if files were added or removed, or too many have changed.
fn changed_files(cached: &CachedDocuments, scan: &Scan) -> Option<Vec<(usize, FileStamp)>> {
    if cached.files().len() != scan.documents.len() {
        return None;
    }
    let mut changed = Vec::new();
    for (index, ((known, before), (path, file))) in cached.files().iter().zip(&scan.documents).enumerate() {
        if known != path || changed.len() > FEW {
            return None;
        }
        if before != file {
            changed.push((index, *file));
        }
    }
    Some(changed)
}
