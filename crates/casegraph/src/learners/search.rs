//! Full-text search: the index of all words is cached, and read in place of all texts.

use std::borrow::Cow;

use casegraph_facts::{Document, FactSet, Paragraph, Role, paragraphs};
use casegraph_learn::{DocumentDigests, Index, SearchOptions, SearchReport, SearchTexts, TopicGraph};
use rayon::prelude::*;

use super::cache;
use super::learners::Learners;
use crate::error::Error;
use casegraph_corpus::Corpus;

const REASON: &str = "the graph does not hold the paragraphs that a search looks through";

impl Learners<'_> {
    /// Searches for words in everything that has a name or a sentence of its own. Once after files have changed, time is linear in
    /// the texts; else in the number of their paragraphs.
    ///
    /// # Errors
    /// [`casegraph_corpus::Error::NeedsFiles`] if there are no files.
    pub fn search(
        &self,
        topic_graph: &TopicGraph,
        query: &str,
        options: &SearchOptions,
    ) -> Result<SearchReport, Error> {
        self.session.needs_files(REASON)?;
        let Some(digests) = self.cached_digests() else {
            return Ok(self.search_texts(topic_graph, self.reduced_facts()?, query, options));
        };
        if let Some(report) = self.search_index(topic_graph, &digests, query, options) {
            return Ok(report);
        }
        Ok(self.search_texts(topic_graph, digests.into_facts(), query, options))
    }

    /// Searches the cached index; `None` if there is none that fits the texts.
    fn search_index(
        &self,
        topic_graph: &TopicGraph,
        digests: &DocumentDigests,
        query: &str,
        options: &SearchOptions,
    ) -> Option<SearchReport> {
        let file = cache::open(self.session, cache::SEARCH_INDEX, &cache::stamp_of_facts(self.session)?)?;
        let part = |at| file.0.bytes(at);
        let (rows, words, ends, postings) = (part(0)?, part(1)?, part(2)?, part(3)?);
        let index = Index::decode([&rows, &words, &ends, &postings])?;
        let paragraphs_of = |_: usize, document: &Document| {
            let bytes = self.session.read(&document.path, REASON).ok()?;
            let is_same = blake3::hash(&bytes).to_hex().as_str() == document.content_hash;
            is_same.then(|| Cow::Owned(paragraphs(&bytes)))
        };
        let texts = SearchTexts { digests, paragraphs: &paragraphs_of };
        topic_graph.search(&index, &texts, query, options)
    }

    /// Reads all files for their paragraphs, caches their index, and searches it.
    fn search_texts(
        &self,
        topic_graph: &TopicGraph,
        facts: FactSet,
        query: &str,
        options: &SearchOptions,
    ) -> SearchReport {
        let texts = paragraphs_of(self.session.corpus(), &facts);
        let index = Index::from_facts(&facts, &texts);
        if let Some(stamp) = cache::stamp_of_facts(self.session) {
            cache::write(self.session, cache::SEARCH_INDEX, &stamp, index.encode());
        }
        let digests = DocumentDigests::from_facts(facts);
        let paragraphs_of = |at: usize, _: &Document| Some(Cow::Borrowed(texts.get(at)?.as_slice()));
        let texts = SearchTexts { digests: &digests, paragraphs: &paragraphs_of };
        topic_graph.search(&index, &texts, query, options).unwrap_or_default()
    }
}

/// The paragraphs of the documents, read from their files; none of templates, which have no content, and of plans, whose rows are
/// topics. A file that cannot be read has none.
pub(super) fn paragraphs_of(corpus: &Corpus, facts: &FactSet) -> Vec<Vec<Paragraph>> {
    let of = |document: &Document| {
        if matches!(document.role, Role::Template | Role::Plan) {
            return Vec::new();
        }
        corpus.read(&document.path).map(|bytes| paragraphs(&bytes)).unwrap_or_default()
    };
    facts.documents.par_iter().map(of).collect()
}
