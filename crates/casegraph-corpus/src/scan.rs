//! The files of a corpus folder, with size and modification time. No file is opened.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use casegraph_facts::{Diagnostic, DocPath, Inventory, Surroundings};
use ignore::gitignore::Gitignore;
use ignore::{DirEntry, WalkBuilder, WalkState};
use serde::{Deserialize, Serialize};

use crate::corpus::{Corpus, STATE_FOLDER};
use crate::error::Error;
use crate::program::program_id;
use crate::surroundings::Around;

/// The number of folder walks of this process.
static WALKS: AtomicUsize = AtomicUsize::new(0);

/// How often this process has walked the folder of a corpus: for tests, because no command should do it twice.
#[doc(hidden)]
#[must_use]
pub fn folder_walks() -> usize {
    WALKS.load(Ordering::Relaxed)
}

/// Larger Markdown files are not read.
const MAXIMUM_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// The files of a corpus folder.
#[derive(Clone, Debug)]
pub struct Scan {
    /// All files, by path.
    files: Vec<DocPath>,
    /// Markdown files to read, by path.
    pub(crate) documents: Vec<(DocPath, FileStamp)>,
    /// Vocabulary files, by path.
    pub(crate) vocabulary: Vec<DocPath>,
    /// Files that are not read, with the reason.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// A value that changes when a file is added, removed or written.
    pub(crate) stamp: String,
    /// A value that changes in the same cases, except when a document is written.
    pub(crate) rest_stamp: String,
    /// What links may lead to besides the files.
    around: Option<Arc<Around>>,
}

impl Scan {
    /// Walks the folder of a corpus. `.gitignore` files and the `ignore` globs are honoured; hidden files can be linked to but are
    /// not read; symbolic links are not followed. Folders are walked in parallel; the result is sorted by path.
    ///
    /// # Errors
    /// [`Error::Read`] when the folder cannot be read, [`Error::EmptyCorpus`] when it holds no Markdown, [`Error::Text`] for
    /// a wrong glob.
    pub fn new(corpus: &Corpus) -> Result<Self, Error> {
        std::fs::read_dir(corpus.root())
            .map_err(|source| Error::Read { path: corpus.root().to_owned(), source })?;
        let vocabulary_globs = corpus.vocabulary_globs()?;
        let (mut stamp, mut rest_stamp) = (blake3::Hasher::new(), blake3::Hasher::new());
        stamp.update(program_id().as_bytes());
        rest_stamp.update(program_id().as_bytes());
        let mut scan = Self {
            files: Vec::new(),
            documents: Vec::new(),
            vocabulary: Vec::new(),
            diagnostics: Vec::new(),
            stamp: String::new(),
            rest_stamp: String::new(),
            around: None,
        };
        let mut files = Vec::new();
        let ignored = corpus.ignore_globs()?;
        for entry in walk(corpus, &ignored) {
            match entry {
                Ok(file) => files.push(file),
                Err(diagnostic) => scan.diagnostics.push(diagnostic),
            }
        }
        files.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        for (path, file) in &files {
            let (name, state) = (format!("\0{path}"), format!("\t{}\t{}", file.bytes, file.modified));
            stamp.update(name.as_bytes()).update(state.as_bytes());
            rest_stamp.update(name.as_bytes());
            let before = scan.documents.len();
            let hidden = path.parts().any(|part| part.starts_with('.'));
            if path.is_markdown() && !hidden {
                if file.bytes > MAXIMUM_FILE_BYTES {
                    let message =
                        format!("the file has {} bytes; at most {MAXIMUM_FILE_BYTES} are read", file.bytes);
                    scan.diagnostics.push(Diagnostic::file_skipped(path, message, "divide it"));
                } else {
                    scan.documents.push((path.clone(), *file));
                }
            } else if vocabulary_globs.matched(path.as_str(), false).is_whitelist() {
                scan.vocabulary.push(path.clone());
            }
            if scan.documents.len() == before {
                rest_stamp.update(state.as_bytes());
            }
        }
        if scan.documents.is_empty() && scan.diagnostics.is_empty() {
            return Err(Error::EmptyCorpus { folder: corpus.root().to_owned() });
        }
        scan.diagnostics.sort();
        for diagnostic in &scan.diagnostics {
            rest_stamp.update(format!("\0{diagnostic:?}").as_bytes());
        }
        let around = Around::new(corpus, ignored);
        around.ask_again(corpus);
        if around.generation() > 0 {
            let generation = around.generation().to_le_bytes();
            stamp.update(&generation);
            rest_stamp.update(&generation);
        }
        scan.around = Some(Arc::new(around));
        scan.stamp = stamp.finalize().to_hex().to_string();
        scan.rest_stamp = rest_stamp.finalize().to_hex().to_string();
        wait_for_mtime_tick(files.iter().map(|(_, file)| file.modified).max().unwrap_or_default());
        scan.files = files.into_iter().map(|(path, _)| path).collect();
        Ok(scan)
    }

