//! What is kept of a corpus for learners' questions, so that each command reads and decodes only what it asks for.
//!
//! ```text
//! files ─► FactSet ─┬─► `ways`      Things and Web ─► Wood: path, learn, related, suggest, stats --graph, names
//!                   └─► `accounts`  what `show` and `search` look at, each document on its own
//! accounts, files ─────► `words`     which paragraph holds which word: search
//! graph ───────────────► `findings`  of all checks: show
//! ```
//!
//! Each is made by the first command that needs it, and again when a file has changed. Nothing kept is ever needed: what is missing,
//! damaged, of other files, of another profile or by another program is made anew, and a folder that cannot be written to is no
//! reason not to answer.

mod accounts;
mod findings;
mod search;
#[cfg(test)]
mod tests;
mod ways;

use std::cell::RefCell;
use std::path::PathBuf;

use casegraph_corpus::{Scan, Shelf, read_facts_of};
use casegraph_facts::FactSet;

use crate::{Corpus, Error, Progress, Silent, Wood};
pub use accounts::Accounts;
use accounts::thinned;

/// Things and ties.
const WAYS_FILE: &str = "ways";

/// What is told of each thing.
const ACCOUNTS_FILE: &str = "accounts";

/// A corpus, ready for learners' questions.
pub struct Guide {
    corpus: Corpus,
    progress: Box<dyn Progress>,
    /// What lies in the folder now; none where what was kept is taken as it is.
    scan: Option<Scan>,
    /// Facts that one question needed to be read, for the next.
    read: RefCell<Option<FactSet>>,
}

impl Guide {
    /// Opens a corpus as its files are. One look at each file from outside; `progress` is told when they have to be read.
    ///
    /// # Errors
    /// When the folder cannot be read or holds no Markdown.
    pub fn open(corpus: Corpus, progress: impl Progress + 'static) -> Result<Self, Error> {
        let scan = Scan::new(&corpus)?;
        Ok(Self { corpus, progress: Box::new(progress), scan: Some(scan), read: RefCell::default() })
    }

    /// Opens a corpus as it was kept last, without a look at the files.
    #[must_use]
    pub fn open_frozen(corpus: Corpus) -> Self {
        Self { corpus, progress: Box::new(Silent), scan: None, read: RefCell::default() }
    }

    /// The corpus.
    #[must_use]
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// The names and ties of the corpus.
    ///
    /// # Errors
    /// [`Error::NotBuilt`] when what was kept is to be taken as it is, and nothing was kept by this program.
    pub fn wood(&self) -> Result<Wood, Error> {
        match self.kept(WAYS_FILE).and_then(|shelf| ways::read(&shelf)) {
            Some(wood) => Ok(wood),
            None => self.made(WAYS_FILE),
        }
    }

    /// What is told of the things of the corpus.
    ///
    /// # Errors
    /// As of [`Guide::wood`].
    pub fn accounts(&self) -> Result<Accounts, Error> {
        match self.kept_accounts() {
            Some((_, accounts)) => Ok(accounts),
            None => Ok(Accounts::with(self.read_facts()?)),
        }
    }

    /// The accounts that are kept, and their stamp.
    fn kept_accounts(&self) -> Option<(String, Accounts)> {
        let shelf = self.kept(ACCOUNTS_FILE)?;
        Some((shelf.stamp().to_owned(), Accounts::read(shelf)?))
    }

    /// What is kept under a name, if it is of the files as they are.
    fn kept(&self, name: &str) -> Option<Shelf> {
        let shelf = Shelf::open(&self.file(name))?;
        let is_of_now = self.scan.as_ref().is_none_or(|scan| shelf.stamp() == self.stamp(scan));
        is_of_now.then_some(shelf)
    }

    /// What accounts are made of, where none are kept: no file is read twice for it.
    fn read_facts(&self) -> Result<FactSet, Error> {
        if self.read.borrow().is_none() {
            self.made(ACCOUNTS_FILE)?;
        }
        Ok(self.read.take().unwrap_or_default())
    }

    /// Reads the corpus, and keeps what is told of it.
    fn made(&self, name: &str) -> Result<Wood, Error> {
        let Some(scan) = &self.scan else {
            let reason = "no command has needed its facts yet".to_owned();
            return Err(casegraph_corpus::Error::NotBuilt { file: self.file(name), reason }.into());
        };
        let facts = read_facts_of(&self.corpus, scan, self.progress.as_ref());
        let wood = Wood::of(&facts, &self.corpus.config().profile);
        let facts = thinned(facts);
        self.keep(WAYS_FILE, scan, ways::parts(&wood));
        self.keep(ACCOUNTS_FILE, scan, Accounts::parts(&facts));
        self.read.replace(Some(facts));
        Ok(wood)
    }

    /// Keeps parts; none where they cannot be encoded. A folder that cannot be written to keeps nothing.
    fn keep(&self, name: &str, scan: &Scan, parts: Option<Vec<Vec<u8>>>) {
        if self.corpus.ignore_state_folder().is_ok()
            && let Some(parts) = parts
        {
            let _ = casegraph_corpus::write(&self.file(name), &self.stamp(scan), &parts);
        }
    }

    /// What the kept values depend on: every file, and the profile in every detail.
    fn stamp(&self, scan: &Scan) -> String {
        format!("{} {}", scan.stamp(), self.corpus.profile_stamp())
    }

    fn file(&self, name: &str) -> PathBuf {
        self.corpus.state_folder().join(name)
    }
}

/// Names and ties, from what is kept where no file has changed.
pub(crate) fn wood(corpus: &Corpus) -> Result<Wood, Error> {
    Guide::open(corpus.clone(), Silent)?.wood()
}
