//! Groups file events into saves: a formatter writes many files at once, an editor one file in many steps.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// A message to the watcher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchMessage {
    /// These files may have changed; their paths in the corpus.
    Changed(Vec<PathBuf>),
    /// Listening failed; some changes may be missed.
    Failed(String),
    /// Stop watching.
    Stop,
}

/// The result of waiting for a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// These files were written, in order of their paths.
    Files(BTreeSet<PathBuf>),
    /// Listening failed.
    Failed(String),
    /// Stop watching.
    Stop,
}

/// Maximum duration of a save, as a multiple of the quiet time; after it a save ends even if files are still being written.
const PATIENCE: u32 = 20;

/// Waits for the next save: for a message, then until none has come for `quiet`, but at most 20 times as long.
#[must_use]
pub fn next_save(messages: &Receiver<WatchMessage>, quiet: Duration) -> Saved {
    let mut files = BTreeSet::new();
    match messages.recv() {
        Ok(WatchMessage::Changed(paths)) => files.extend(paths),
        Ok(WatchMessage::Failed(message)) => return Saved::Failed(message),
        Ok(WatchMessage::Stop) | Err(_) => return Saved::Stop,
    }
    let latest = Instant::now() + quiet * PATIENCE;
    while Instant::now() < latest {
        match messages.recv_timeout(quiet) {
            Ok(WatchMessage::Changed(paths)) => files.extend(paths),
            Ok(WatchMessage::Stop) => return Saved::Stop,
            // Reported with the next save if it persists.
            Ok(WatchMessage::Failed(_)) => {}
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
        }
    }
    Saved::Files(files)
}

/// Whether a file can change the graph, by its path in the corpus: not the files of casegraph and git, nor temporary files of
/// editors.
pub(super) fn can_change_graph(path: &Path) -> bool {
    let names: Option<Vec<&str>> = path.iter().map(std::ffi::OsStr::to_str).collect();
    let Some(names) = names else { return false };
    let Some((file, folders)) = names.split_last() else { return false };
    let hidden = |name: &&str| name.starts_with('.') && !matches!(*name, ".gitignore" | ".ignore");
    if folders.iter().any(hidden) || hidden(file) {
        return false;
    }
    let end = Path::new(file).extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
    let left_over = file.ends_with('~')
        || (file.starts_with('#') && file.ends_with('#'))
        || file.ends_with("___jb_tmp___")
        || file.ends_with("___jb_old___")
        || *file == "4913" // vim tries whether it can write
        || matches!(end, "swp" | "swo" | "swx" | "tmp" | "crswap" | "part");
    !left_over
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    const QUIET: Duration = Duration::from_millis(20);

    fn changed(paths: &[&str]) -> WatchMessage {
        WatchMessage::Changed(paths.iter().map(PathBuf::from).collect())
    }

    #[test]
    fn messages_in_quick_succession_are_one_save() {
        let (sender, receiver) = channel();
        for message in [changed(&["b.md"]), changed(&["a.md", "b.md"])] {
            sender.send(message).unwrap();
        }
        let files = BTreeSet::from([PathBuf::from("a.md"), PathBuf::from("b.md")]);
        assert_eq!(next_save(&receiver, QUIET), Saved::Files(files));
        sender.send(changed(&["c.md"])).unwrap();
        assert_eq!(next_save(&receiver, QUIET), Saved::Files(BTreeSet::from([PathBuf::from("c.md")])));
    }

    #[test]
    fn waiting_ends_at_a_stop_message_and_when_all_senders_are_gone() {
        let (sender, receiver) = channel();
        sender.send(changed(&["a.md"])).unwrap();
        sender.send(WatchMessage::Stop).unwrap();
        assert_eq!(next_save(&receiver, QUIET), Saved::Stop);
        sender.send(WatchMessage::Failed("too many".to_owned())).unwrap();
        assert_eq!(next_save(&receiver, QUIET), Saved::Failed("too many".to_owned()));
        drop(sender);
        assert_eq!(next_save(&receiver, QUIET), Saved::Stop);
    }

    #[test]
    fn a_constant_stream_of_changes_ends_after_the_maximum_duration() {
        let (sender, receiver) = channel();
        let busy = std::thread::spawn(move || {
            while sender.send(changed(&["log.md"])).is_ok() {
                std::thread::sleep(QUIET / 4);
            }
        });
        assert_eq!(next_save(&receiver, QUIET), Saved::Files(BTreeSet::from([PathBuf::from("log.md")])));
        drop(receiver);
        busy.join().unwrap();
    }

    #[test]
    fn temporary_files_of_editors_and_files_of_casegraph_are_ignored() {
        let relevant = |path: &&str| can_change_graph(Path::new(path));
        let read = [
            "README.md",
            "a/b/page.md",
            "casegraph.toml",
            "vocabulary/x.ttl",
            "queries/q.rq",
            ".gitignore",
            "image.png",
        ];
        assert_eq!(read.iter().filter(|path| relevant(path)).count(), read.len());
        let left = [
            ".casegraph/graph.nq",
            "a/.casegraph/x.md",
            ".git/index",
            ".README.md.swp",
            "README.md~",
            "#README.md#",
            ".#README.md",
            "a/4913",
            "x.swp",
            "README.md.tmp",
            "a.md___jb_tmp___",
            "",
        ];
        assert_eq!(left.iter().filter(|path| relevant(path)).collect::<Vec<_>>(), Vec::<&&str>::new());
    }
}
