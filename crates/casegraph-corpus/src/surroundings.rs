//! What a link may lead to besides the files of a scan: symbolic links, files that are named under `ignore` or in `.gitignore` but
//! tracked, and the rest of the repository.
//!
//! A scan lists none of them, because there may be many and few are linked to. They are asked for one by one, and what was asked is
//! kept: the next scan asks the same, so that the graph is made anew when an answer is another one.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, OnceLock};

use casegraph_facts::{Beyond, DocPath, Surroundings};
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::atomic_file::write_whole;
use crate::corpus::{Corpus, STATE_FOLDER};

/// In the state folder: what was asked, a line each.
const ASKED_FILE: &str = "around";

/// What lies around the files of a corpus.
#[derive(Debug)]
pub(crate) struct Around {
    root: PathBuf,
    repository: Option<Repository>,
    /// The globs of the setting `ignore`.
    ignored: Gitignore,
    asked: Mutex<BTreeMap<String, Beyond>>,
    gitignores: Mutex<BTreeMap<PathBuf, Gitignore>>,
}

#[derive(Debug)]
struct Repository {
    root: PathBuf,
    /// The folder of the corpus in it.
    place: String,
    /// The paths of all tracked files, from the root of the repository.
    tracked: OnceLock<HashSet<String>>,
}

impl Around {
    /// The surroundings of a corpus, with the globs of its setting `ignore`.
    pub(crate) fn new(corpus: &Corpus, ignored: Gitignore) -> Self {
        let root = corpus.root().canonicalize().unwrap_or_else(|_| corpus.root().to_owned());
        let repository = Repository::of(&root);
        Self {
            root,
            repository,
            ignored,
            asked: Mutex::new(BTreeMap::new()),
            gitignores: Mutex::new(BTreeMap::new()),
        }
    }

    /// Asks again what was asked when the graph was made.
    pub(crate) fn ask_again(&self, corpus: &Corpus) {
        let file = corpus.state_folder().join(ASKED_FILE);
        let Ok(text) = std::fs::read_to_string(file) else { return };
        for path in text.lines() {
            self.look_at(path);
        }
    }

    /// What was asked, and the answers: a value that is another one when an answer is.
    pub(crate) fn stamp(&self) -> String {
        let Ok(asked) = self.asked.lock() else { return String::new() };
        let place = self.repository.as_ref().map(|repository| repository.place.as_str());
        if asked.is_empty() { String::new() } else { format!("{place:?}{asked:?}") }
    }

    /// Keeps what was asked. A folder that cannot be written to keeps nothing.
    pub(crate) fn keep(&self, corpus: &Corpus) {
        let Ok(asked) = self.asked.lock() else { return };
        let file = corpus.state_folder().join(ASKED_FILE);
        let mut text: String = asked.keys().filter(|path| !path.contains('\n')).flat_map(|path| [path.as_str(), "\n"]).collect();
        if text.is_empty() {
            let _ = std::fs::remove_file(&file);
            return;
        }
        text.shrink_to_fit();
        if std::fs::read(&file).is_ok_and(|kept| kept == text.as_bytes()) {
            return;
        }
        if corpus.ignore_state_folder().is_ok() {
            let _ = write_whole(&file, text.as_bytes());
        }
    }

    fn find(&self, path: &str) -> Beyond {
        let on_disk = self.root.join(path);
        let (Ok(metadata), Ok(real)) = (std::fs::metadata(&on_disk), on_disk.canonicalize()) else {
            return Beyond::Nothing;
        };
        let kind = || if metadata.is_dir() { Beyond::Folder } else { Beyond::File };
        if let Ok(inside) = real.strip_prefix(&self.root) {
            let Some(inside) = text(inside) else { return Beyond::Nothing };
            if inside == path {
                return if self.is_shared(&real, &inside, metadata.is_dir()) { kind() } else { Beyond::Nothing };
            }
            // Where case does not matter on this disk, it does elsewhere.
            let is_same_but_case = inside.to_lowercase() == path.to_lowercase();
            return DocPath::new(&inside).filter(|_| !is_same_but_case).map_or(Beyond::Nothing, Beyond::Same);
        }
        let Some(repository) = &self.repository else { return Beyond::Nothing };
        let Some(inside) = real.strip_prefix(&repository.root).ok().and_then(text) else { return Beyond::Nothing };
        let is_state = inside.split('/').any(|part| part == ".git");
        let is_shared = !self.is_git_ignored(&real, metadata.is_dir()) || repository.tracks(&inside);
        if is_shared && !is_state { kind() } else { Beyond::Nothing }
    }