    /// The paths of the Markdown files to read, in their order.
    pub fn document_paths(&self) -> impl Iterator<Item = &DocPath> {
        self.documents.iter().map(|(path, _)| path)
    }

    /// A value that changes when a file is added, removed or written.
    #[must_use]
    pub fn stamp(&self) -> &str {
        &self.stamp
    }

    /// All files as possible targets of links. Only needed if something has changed.
    pub(crate) fn inventory(&self) -> Inventory {
        let inventory = Inventory::new(self.files.iter().cloned());
        match &self.around {
            Some(around) => inventory.with_surroundings(Arc::clone(around) as Arc<dyn Surroundings>),
            None => inventory,
        }
    }

    /// Keeps what was asked of the surroundings while links were resolved: those of all documents, or of some.
    pub(crate) fn keep_surroundings(&self, corpus: &Corpus, all_were_resolved: bool) {
        if let Some(around) = &self.around {
            around.keep(corpus, all_were_resolved);
        }
    }
}

/// Size and modification time of a file. A file with the same stamp is not read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileStamp {
    bytes: u64,
    /// The modification time, in nanoseconds since 1970.
    modified: u64,
}

impl FileStamp {
    fn new(metadata: Option<&std::fs::Metadata>) -> Self {
        let modified = metadata.and_then(|metadata| metadata.modified().ok());
        let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        Self {
            bytes: metadata.map_or(0, std::fs::Metadata::len),
            modified: u64::try_from(since.as_nanos()).unwrap_or(u64::MAX),
        }
    }
}

/// A file, or the reason why it is skipped.
type Entry = Result<(DocPath, FileStamp), Diagnostic>;

/// All entries, in no order.
fn walk(corpus: &Corpus, ignored: &Gitignore) -> Vec<Entry> {
    WALKS.fetch_add(1, Ordering::Relaxed);
    let mut walker = WalkBuilder::new(corpus.root());
    // Only ignore files of the repository count, so that every machine sees the same collection.
    walker.hidden(false).require_git(false).ignore(false).git_global(false).git_exclude(false);
    walker.threads(rayon::current_num_threads());
    let (ignored, root) = (ignored.clone(), corpus.root().to_owned());
    walker.filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let path = entry.path().strip_prefix(&root).unwrap_or(entry.path());
        !matches!(entry.file_name().to_str(), Some(".git" | STATE_FOLDER))
            && (path.as_os_str().is_empty() || !ignored.matched(path, is_folder).is_ignore())
    });
    let all = Mutex::new(Vec::new());
    walker.build_parallel().run(|| {
        Box::new(|entry| {
            if let Some(entry) = file_of(corpus.root(), entry)
                && let Ok(mut all) = all.lock()
            {
                all.push(entry);
            }
            WalkState::Continue
        })
    });
    all.into_inner().unwrap_or_default()
}

/// The file of a directory entry; `None` for other entries.
fn file_of(root: &Path, entry: Result<DirEntry, ignore::Error>) -> Option<Entry> {
    let skipped =
        |message: String, help: &str| Some(Err(Diagnostic::file_skipped(&DocPath::default(), message, help)));
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => {
            let message = format!("a folder or file cannot be looked at: {error}");
            return skipped(message, "allow reading it, or name it under `ignore`");
        }
    };
    if !entry.file_type().is_some_and(|kind| kind.is_file()) {
        return None;
    }
    let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
    let Some(text) = relative.to_str() else {
        return skipped(format!("the name of {} is not UTF-8", relative.display()), "rename the file");
    };
    let text = if std::path::MAIN_SEPARATOR == '/' { text.to_owned() } else { text.replace('\\', "/") };
    Some(Ok((DocPath::new(&text)?, FileStamp::new(entry.metadata().ok().as_ref()))))
}

/// Waits until the clock of the file system has passed the newest modification time. File systems store times in ticks of some
/// milliseconds: a file that is written twice within one tick would have the same stamp both times.
fn wait_for_mtime_tick(newest: u64) {
    const TICK: Duration = Duration::from_millis(12);
    let age = SystemTime::now().duration_since(UNIX_EPOCH + Duration::from_nanos(newest));
    if let Some(rest) = age.ok().and_then(|age| TICK.checked_sub(age)) {
        std::thread::sleep(rest);
    }
}
