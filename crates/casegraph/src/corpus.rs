//! A corpus on disk: the folder with `casegraph.toml`, what lies in it, and its files as bytes.
//!
//! The only place of the library that reads Markdown files, and it reads under the corpus root only.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use casegraph_facts::{Diagnostic, DocPath, Inventory};
use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;
use serde::{Deserialize, Serialize};

use crate::config::{CONFIG_FILE, Config};
use crate::{Error, TextError};

/// Larger Markdown files are not read.
const MAXIMUM_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// The folder of derived files inside a corpus.
pub(crate) const STATE_FOLDER: &str = ".casegraph";

/// A folder of Markdown with its settings.
#[derive(Clone, Debug)]
pub struct Corpus {
    root: PathBuf,
    config: Config,
}

/// What lies in a corpus folder.
#[derive(Clone, Debug)]
pub(crate) struct Scan {
    /// Everything there is, for links to lead to.
    pub(crate) inventory: Inventory,
    /// Markdown files to read, by path, and what they looked like from outside.
    pub(crate) documents: Vec<(DocPath, FileStamp)>,
    /// Vocabulary files, by path.
    pub(crate) vocabulary: Vec<DocPath>,
    /// Files that are not read, and why.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// A value that changes when a file is added, removed or written.
    pub(crate) stamp: String,
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

impl Corpus {
    /// Opens the corpus in `root`.
    ///
    /// # Errors
    /// When its `casegraph.toml` is missing, unreadable or wrong.
    pub fn open(root: &Path) -> Result<Self, Error> {
        Ok(Self { root: root.to_owned(), config: Config::read(root)? })
    }

    /// A corpus with settings from elsewhere.
    #[must_use]
    pub fn with_config(root: &Path, config: Config) -> Self {
        Self { root: root.to_owned(), config }
    }

