//! What a link may lead to besides the files of a scan: symbolic links, files that are named under `ignore` or in `.gitignore` but
//! tracked, and the rest of the repository.
//!
//! A scan lists none of them, because there may be many and few are linked to. They are asked for one by one, and what was asked is
//! kept: the next scan asks the same, so that the graph is built again when an answer is another one.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};

use casegraph_facts::{Beyond, DocPath, Surroundings};
use ignore::gitignore::Gitignore;

use crate::atomic_file::write_whole;
use crate::corpus::{Corpus, STATE_FOLDER};

/// In the state folder: the generation, then what was asked, a line each with its answer.
const ASKED_FILE: &str = "around";

/// What lies around the files of a corpus.
#[derive(Debug)]
pub(crate) struct Around {
    root: PathBuf,
    repository: Option<Repository>,
    /// The globs of the setting `ignore`.
    ignored: Gitignore,
    asked: Mutex<BTreeMap<String, Asked>>,
    /// How often answers have changed since the first build.
    generation: AtomicU64,
    gitignores: Mutex<BTreeMap<PathBuf, Gitignore>>,
}

/// What was asked: the answer, and whether it was asked in this run.
#[derive(Clone, Debug)]
struct Asked {
    answer: Beyond,
    is_new: bool,
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
            generation: AtomicU64::new(0),
            gitignores: Mutex::new(BTreeMap::new()),
        }
    }

    /// Asks again what was asked when the graph was built. If an answer is another one, this is another generation.
    pub(crate) fn ask_again(&self, corpus: &Corpus) {
        let Ok(text) = std::fs::read_to_string(corpus.state_folder().join(ASKED_FILE)) else { return };
        let mut lines = text.lines();
        let mut generation = lines.next().and_then(|line| line.parse::<u64>().ok()).unwrap_or_default();
        let mut has_changed = false;
        for (answer, path) in lines.filter_map(|line| line.split_once('\t')) {
            let found = self.answer(path, false);
            has_changed |= code(&found) != answer;
        }
        generation += u64::from(has_changed);
        self.generation.store(generation, Ordering::Relaxed);
    }

    /// A value that changes when an answer does.
    pub(crate) fn generation(&self) -> u64 {
        self.generation.load(Ordering::Relaxed)
    }

    /// Keeps what was asked: in this run, where all links were resolved in it, or ever. A folder that cannot be written to keeps
    /// nothing.
    pub(crate) fn keep(&self, corpus: &Corpus, all_were_resolved: bool) {
        let Ok(asked) = self.asked.lock() else { return };
        let file = corpus.state_folder().join(ASKED_FILE);
        let mut text = format!("{}\n", self.generation());
        let mut is_empty = self.generation() == 0;
        for (path, asked) in
            asked.iter().filter(|(path, asked)| (asked.is_new || !all_were_resolved) && !path.contains('\n'))
        {
            is_empty = false;
            let _ = writeln!(text, "{}\t{path}", code(&asked.answer));
        }
        let kept = std::fs::read(&file);
        if is_empty && kept.is_err() || kept.is_ok_and(|kept| kept == text.as_bytes()) {
            return;
        }
        if corpus.prepare_state_folder().is_ok() {
            let _ = write_whole(&file, text.as_bytes());
        }
    }

    fn answer(&self, path: &str, is_new: bool) -> Beyond {
        // Of what lies in a folder that is not there, the folder is asked for: many links lead into few of them.
        let missing = self.missing_folder(path);
        let path = missing.as_deref().unwrap_or(path);
        if let Ok(mut asked) = self.asked.lock()
            && let Some(known) = asked.get_mut(path)
        {
            known.is_new |= is_new;
            return known.answer.clone();
        }
        let answer = if missing.is_some() { Beyond::Nothing } else { self.find(path) };
        if let Ok(mut asked) = self.asked.lock() {
            asked.insert(path.to_owned(), Asked { answer: answer.clone(), is_new });
        }
        answer
    }

    /// The outermost folder of a path that is not there.
    fn missing_folder(&self, path: &str) -> Option<String> {
        let (folder, _) = path.rsplit_once('/')?;
        let is_there = |folder: &str| self.root.join(folder).exists();
        if is_there(folder) {
            return None;
        }
        let ends = folder.match_indices('/').map(|(end, _)| end).chain([folder.len()]);
        ends.filter_map(|end| folder.get(..end)).find(|folder| !is_there(folder)).map(str::to_owned)
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
                return if self.is_shared(&real, &inside, metadata.is_dir()) {
                    kind()
                } else {
                    Beyond::Nothing
                };
            }
            // Where case does not matter on this disk, it does elsewhere.
            let is_same_but_case = inside.to_lowercase() == path.to_lowercase();
            return DocPath::new(&inside).filter(|_| !is_same_but_case).map_or(Beyond::Nothing, Beyond::Same);
        }
        let Some(repository) = &self.repository else { return Beyond::Nothing };
        let Some(inside) = real.strip_prefix(&repository.root).ok().and_then(text) else {
            return Beyond::Nothing;
        };
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
                let place = if repository.place.is_empty() {
                    String::new()
                } else {
                    format!("{}/", repository.place)
                };
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
        let top =
            self.repository.as_ref().map_or(self.root.as_path(), |repository| repository.root.as_path());
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
                let rules = gitignores
                    .entry(folder.clone())
                    .or_insert_with(|| Gitignore::new(folder.join(".gitignore")).0);
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
        self.answer(path, true)
    }
}

/// An answer in a line of the file.
fn code(answer: &Beyond) -> String {
    match answer {
        Beyond::Nothing => "-".to_owned(),
        Beyond::File => "file".to_owned(),
        Beyond::Folder => "folder".to_owned(),
        Beyond::Same(path) => format!("={path}"),
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

/// A path with `/` between its parts.
fn text(path: &Path) -> Option<String> {
    let text = path.to_str()?;
    Some(if std::path::MAIN_SEPARATOR == '/' { text.to_owned() } else { text.replace('\\', "/") })
}
