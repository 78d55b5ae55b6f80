//! A corpus on disk: the folder with `casegraph.toml`, its settings, and its files as bytes.
//!
//! The only place of the library that reads Markdown files, and it reads under the corpus root only.

use std::path::{Path, PathBuf};

use casegraph_facts::DocPath;
use ignore::overrides::OverrideBuilder;

use crate::atomic_file::write_whole;
use crate::config::{CONFIG_FILE, Config};
use crate::error::Error;
use crate::text_error::TextError;

/// The folder of derived files inside a corpus.
pub(crate) const STATE_FOLDER: &str = ".casegraph";

/// The graph as a snapshot.
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

    /// The file of the stored graph. A patch may lie beside it.
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
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn read(&self, path: &DocPath) -> Result<Vec<u8>, Error> {
        let on_disk = self.path_on_disk(path);
        std::fs::read(&on_disk).map_err(|source| Error::Read { path: on_disk, source })
    }

    /// Globs of the config, matching or excluding.
    pub(crate) fn globs(
        &self,
        globs: &[String],
        exclude: bool,
    ) -> Result<ignore::overrides::Override, Error> {
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

    /// Git need not know of what is derived.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn ignore_state_folder(&self) -> Result<(), Error> {
        let file = self.state_folder().join(".gitignore");
        if file.exists() { Ok(()) } else { write_whole(&file, b"*\n") }
    }

    /// A value that changes with the profile, in every detail: with the program, which a `Shelf` tells, what reads documents.
    #[must_use]
    pub fn profile_stamp(&self) -> String {
        let profile = &self.config().profile;
        let profile = format!("{:?} {}", profile.text(), profile.subject());
        blake3::hash(profile.as_bytes()).to_hex().to_string()
    }
}
