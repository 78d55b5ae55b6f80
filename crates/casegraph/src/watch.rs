//! A corpus that is compared with itself each time its files change.
//!
//! ```text
//! files ─► Listener ─► channel ─► next_save (waits until it is quiet) ─► Watch::update ─► Rebuilt
//! ```
//!
//! Nothing here waits but `next_save`, and that on a channel: what is done when files are saved can be tested without files
//! being watched.

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

/// A corpus, and what its graph said when it was last built.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    known: Option<Extracted>,
}

/// A graph that was built anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// What changed since the last graph; nothing the first time.
    pub diff: Option<GraphDiff>,
    /// Topics.
    pub topics: usize,
    /// Case studies.
    pub case_studies: usize,
    /// Findings of the gap checks.
    pub gaps: usize,
}

impl Watch {
    /// Watches the corpus in `root`, whose graph is not built yet.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), known: None }
    }

    /// Those of these files that can change the graph: not what the corpus's `.gitignore` or its `ignore` names. Paths are
    /// those in the corpus.
    #[must_use]
    pub fn of_concern(&self, files: BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
        let mut ignored = GitignoreBuilder::new(&self.root);
        let _ = ignored.add(self.root.join(".gitignore")); // what is wrong in it is passed over, as in a scan
        for glob in Corpus::open(&self.root).iter().flat_map(|corpus| &corpus.config().ignore) {
            let _ = ignored.add_line(None, glob);
        }
        let Ok(ignored) = ignored.build() else { return files };
        let is_ignored = |file: &Path| ignored.matched_path_or_any_parents(file, false).is_ignore();
        files.into_iter().filter(|file| file.as_os_str().is_empty() || !is_ignored(file)).collect()
    }

    /// Reads the settings and files again and compares the graph with the last one that could be built.
    ///
    /// # Errors
    /// Those of [`Corpus::open`], [`Session::open`] and [`casegraph_gaps::run`]; the next update compares with the graph before.
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
