//! The index of all words is kept, and read instead of all texts.

use std::borrow::Cow;

use casegraph_corpus::Shelf;
use casegraph_facts::{Document, FactSet, Paragraph, paragraphs};

use super::Guide;
use crate::learn::{Index, Shelves, paragraphs_of};
use crate::{Accounts, Corpus, Error, SearchOptions, SearchReport, Wood};

/// The index of all words.
const WORDS_FILE: &str = "words";

impl Guide {
    /// Looks for words in all that has a name or a sentence of its own. When files have changed, and once for all searches, time is
    /// linear in the text; else in the number of its paragraphs.
    ///
    /// # Errors
    /// As of [`Guide::wood`].
    pub fn search(&self, wood: &Wood, query: &str, options: &SearchOptions) -> Result<SearchReport, Error> {
        let Some((stamp, accounts)) = self.kept_accounts() else {
            return Ok(self.search_anew(wood, self.read_facts()?, query, options));
        };
        let words = Shelf::open(&self.file(WORDS_FILE)).filter(|words| words.stamp() == stamp);
        let part = |at| words.as_ref()?.bytes(at);
        let parts: [Option<Vec<u8>>; 4] = std::array::from_fn(part);
        let kept = Kept { corpus: &self.corpus, accounts };
        let index = match &parts {
            [Some(a), Some(b), Some(c), Some(d)] => Index::read([a, b, c, d]),
            _ => None,
        };
        if let Some(report) = index.and_then(|index| wood.search(&index, &kept, query, options)) {
            return Ok(report);
        }
        Ok(self.search_anew(wood, kept.accounts.into_facts(), query, options))
    }

    /// Reads all files for their paragraphs, and keeps the index of them.
    fn search_anew(&self, wood: &Wood, facts: FactSet, query: &str, options: &SearchOptions) -> SearchReport {
        let texts = paragraphs_of(&self.corpus, &facts);
        let index = Index::of(&facts, &texts);
        if let Some(scan) = &self.scan {
            self.keep(WORDS_FILE, scan, index.parts());
        }
        let all = Whole { accounts: Accounts::with(facts), texts };
        wood.search(&index, &all, query, options).unwrap_or_default()
    }
}

/// Accounts and paragraphs in memory.
struct Whole {
    accounts: Accounts,
    texts: Vec<Vec<Paragraph>>,
}

impl Shelves for Whole {
    fn accounts(&self) -> &Accounts {
        &self.accounts
    }

    fn paragraphs(&self, at: usize, _: &Document) -> Option<Cow<'_, [Paragraph]>> {
        self.texts.get(at).map(|texts| Cow::Borrowed(texts.as_slice()))
    }
}

/// Accounts as they are kept; paragraphs are read from the files.
struct Kept<'c> {
    corpus: &'c Corpus,
    accounts: Accounts,
}

impl Shelves for Kept<'_> {
    fn accounts(&self) -> &Accounts {
        &self.accounts
    }

    fn paragraphs(&self, _: usize, document: &Document) -> Option<Cow<'_, [Paragraph]>> {
        let bytes = self.corpus.read(&document.path).ok()?;
        let is_same = blake3::hash(&bytes).to_hex().as_str() == document.content_hash;
        is_same.then(|| Cow::Owned(paragraphs(&bytes)))
    }
}
