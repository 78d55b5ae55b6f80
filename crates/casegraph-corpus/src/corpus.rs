//! A corpus on disk: the folder with `casegraph.toml`, its settings, and its files as bytes.
//!
//! The only module that reads Markdown files. It reads files under the corpus root only.

use std::path::{Path, PathBuf};

use casegraph_facts::DocPath;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::overrides::{Override, OverrideBuilder};

use crate::atomic_file::write_whole;
use crate::config::{CONFIG_FILE, Config};
use crate::error::Error;
use crate::text_error::TextError;

/// The folder of cache files inside a corpus.
pub(crate) const STATE_FOLDER: &str = ".casegraph";

/// The cached graph, in the state folder.
const GRAPH_FILE: &str = "graph.snapshot";

/// A folder of Markdown with its settings.
#[derive(Clone, Debug)]
pub struct Corpus {
    root: PathBuf,
    config: Config,
}

impl Corpus {
    /// Opens the corpus in `root`.
    ///
    /// # Errors
    /// When its `casegraph.toml` is missing, unreadable or wrong.
    pub fn open(root: &Path) -> Result<Self, Error> {
        Ok(Self { root: root.to_owned(), config: Config::read(root)? })
    }

    /// A corpus with the given settings; its `casegraph.toml` is not read.
    #[must_use]
    pub fn with_config(root: &Path, config: Config) -> Self {
        Self { root: root.to_owned(), config }
    }

    /// The corpus folder of `start`: the nearest folder upwards with a `casegraph.toml`, else the folder `content` in `start`.
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

    /// The folder of cache files.
    #[must_use]
    pub fn state_folder(&self) -> PathBuf {
        self.join(STATE_FOLDER)
    }

    /// The file of the cached graph. A patch may be beside it.
    #[must_use]
    pub fn graph_file(&self) -> PathBuf {
        self.state_folder().join(GRAPH_FILE)
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

    /// The default folder of the corpus's maps.
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
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn read(&self, path: &DocPath) -> Result<Vec<u8>, Error> {
        let on_disk = self.path_on_disk(path);
        std::fs::read(&on_disk).map_err(|source| Error::Read { path: on_disk, source })
    }

    /// The globs of vocabulary files as one matcher.
    pub(crate) fn vocabulary_globs(&self) -> Result<Override, Error> {
        let mut builder = OverrideBuilder::new(&self.root);
        for glob in &self.config.vocabulary {
            builder.add(glob).map_err(|error| self.wrong_glob(glob, &error))?;
        }
        builder.build().map_err(|error| self.wrong_glob("", &error))
    }

    /// The globs of files that are not read as one matcher, with the meaning that they have in a `.gitignore` in the folder of the
    /// corpus: of several that match, the last one decides, and `!glob` takes files back in.
    pub(crate) fn ignore_globs(&self) -> Result<Gitignore, Error> {
        let mut builder = GitignoreBuilder::new(&self.root);
        for glob in &self.config.ignore {
            builder.add_line(None, glob).map_err(|error| self.wrong_glob(glob, &error))?;
        }
        builder.build().map_err(|error| self.wrong_glob("", &error))
    }

    fn wrong_glob(&self, glob: &str, error: &ignore::Error) -> Error {
        let file = self.join(CONFIG_FILE).display().to_string();
        let message =
            if glob.is_empty() { error.to_string() } else { format!("`{glob}` is not a glob: {error}") };
        TextError::new(file, "", 0..0, message).with_help("globs are as in .gitignore").into()
    }

    /// Creates the state folder with a `.gitignore` that excludes it, if it has none.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn prepare_state_folder(&self) -> Result<(), Error> {
        let file = self.state_folder().join(".gitignore");
        if file.exists() { Ok(()) } else { write_whole(&file, b"*\n") }
    }

    /// A value that changes with any detail of the profile. Profile and program together determine the facts of a document.
    #[must_use]
    pub fn profile_stamp(&self) -> String {
        let profile = &self.config().profile;
        let profile = format!("{:?} {}", profile.text(), profile.subject());
        blake3::hash(profile.as_bytes()).to_hex().to_string()
    }
}