    /// Whether what the scan left out is there for other readers too: it is named under `ignore`, or tracked although a `.gitignore`
    /// names it.
    fn is_shared(&self, real: &Path, path: &str, is_folder: bool) -> bool {
        if path.split('/').any(|part| part == ".git" || part == STATE_FOLDER) {
            return false;
        }
        let tracks = || {
            self.repository.as_ref().is_some_and(|repository| {
                let place = if repository.place.is_empty() { String::new() } else { format!("{}/", repository.place) };
                repository.tracks(&format!("{place}{path}"))
            })
        };
        if self.is_git_ignored(real, is_folder) {
            return tracks();
        }
        let is_named = self.ignored.matched_path_or_any_parents(path, is_folder).is_ignore();
        // A folder in which nothing is ignored has no files: nobody else has it.
        is_named || !is_folder
    }

    /// Whether a `.gitignore` names a path or a folder above it.
    fn is_git_ignored(&self, real: &Path, is_folder: bool) -> bool {
        let top = self.repository.as_ref().map_or(self.root.as_path(), |repository| repository.root.as_path());
        let Ok(inside) = real.strip_prefix(top) else { return false };
        let parts: Vec<_> = inside.components().collect();
        let Ok(mut gitignores) = self.gitignores.lock() else { return false };
        let mut path = top.to_owned();
        let mut above: Vec<PathBuf> = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            above.push(path.clone());
            path.push(part);
            let is_folder = is_folder || at + 1 < parts.len();
            // The nearest file that says something decides.
            let said = above.iter().rev().find_map(|folder| {
                let rules =
                    gitignores.entry(folder.clone()).or_insert_with(|| Gitignore::new(folder.join(".gitignore")).0);
                let said = rules.matched(&path, is_folder);
                (!said.is_none()).then(|| said.is_ignore())
            });
            if said == Some(true) {
                return true;
            }
        }
        false
    }
}

impl Surroundings for Around {
    fn place_in_repository(&self) -> Option<&str> {
        self.repository.as_ref().map(|repository| repository.place.as_str())
    }

    fn look_at(&self, path: &str) -> Beyond {
        // Of what lies in a folder that is not there, the folder is asked for: many links lead into few of them.
        let missing = self.missing_folder(path);
        let path = missing.as_deref().unwrap_or(path);
        if let Some(known) = self.asked.lock().ok().and_then(|asked| asked.get(path).cloned()) {
            return known;
        }
        let found = if missing.is_some() { Beyond::Nothing } else { self.find(path) };
        if let Ok(mut asked) = self.asked.lock() {
            asked.insert(path.to_owned(), found.clone());
        }
        found
    }
}

impl Around {
    /// The outermost folder of a path that is not there.
    fn missing_folder(&self, path: &str) -> Option<String> {
        let (folder, _) = path.rsplit_once('/')?;
        let is_there = |folder: &str| self.root.join(folder).exists();
        if self.asked.lock().is_ok_and(|asked| asked.get(folder).is_some_and(|known| *known != Beyond::Nothing))
            || is_there(folder)
        {
            return None;
        }
        let ends = folder.match_indices('/').map(|(end, _)| end).chain([folder.len()]);
        ends.filter_map(|end| folder.get(..end)).find(|folder| !is_there(folder)).map(str::to_owned)
    }
}

impl Repository {
    /// The repository that a folder lies in.
    fn of(folder: &Path) -> Option<Self> {
        let root = folder.ancestors().find(|above| above.join(".git").exists())?;
        let place = text(folder.strip_prefix(root).ok()?)?;
        Some(Self { root: root.to_owned(), place, tracked: OnceLock::new() })
    }

    /// Whether git tracks a file, or a file in a folder. Asks git once.
    fn tracks(&self, path: &str) -> bool {
        let tracked = self.tracked.get_or_init(|| tracked(&self.root));
        tracked.contains(path)
    }
}

/// The paths of all files that git tracks, and of the folders that hold them; none where git cannot be run.
fn tracked(root: &Path) -> HashSet<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["ls-files", "-z"])
        // The folder determines the repository, even inside a git hook of another one; nothing is written.
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    let bytes = output.map(|output| output.stdout).unwrap_or_default();
    let mut all = HashSet::new();
    for path in bytes.split(|byte| *byte == 0).filter_map(|path| std::str::from_utf8(path).ok()) {
        let mut folder = path;
        while let Some((above, _)) = folder.rsplit_once('/') {
            folder = above;
            if !all.insert(folder.to_owned()) {
                break;
            }
        }
        all.insert(path.to_owned());
    }
    all
}

/// The globs of the setting `ignore`, as in `.gitignore`.
pub(crate) fn globs(root: &Path, globs: &[String]) -> Result<Gitignore, (String, ignore::Error)> {
    let mut builder = GitignoreBuilder::new(root);
    for glob in globs {
        builder.add_line(None, glob).map_err(|error| (glob.clone(), error))?;
    }
    builder.build().map_err(|error| (String::new(), error))
}

/// A path with `/` between its parts.
fn text(path: &Path) -> Option<String> {
    let text = path.to_str()?;
    Some(if std::path::MAIN_SEPARATOR == '/' { text.to_owned() } else { text.replace('\\', "/") })
}
