//! The documents, topics and case studies of a corpus, in which the topic of a finding is looked up.

use std::collections::BTreeMap;

use casegraph_corpus::{Error, Session};
use casegraph_facts::Role;

use crate::finding::RawFinding;

/// The documents, topics and case studies of a corpus.
pub(crate) struct FindingContext {
    /// By path.
    documents: BTreeMap<String, DocumentContext>,
    /// By IRI.
    topics: BTreeMap<String, TopicContext>,
    /// The topics of case studies, by IRI.
    studies: BTreeMap<String, String>,
}

struct DocumentContext {
    is_template: bool,
    about: Option<String>,
}

/// The values of a topic that its findings have.
pub(crate) struct TopicContext {
    pub(crate) priority: Option<u8>,
    pub(crate) category: Option<String>,
}

impl FindingContext {
    pub(crate) fn load(session: &Session) -> Result<Self, Error> {
        let documents = "SELECT ?path ?role ?about { ?d cg:path ?path ; cg:role ?role OPTIONAL { ?d schema:about ?about } }";
        let topics = "SELECT ?topic ?priority ?category { ?topic a cg:Topic OPTIONAL { ?topic cg:priority ?priority } \
                      OPTIONAL { ?topic skos:broader ?c . ?c skos:prefLabel ?category } }";
        let studies = "SELECT ?study ?topic { ?study a cg:CaseStudy ; schema:about ?topic }";
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let document = |[path, role, about]: [String; 3]| {
            (path, DocumentContext { is_template: role == Role::Template.code(), about: some(about) })
        };
        let topic = |[topic, priority, category]: [String; 3]| {
            (topic, TopicContext { priority: priority.parse().ok(), category: some(category) })
        };
        Ok(Self {
            documents: session.ask_rows(documents)?.into_iter().map(document).collect(),
            topics: session.ask_rows(topics)?.into_iter().map(topic).collect(),
            studies: session.ask_rows(studies)?.into_iter().map(|[study, topic]| (study, topic)).collect(),
        })
    }

    /// Whether a file is a template.
    pub(crate) fn is_template(&self, path: &str) -> bool {
        self.documents.get(path).is_some_and(|document| document.is_template)
    }

    /// The topic of a finding: its subject, the topic of its case study, or the topic of its file.
    pub(crate) fn topic_of<'a>(&'a self, finding: &'a RawFinding) -> Option<(&'a str, &'a TopicContext)> {
        let known = |topic: &'a str| Some((topic, self.topics.get(topic)?));
        known(&finding.about).or_else(|| {
            let of_study = self.studies.get(&finding.about).map(String::as_str);
            let of_document = || self.documents.get(&finding.path)?.about.as_deref();
            of_study.or_else(of_document).and_then(known)
        })
    }
}
