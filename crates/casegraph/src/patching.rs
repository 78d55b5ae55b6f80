//! Few documents have changed: what that does to the stored graph, without making it anew.
//!
//! A document is joined by what others can see of it, its head, and adds its share to what follows from many. As long as no head
//! and no share is another one, all that changes are the changed documents' own graphs.

use casegraph_facts::{Document, DocumentFacts, Joiner, ReadDocument, Registry};
use casegraph_store::{Changes, Graph, Patch};

use crate::Summary;
use crate::corpus::Corpus;
use crate::kept::KeptDocuments;
use crate::scan::{FileStamp, Scan};
use crate::stored::Label;
use crate::summary::Tally;

/// More documents than this are not worth a patch: it would be read by every command.
const MOST_DOCUMENTS: usize = 64;

/// A patch of more quads than this is not, either.
const MOST_QUADS: usize = 1 << 16;

impl Corpus {
    /// What the changes of the files do to the graph that was made of them before, and what it holds then. None where the
    /// graph is to be made anew.
    pub(crate) fn patch_of_scan(&self, scan: &Scan, graph: &Graph, label: Label) -> Option<(Patch, Summary)> {
        if label.surroundings != scan.surroundings {
            return None;
        }
        let kept = self.kept_documents();
        if kept.identity()? != label.documents? {
            return None;
        }
        let changed = changed(&kept, scan)?;
        let (old, new) = self.joined(scan, &kept, &changed)?;
        let mut changes = Changes::default();
        changes.add_documents(&old, &new, &self.config().base);
        if changes.len() > MOST_QUADS {
            return None;
        }
        let patch = graph.patch(&changes).ok()?;
        let mut summary = label.summary.moved(Tally::of(&old), Tally::of(&new));
        summary.quads = graph.patched(patch.clone())?.len();
        Some((patch, summary))
    }

    /// The changed documents as they were and as they are, joined with the others; none if that changes anything but their own
    /// graphs.
    fn joined(
        &self,
        scan: &Scan,
        kept: &KeptDocuments,
        changed: &[(usize, FileStamp)],
    ) -> Option<(Vec<Document>, Vec<Document>)> {
        let profile = &self.config().profile;
        let mut pairs: Vec<[DocumentFacts; 2]> = Vec::with_capacity(changed.len());
        for (at, file) in changed {
            let old = kept.facts(*at)?;
            let read = self.read_document(&old.path, *file, &KeptDocuments::default(), profile);
            let new = read.ok()?.facts.facts()?;
            if new.head() != old.head() {
                return None;
            }
            pairs.push([old, new]);
        }
        let (_, names, _) = self.vocabularies(scan);
        let registry = Registry::new(&names, kept.heads());
        let joiner = Joiner::new(kept.heads(), &registry, &scan.inventory, profile);
        let join = |facts: DocumentFacts| {
            let mentions = registry.find(&facts);
            joiner.document(&ReadDocument { facts, mentions })
        };
        let (mut old, mut new) = (Vec::with_capacity(pairs.len()), Vec::with_capacity(pairs.len()));
        for pair in pairs {
            let [before, after] = pair.map(join);
            if before.share != after.share {
                return None;
            }
            old.push(before.document);
            new.push(after.document);
        }
        Some((old, new))
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
        if known != path || changed.len() > MOST_DOCUMENTS {
            return None;
        }
        if before != file {
            changed.push((at, *file));
        }
    }
    Some(changed)
}
