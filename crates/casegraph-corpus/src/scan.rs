//! What lies in a corpus folder: one look at every file from outside, none into it.

use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use casegraph_facts::{Diagnostic, DocPath, Inventory};
use ignore::{DirEntry, WalkBuilder, WalkState};
use serde::{Deserialize, Serialize};

use crate::corpus::{Corpus, STATE_FOLDER};
use crate::error::Error;
use crate::program::program;

/// Larger Markdown files are not read.
const MAXIMUM_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// What lies in a corpus folder.
#[derive(Clone, Debug)]
pub struct Scan {
    /// Everything there is, by path.
    files: Vec<DocPath>,
    /// Markdown files to read, by path, and what they looked like from outside.
    pub(crate) documents: Vec<(DocPath, FileStamp)>,
    /// Vocabulary files, by path.
    pub(crate) vocabulary: Vec<DocPath>,
    /// Files that are not read, and why.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// A value that changes when a file is added, removed or written.
    pub(crate) stamp: String,
    /// The same, but when a document is written.
    pub(crate) surroundings: String,
}

impl Scan {
    /// The paths of the Markdown files to read, in their order.
    pub fn document_paths(&self) -> impl Iterator<Item = &DocPath> {
        self.documents.iter().map(|(path, _)| path)
    }

    /// A value that changes when a file is added, removed or written.
    #[must_use]
    pub fn stamp(&self) -> &str {
        &self.stamp
    }

    /// Everything there is, for links to lead to. When nothing has changed, nobody asks for it.
    pub(crate) fn inventory(&self) -> Inventory {
        Inventory::new(self.files.iter().cloned())
    }
}

/// What a file looks like from outside: if it is the same, so is the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileStamp {
    bytes: u64,
    /// When it was written, in nanoseconds since 1970.
    written: u64,
}

impl FileStamp {
    fn of(metadata: Option<&std::fs::Metadata>) -> Self {
        let written = metadata.and_then(|metadata| metadata.modified().ok());
        let since = written.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        Self {
            bytes: metadata.map_or(0, std::fs::Metadata::len),
            written: u64::try_from(since.as_nanos()).unwrap_or(u64::MAX),
        }
    }
}

/// A file, or why there is none.
type Found = Result<(DocPath, FileStamp), Diagnostic>;

impl Scan {
    /// Walks the folder of a corpus. `.gitignore` files and the `ignore` globs are honoured; hidden files can be linked to but are not
    /// read; symbolic links are not followed. Folders are looked at in parallel; everything comes in the order of paths.
    ///
    /// # Errors
    /// [`Error::Read`] when the folder cannot be read, [`Error::EmptyCorpus`] when it holds no Markdown, [`Error::Text`] for
    /// a wrong glob.
    pub fn new(corpus: &Corpus) -> Result<Self, Error> {
        std::fs::read_dir(corpus.root())
            .map_err(|source| Error::Read { path: corpus.root().to_owned(), source })?;
        let vocabulary_globs = corpus.globs(&corpus.config().vocabulary, false)?;
        let (mut stamp, mut surroundings) = (blake3::Hasher::new(), blake3::Hasher::new());
        stamp.update(program().as_bytes());
        surroundings.update(program().as_bytes());
        let mut scan = Self {
            files: Vec::new(),
            documents: Vec::new(),
            vocabulary: Vec::new(),
            diagnostics: Vec::new(),
            stamp: String::new(),
            surroundings: String::new(),
        };
        let mut files = Vec::new();
        for found in walk(corpus)? {
            match found {
                Ok(file) => files.push(file),
                Err(diagnostic) => scan.diagnostics.push(diagnostic),
            }
        }
        files.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        for (path, file) in &files {
            let (name, looks) = (format!("\0{path}"), format!("\t{}\t{}", file.bytes, file.written));
            stamp.update(name.as_bytes()).update(looks.as_bytes());
            surroundings.update(name.as_bytes());
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
                surroundings.update(looks.as_bytes());
            }
        }
        if scan.documents.is_empty() && scan.diagnostics.is_empty() {
            return Err(Error::EmptyCorpus { folder: corpus.root().to_owned() });
        }
        scan.diagnostics.sort();
        for diagnostic in &scan.diagnostics {
            surroundings.update(format!("\0{diagnostic:?}").as_bytes());
        }
        scan.stamp = stamp.finalize().to_hex().to_string();
        scan.surroundings = surroundings.finalize().to_hex().to_string();
        settle(files.iter().map(|(_, file)| file.written).max().unwrap_or_default());
        scan.files = files.into_iter().map(|(path, _)| path).collect();
        Ok(scan)
    }
}

/// Everything that is found, in no order.
fn walk(corpus: &Corpus) -> Result<Vec<Found>, Error> {
    let ignored = corpus.globs(&corpus.config().ignore, true)?;
    let mut walker = WalkBuilder::new(corpus.root());
    // Only what is in the repository counts, so that every machine sees the same collection.
    walker.hidden(false).require_git(false).ignore(false).git_global(false).git_exclude(false);
    walker.overrides(ignored).threads(rayon::current_num_threads());
    walker.filter_entry(|entry| !matches!(entry.file_name().to_str(), Some(".git" | STATE_FOLDER)));
    let all = Mutex::new(Vec::new());
    walker.build_parallel().run(|| {
        Box::new(|entry| {
            if let Some(found) = look(corpus.root(), entry)
                && let Ok(mut all) = all.lock()
            {
                all.push(found);
            }
            WalkState::Continue
        })
    });
    Ok(all.into_inner().unwrap_or_default())
}

/// What an entry of the walk is; nothing, if it is no file.
fn look(root: &Path, entry: Result<DirEntry, ignore::Error>) -> Option<Found> {
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
    Some(Ok((DocPath::new(&text)?, FileStamp::of(entry.metadata().ok().as_ref()))))
}

/// Waits until a file that was written this moment can be told from one that is written next: file systems keep times
/// in steps of some milliseconds, and what is written again within a step looks the same from outside.
fn settle(newest: u64) {
    const STEP: Duration = Duration::from_millis(12);
    let age = SystemTime::now().duration_since(UNIX_EPOCH + Duration::from_nanos(newest));
    if let Some(rest) = age.ok().and_then(|age| STEP.checked_sub(age)) {
        std::thread::sleep(rest);
    }
}
