//! Receives file events from the operating system. The only module that uses the crate notify.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::save::{WatchMessage, can_change_graph};
use crate::error::Error;

/// Listens until it is dropped.
#[derive(Debug)]
pub struct Listener {
    _watcher: RecommendedWatcher,
}

impl Listener {
    /// Sends each changed file under `root` to `sender`, by its path in the corpus.
    ///
    /// # Errors
    /// [`Error::Watch`] when the system allows no more files or folders to be watched, or cannot watch at all.
    pub fn start(root: &Path, sender: Sender<WatchMessage>) -> Result<Self, Error> {
        let failed =
            |error: notify::Error| Error::Watch { folder: root.to_owned(), message: in_words(&error) };
        // The system reports absolute paths, so the root must be absolute too.
        let whole = root
            .canonicalize()
            .map_err(|source| casegraph_corpus::Error::Read { path: root.to_owned(), source })?;
        let under = whole.clone();
        let hear = move |event: notify::Result<notify::Event>| match event {
            Ok(event) => {
                let changed = paths(&event, &under);
                if !changed.is_empty() {
                    let _ = sender.send(WatchMessage::Changed(changed)); // the receiver is gone: nothing to do
                }
            }
            Err(error) => {
                let _ = sender.send(WatchMessage::Failed(in_words(&error)));
            }
        };
        let mut watcher = notify::recommended_watcher(hear).map_err(failed)?;
        watcher.watch(&whole, RecursiveMode::Recursive).map_err(failed)?;
        Ok(Self { _watcher: watcher })
    }
}

/// The files of an event. Read access is ignored: a build reads all files.
fn paths(event: &notify::Event, root: &Path) -> Vec<PathBuf> {
    if matches!(event.kind, EventKind::Access(_)) {
        return Vec::new();
    }
    // If the system lost events (`need_rescan`), any file may have changed.
    let all = event.need_rescan().then(PathBuf::new);
    let paths = event.paths.iter().filter_map(|path| path.strip_prefix(root).ok().map(Path::to_owned));
    paths.filter(|path| can_change_graph(path)).chain(all).collect()
}

fn in_words(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system allows no more folders to be watched (on Linux, fs.inotify.max_user_watches)"
                .to_owned()
        }
        _ => error.to_string(),
    }
}
