//! What changed documents said, and what they say.

use std::collections::BTreeMap;

use casegraph_facts::DocumentFacts;

use crate::cache::documents::{FEW, KeptDocuments};
use crate::corpus::Corpus;
use crate::read::read_document;
use crate::scan::{FileStamp, Scan};

/// The changed documents by their places among all.
pub(super) struct Revisions(BTreeMap<usize, Revision>);

/// One of them.
pub(super) struct Revision {
    pub(super) old: DocumentFacts,
    pub(super) new: DocumentFacts,
    old_head: DocumentFacts,
    new_head: DocumentFacts,
}

impl Revisions {
    /// Reads the files that look otherwise than they did. None if there are other files than before, if one cannot be read or states
    /// other companies, or if they are many.
    pub(super) fn read(corpus: &Corpus, scan: &Scan, kept: &KeptDocuments) -> Option<Self> {
        let mut revisions = BTreeMap::new();
        for (at, file) in changed(kept, scan)? {
            revisions.insert(at, Revision::read(corpus, kept, at, file)?);
        }
        Some(Self(revisions))
    }

    pub(super) fn places(&self) -> impl Iterator<Item = usize> {
        self.0.keys().copied()
    }

    pub(super) fn of(&self, place: usize) -> Option<&Revision> {
        self.0.get(&place)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Revision> {
        self.0.values()
    }

    /// Whether other documents see the same of all of them.
    pub(super) fn keep_heads(&self) -> bool {
        self.all().all(|revision| revision.old_head == revision.new_head)
    }

    /// The heads of all documents as they are.
    pub(super) fn heads<'h>(&'h self, kept: &'h KeptDocuments) -> Vec<&'h DocumentFacts> {
        let heads = kept.heads().enumerate();
        heads.map(|(at, head)| self.of(at).map_or(head, |revision| &revision.new_head)).collect()
    }
}

impl Revision {
    fn read(corpus: &Corpus, kept: &KeptDocuments, at: usize, file: FileStamp) -> Option<Self> {
        let old = kept.facts(at)?;
        let read =
            read_document(corpus, &old.path, file, &KeptDocuments::default(), &corpus.config().profile);
        let new = read.ok()?.facts.facts()?;
        let (old_head, new_head) = (old.exports(), new.exports());
        let states_the_same = old_head.states_the_names_of(&new_head);
        states_the_same.then_some(Self { old, new, old_head, new_head })
    }

    /// Whether links to a part of it may lead there no more, or lead there now.
    pub(super) fn has_other_anchors(&self) -> bool {
        self.old_head.html_anchors != self.new_head.html_anchors
    }
}

/// Places of the documents that look otherwise than they did, and how they look; none if the documents are others, or too many
/// have changed.
fn changed(kept: &KeptDocuments, scan: &Scan) -> Option<Vec<(usize, FileStamp)>> {
    if kept.places().len() != scan.documents.len() {
        return None;
    }
    let mut changed = Vec::new();
    for (at, ((known, before), (path, file))) in kept.places().iter().zip(&scan.documents).enumerate() {
        if known != path || changed.len() > FEW {
            return None;
        }
        if before != file {
            changed.push((at, *file));
        }
    }
    Some(changed)
}
