//! The questions of learners, over an open session.

use std::cell::RefCell;

use casegraph_facts::{DocPath, FactSet, ThingId};
use casegraph_learn::{
    DocumentDigests, Names, ShowReport, Syllabus, SyllabusOptions, TopicGraph, count_words, reduced,
};

use super::{cache, findings, from_graph};
use crate::error::Error;
use casegraph_corpus::Session;

/// Answers learners' questions from an open session.
pub struct Learners<'s> {
    pub(super) session: &'s Session,
    /// Facts that were read for one question, for the next one.
    read: RefCell<Option<FactSet>>,
}

impl<'s> Learners<'s> {
    /// Over this session. Nothing is read yet.
    #[must_use]
    pub fn new(session: &'s Session) -> Self {
        Self { session, read: RefCell::default() }
    }

    /// The names of topics, patterns, technologies, companies, categories and domains, by a query over the graph.
    ///
    /// # Errors
    /// [`casegraph_corpus::Error::Query`].
    pub fn names(&self) -> Result<Names, Error> {
        from_graph::names(self.session)
    }

    /// The names and relations of the collection: from the cache, else from the files, else by queries over the graph.
    ///
    /// # Errors
    /// [`casegraph_corpus::Error::Query`].
    pub fn topic_graph(&self) -> Result<TopicGraph, Error> {
        let stamp = cache::stamp_of_facts(self.session);
        let cached = stamp.and_then(|stamp| cache::open(self.session, cache::RELATIONS, &stamp));
        if let Some(topic_graph) = cached.and_then(|file| TopicGraph::decode(&file)) {
            return Ok(topic_graph);
        }
        if self.session.has_files() { self.read_files("") } else { from_graph::topic_graph(self.session) }
    }

    /// The facts that [`Learners::show`] and [`Learners::search`] look at: from the cache, else from the files.
    ///
    /// # Errors
    /// [`casegraph_corpus::Error::NeedsFiles`] if there are no files, and no cache that fits the graph.
    pub fn digests(&self) -> Result<DocumentDigests, Error> {
        match self.cached_digests() {
            Some(digests) => Ok(digests),
            None => Ok(DocumentDigests::from_facts(self.reduced_facts()?)),
        }
    }

    pub(super) fn cached_digests(&self) -> Option<DocumentDigests> {
        let stamp = cache::stamp_of_facts(self.session)?;
        DocumentDigests::decode(Box::new(cache::open(self.session, cache::DIGESTS, &stamp)?))
    }

    /// The facts that digests are made of. They are read once for all questions.
    pub(super) fn reduced_facts(&self) -> Result<FactSet, Error> {
        if self.read.borrow().is_none() {
            self.read_files("the graph does not hold all texts of a thing")?;
        }
        Ok(self.read.take().unwrap_or_default())
    }

    /// Reads the files, and writes the caches.
    fn read_files(&self, reason: &str) -> Result<TopicGraph, Error> {
        let facts = self.session.facts(reason)?;
        let topic_graph = TopicGraph::from_facts(&facts, &self.session.corpus().config().profile);
        let facts = reduced(facts);
        if let Some(stamp) = cache::stamp_of_facts(self.session) {
            cache::write(self.session, cache::RELATIONS, &stamp, topic_graph.encode());
            cache::write(self.session, cache::DIGESTS, &stamp, DocumentDigests::encode(&facts));
        }
        self.read.replace(Some(facts));
        Ok(topic_graph)
    }

    /// All facts of a thing, and the findings of the gap checks about it.
    ///
    /// # Errors
    /// Those of [`casegraph_gaps::run`].
    pub fn show(
        &self,
        topic_graph: &TopicGraph,
        digests: &DocumentDigests,
        id: &ThingId,
    ) -> Result<ShowReport, Error> {
        let location = digests.study_location(id);
        let findings = findings::lines_about(&self.findings()?, id, location.as_ref());
        Ok(topic_graph.show(digests, id, findings))
    }

    /// The reading order that ends at `goal`. The words of pages are counted in their files.
    ///
    /// # Errors
    /// [`casegraph_corpus::Error::NeedsFiles`] if there are no files.
    pub fn syllabus(
        &self,
        topic_graph: &TopicGraph,
        goal: &ThingId,
        options: &SyllabusOptions,
    ) -> Result<Syllabus, Error> {
        const REASON: &str = "the reading time of a topic is the number of words of its page";
        self.session.needs_files(REASON)?;
        let words = |page: &DocPath| Some(count_words(&self.session.read(page, REASON).ok()?));
        Ok(topic_graph.syllabus(goal, options, &words))
    }
}
