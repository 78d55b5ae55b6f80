//! A corpus on disk: the folder with `casegraph.toml`, its settings, and its files as bytes.
//!
//! The only place of the library that reads Markdown files, and it reads under the corpus root only.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use casegraph_facts::DocPath;
use ignore::overrides::OverrideBuilder;

use crate::config::{CONFIG_FILE, Config};
use crate::{Error, TextError};

/// The folder of derived files inside a corpus.
pub(crate) const STATE_FOLDER: &str = ".casegraph";

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
}

/// What this program is: its version, and when it was made, so that a graph made by another is not trusted.
pub(crate) fn program() -> String {
    let made =
        std::env::current_exe().and_then(|path| path.metadata()).and_then(|metadata| metadata.modified());
    let made = made.ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    format!("{} {}", env!("CARGO_PKG_VERSION"), made.as_nanos())
}
