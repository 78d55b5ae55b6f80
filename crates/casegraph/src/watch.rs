//! Rebuilds a corpus when its files change, and compares the graph with the previous one.
//!
//! ```text
//! files ─► Listener ─► channel ─► next_save (waits until no more changes come) ─► Watch::update ─► Rebuilt
//! ```
//!
//! Only `next_save` waits, and it waits on a channel, so updates can be tested without watching files.

mod listener;
mod save;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ignore::gitignore::GitignoreBuilder;

pub use listener::Listener;
pub use save::{Saved, WatchMessage, next_save};

use crate::diff::{Extracted, GraphDiff, diff_extracted};
use crate::error::Error;
use casegraph_corpus::Corpus;
use casegraph_corpus::Progress;
use casegraph_corpus::Session;

/// A corpus, with the extract of its last graph.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    known: Option<Extracted>,
}

/// The result of an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// The changes since the last graph; `None` the first time.
    pub diff: Option<GraphDiff>,
    /// Number of topics.
    pub topics: usize,
    /// Number of case studies.
    pub case_studies: usize,
    /// Number of findings of the gap checks.
    pub gaps: usize,
}

impl Watch {
    /// Watches the corpus in `root`. Builds nothing yet.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), known: None }
    }

    /// The files that can change the graph: all except those that `.gitignore` or the setting `ignore` names. Paths are
    /// relative to the corpus.
    #[must_use]
    pub fn relevant(&self, files: BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
        let mut ignored = GitignoreBuilder::new(&self.root);
        let _ = ignored.add(self.root.join(".gitignore")); // errors in it are ignored, as in a scan
        for glob in Corpus::open(&self.root).iter().flat_map(|corpus| &corpus.config().ignore) {
            let _ = ignored.add_line(None, glob);
        }
        let Ok(ignored) = ignored.build() else { return files };
        let is_ignored = |file: &Path| ignored.matched_path_or_any_parents(file, false).is_ignore();
        files.into_iter().filter(|file| file.as_os_str().is_empty() || !is_ignored(file)).collect()
    }

    /// Reads the settings and files again, and compares the graph with the last one that could be built.
    ///
    /// # Errors
    /// Those of [`Corpus::open`], [`Session::open`] and [`casegraph_gaps::run`]; the next update then compares with the last graph
    /// that could be built.
    pub fn update(&mut self, progress: &dyn Progress) -> Result<Rebuilt, Error> {
        let session = Session::open(Corpus::open(&self.root)?, progress)?;
        let extracted = Extracted::from_session(&session)?;
        let diff = self.known.as_ref().map(|known| diff_extracted(known, &extracted));
        let rebuilt = Rebuilt {
            diff,
            topics: extracted.topic_count(),
            case_studies: extracted.case_study_count(),
            gaps: extracted.gap_count(),
        };
        self.known = Some(extracted);
        Ok(rebuilt)
    }
}