    /// Finds the folder of the corpus that `start` lies in: the nearest one upward with a `casegraph.toml`, else the folder
    /// `content` in `start`.
    ///
    /// # Errors
    /// [`Error::NoCorpus`].
    pub fn locate(start: &Path) -> Result<PathBuf, Error> {
        let above = start.ancestors().map(Path::to_path_buf);
        let mut folders = above.chain([start.join("content")]);
        folders
            .find(|folder| folder.join(CONFIG_FILE).is_file())
            .ok_or_else(|| Error::NoCorpus { start: start.to_owned() })
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The settings.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The folder of derived files.
    #[must_use]
    pub fn state_folder(&self) -> PathBuf {
        self.join(STATE_FOLDER)
    }

    /// A path in the corpus folder; in the current folder it is written without `./`.
    fn join(&self, path: &str) -> PathBuf {
        if self.root == Path::new(".") { PathBuf::from(path) } else { self.root.join(path) }
    }

    /// The folder of the corpus's own queries.
    #[must_use]
    pub fn queries_folder(&self) -> PathBuf {
        self.join("queries")
    }

    /// The config file.
    #[must_use]
    pub fn config_file(&self) -> PathBuf {
        self.join(CONFIG_FILE)
    }

    /// Where the corpus's maps are written, unless it is said where.
    #[must_use]
    pub fn maps_folder(&self) -> PathBuf {
        self.join(&self.config.maps.folder)
    }

    /// The path on disk of a file of the corpus.
    #[must_use]
    pub fn path_on_disk(&self, path: &DocPath) -> PathBuf {
        self.join(path.as_str())
    }

    /// Reads a file of the corpus.
    pub(crate) fn read(&self, path: &DocPath) -> Result<Vec<u8>, Error> {
        let on_disk = self.path_on_disk(path);
        std::fs::read(&on_disk).map_err(|source| Error::Read { path: on_disk, source })
    }

    /// Walks the folder. `.gitignore` files and the `ignore` globs are honoured; hidden files can be linked to but are not
    /// read; symbolic links are not followed.
    pub(crate) fn scan(&self) -> Result<Scan, Error> {
        std::fs::read_dir(&self.root).map_err(|source| Error::Read { path: self.root.clone(), source })?;
        let vocabulary_globs = self.globs(&self.config.vocabulary, false)?;
        let mut stamp = blake3::Hasher::new();
        let mut add = |text: &str| {
            stamp.update(text.as_bytes());
            stamp.update(b"\0");
        };
        add(&program());
        let mut files = Vec::new();
        let mut newest = 0;
        let mut scan = Scan {
            inventory: Inventory::default(),
            documents: Vec::new(),
            vocabulary: Vec::new(),
            diagnostics: Vec::new(),
            stamp: String::new(),
        };
        for entry in self.walker()? {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let message = format!("a folder or file cannot be looked at: {error}");
                    scan.diagnostics.push(Diagnostic::file_skipped(
                        &DocPath::default(),
                        message,
                        "allow reading it, or name it under `ignore`",
                    ));
                    continue;
                }
            };
            if !entry.file_type().is_some_and(|kind| kind.is_file()) {
                continue;
            }
            let relative = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
            let Some(text) = relative.to_str() else {
                let message = format!("the name of {} is not UTF-8", relative.display());
                scan.diagnostics.push(Diagnostic::file_skipped(
                    &DocPath::default(),
                    message,
                    "rename the file",
                ));
                continue;
            };
            let text =
                if std::path::MAIN_SEPARATOR == '/' { text.to_owned() } else { text.replace('\\', "/") };
            let Some(path) = DocPath::new(&text) else { continue };
            let file = FileStamp::of(entry.metadata().ok().as_ref());
            add(&format!("{path}\t{}\t{}", file.bytes, file.written));
            newest = newest.max(file.written);
            let bytes = file.bytes;
            let hidden = path.parts().any(|part| part.starts_with('.'));
            if path.is_markdown() && !hidden {
                if bytes > MAXIMUM_FILE_BYTES {
                    let message =
                        format!("the file has {bytes} bytes; at most {MAXIMUM_FILE_BYTES} are read");
                    scan.diagnostics.push(Diagnostic::file_skipped(&path, message, "divide it"));
                } else {
                    scan.documents.push((path.clone(), file));
                }
            } else if vocabulary_globs.matched(path.as_str(), false).is_whitelist() {
                scan.vocabulary.push(path.clone());
            }
            files.push(path);
        }
        if scan.documents.is_empty() && scan.diagnostics.is_empty() {
            return Err(Error::EmptyCorpus { folder: self.root.clone() });
        }
        scan.inventory = Inventory::new(files);
        scan.stamp = stamp.finalize().to_hex().to_string();
        settle(newest);
        Ok(scan)
    }

    fn walker(&self) -> Result<ignore::Walk, Error> {
        let ignored = self.globs(&self.config.ignore, true)?;
        let mut walker = WalkBuilder::new(&self.root);
        walker.hidden(false).require_git(false).overrides(ignored).sort_by_file_name(std::cmp::Ord::cmp);
        walker.filter_entry(|entry| !matches!(entry.file_name().to_str(), Some(".git" | STATE_FOLDER)));
        Ok(walker.build())
    }

    /// Globs of the config, matching or excluding.
    fn globs(&self, globs: &[String], exclude: bool) -> Result<ignore::overrides::Override, Error> {
        let mut builder = OverrideBuilder::new(&self.root);
        for glob in globs {
            let line = if exclude { format!("!{glob}") } else { glob.clone() };
            builder.add(&line).map_err(|error| {
                let file = self.join(CONFIG_FILE).display().to_string();
                TextError::new(file, "", 0..0, format!("`{glob}` is no glob: {error}"))
                    .with_help("globs are as in .gitignore")
            })?;
        }
        builder.build().map_err(|error| {
            let file = self.join(CONFIG_FILE).display().to_string();
            TextError::new(file, "", 0..0, error.to_string()).into()
        })
    }
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

/// What this program is: its version, and when it was made, so that a graph made by another is not trusted.
pub(crate) fn program() -> String {
    let made =
        std::env::current_exe().and_then(|path| path.metadata()).and_then(|metadata| metadata.modified());
    let made = made.ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    format!("{} {}", env!("CARGO_PKG_VERSION"), made.as_nanos())
}
