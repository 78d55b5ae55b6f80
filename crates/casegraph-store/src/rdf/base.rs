//! The base IRI of a corpus, and the IRIs of things and graphs under it.
//!
//! Different ids have different IRIs, whatever characters their keys contain: characters that an IRI cannot contain are
//! percent-encoded, and so is every `%` of a key (`percent.rs`).

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use casegraph_facts::{DocPath, Kind, ThingId};
use oxrdf::NamedNode;
use thiserror::Error;

use crate::rdf::percent::{decoded, push_byte_codes, push_path, push_text};

/// All kinds of things.
const KINDS: [Kind; 11] = [
    Kind::Topic,
    Kind::Document,
    Kind::Section,
    Kind::CaseStudy,
    Kind::Metric,
    Kind::Source,
    Kind::Company,
    Kind::Pattern,
    Kind::Technology,
    Kind::Category,
    Kind::Domain,
];

/// The IRI that all IRIs of a corpus begin with, such as `http://casegraph.localhost/`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Base(String);

/// A text that is not a base IRI.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{text}` cannot be the base IRI: {problem} (allowed: an absolute http or https IRI with a host that ends in `/` or `#`, such as `https://example.org/cases/`)"
)]
pub struct BaseError {
    /// The text.
    pub text: String,
    /// What is wrong with it.
    pub problem: String,
}

impl Base {
    /// Checks a base IRI: absolute, `http` or `https`, with a host, ending in `/` or `#`.
    pub fn new(text: &str) -> Result<Self, BaseError> {
        let error = |problem: String| BaseError { text: text.to_owned(), problem };
        let lower = text.to_ascii_lowercase();
        let Some(rest) = lower.strip_prefix("http://").or_else(|| lower.strip_prefix("https://")) else {
            return Err(error("it does not begin with `http://` or `https://`".to_owned()));
        };
        if rest.is_empty() || rest.starts_with(['/', '?', '#', ':']) {
            return Err(error("it has no host".to_owned()));
        }
        if !text.ends_with(['/', '#']) {
            return Err(error("it does not end in `/` or `#`".to_owned()));
        }
        NamedNode::new(text).map_err(|source| error(source.to_string()))?;
        Ok(Self(text.to_owned()))
    }

    /// The IRI.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The IRI of a thing: `{base}{prefix}/{key}`.
    ///
    /// The anchor of a section (after the last `#` of its key) becomes the fragment: a section is a part of its document.
    ///
    /// ```
    /// use casegraph_facts::{Kind, ThingId};
    /// use casegraph_store::Base;
    /// let iri = |kind, key: &str| Base::default().iri(&ThingId::new(kind, key));
    /// assert_eq!(iri(Kind::Topic, "cache_consistency"), "http://casegraph.localhost/topic/cache_consistency");
    /// assert_eq!(iri(Kind::Document, "a b/c.md"), "http://casegraph.localhost/doc/a%20b/c.md");
    /// assert_eq!(iri(Kind::Section, "c.md#why"), "http://casegraph.localhost/doc/c.md#why");
    /// ```
    #[must_use]
    pub fn iri(&self, id: &ThingId) -> String {
        let mut iri = String::new();
        self.push_iri(&mut iri, id);
        iri
    }

    /// The id of the thing with this IRI: the inverse of [`Base::iri`]. `None` for other IRIs, and for an IRI that is not
    /// percent-encoded as [`Base::iri`] does it.
    ///
    /// ```
    /// use casegraph_facts::{Kind, ThingId};
    /// use casegraph_store::Base;
    /// let id = Base::default().id("http://casegraph.localhost/doc/a%20b/c.md#why");
    /// assert_eq!(id, Some(ThingId::new(Kind::Section, "a b/c.md#why")));
    /// assert_eq!(Base::default().id("http://casegraph.localhost/graph/inferred"), None);
    /// ```
    #[must_use]
    pub fn id(&self, iri: &str) -> Option<ThingId> {
        let (prefix, key) = iri.strip_prefix(self.as_str())?.split_once('/')?;
        let is_it = |id: &ThingId| self.iri(id) == iri;
        KINDS.into_iter().filter(|kind| kind.prefix() == prefix).find_map(|kind| match kind {
            Kind::Section => {
                let (path, anchor) = key.rsplit_once(self.part_mark())?;
                let path = decoded(path);
                let with_anchor = ThingId::new(kind, format!("{path}#{}", decoded(anchor)));
                let others = [ThingId::new(kind, format!("{path}#")), ThingId::new(kind, path)];
                std::iter::once(with_anchor).chain(others).find(is_it)
            }
            Kind::Metric => {
                let whole = ThingId::new(kind, decoded(key));
                let marked = || Some(ThingId::new(kind, decoded(key.strip_suffix(self.part_mark())?)));
                Some(whole).filter(is_it).or_else(|| marked().filter(is_it))
            }
            _ => Some(ThingId::new(kind, decoded(key))).filter(is_it),
        })
    }

    /// An IRI without the base, such as `topic/sharding`; the whole IRI if it does not begin with the base.
    #[must_use]
    pub fn relative<'i>(&self, iri: &'i str) -> &'i str {
        iri.strip_prefix(self.as_str()).unwrap_or(iri)
    }

    /// The key in the IRI of a thing, percent-encoded as in the IRI: the part after the base and the kind. A text that is
    /// not an IRI under the base is returned unchanged.
    ///
    /// ```
    /// use casegraph_store::Base;
    /// let key = |iri| Base::default().key(iri);
    /// assert_eq!(key("http://casegraph.localhost/topic/api_design/limits"), "api_design/limits");
    /// assert_eq!(key("http://example.org/topic/x"), "http://example.org/topic/x");
    /// ```
    #[must_use]
    pub fn key<'i>(&self, iri: &'i str) -> &'i str {
        let key = iri.strip_prefix(self.as_str()).and_then(|rest| rest.split_once('/'));
        key.map_or_else(|| self.relative(iri), |(_, key)| key)
    }

    /// Appends the IRI of a thing.
    pub(crate) fn push_iri(&self, iri: &mut String, id: &ThingId) {
        iri.push_str(&self.0);
        iri.push_str(id.kind().prefix());
        iri.push('/');
        match id.kind() {
            Kind::Section => self.push_section(iri, id.key()),
            Kind::Metric | Kind::CaseStudy => self.push_case(iri, id.key(), id.kind()),
            _ => push_path(iri, id.key()),
        }
    }

    /// The named graph of the assertions of one document: `{base}graph/{path}`.
    #[must_use]
    pub fn document_graph(&self, path: &DocPath) -> String {
        let mut iri = format!("{}graph/", self.0);
        match path.as_str() {
            // A file with the name of one of the other graphs.
            "vocabulary" => iri.push_str("%76ocabulary"),
            "inferred" => iri.push_str("%69nferred"),
            "meta" => iri.push_str("%6Deta"),
            "union" => iri.push_str("%75nion"),
            "push" => iri.push_str("%70ush"),
            other => push_path(&mut iri, other),
        }
        iri
    }

    /// The named graph of the vocabulary files.
    #[must_use]
    pub fn vocabulary_graph(&self) -> String {
        format!("{}graph/vocabulary", self.0)
    }

    /// The named graph of the assertions that are inferred from several files.
    #[must_use]
    pub fn inferred_graph(&self) -> String {
        format!("{}graph/inferred", self.0)
    }

    /// The named graph that describes the corpus.
    #[must_use]
    pub fn meta_graph(&self) -> String {
        format!("{}graph/meta", self.0)
    }

    /// The prefix of the IRIs of all named graphs of the corpus.
    #[must_use]
    pub fn graph_prefix(&self) -> String {
        format!("{}graph/", self.0)
    }

    /// The named graph of a remote engine with the union of all other graphs, each triple once.
    #[must_use]
    pub fn union_graph(&self) -> String {
        format!("{}graph/union", self.0)
    }

    /// The named graph of a remote engine that lists its graphs with the hashes of their contents.
    #[must_use]
    pub fn push_graph(&self) -> String {
        format!("{}graph/push", self.0)
    }

    /// The prefix of the IRIs of the graphs in which a remote engine collects a graph during a push. They do not belong to
    /// the corpus.
    #[must_use]
    pub fn staging_prefix(&self) -> String {
        format!("{}push/", self.0)
    }

    /// The IRI that replaces a blank node of a vocabulary file (RDF 1.1 Concepts, section 3.5).
    pub(crate) fn skolem(&self, path: &DocPath, number: usize) -> String {
        let mut iri = format!("{}.well-known/genid/", self.0);
        push_path(&mut iri, path.as_str());
        iri.push(self.part_mark());
        iri.push_str(&number.to_string());
        iri
    }

    /// Appends the path of a document, and an anchor as the fragment.
    fn push_section(&self, iri: &mut String, key: &str) {
        let (path, anchor) = key.rsplit_once('#').map_or((key, None), |(path, anchor)| (path, Some(anchor)));
        push_path(iri, path);
        iri.push(self.part_mark());
        match anchor {
            None => {} // not the key of a section, but its IRI must differ too
            Some("") => push_byte_codes(iri, '#'),
            Some(anchor) => push_text(iri, anchor),
        }
    }

    /// Appends the key of a case study (`{topic}/{n}`) or a metric (`{topic}/{n}/metric/{n}`). The two share a prefix, so a
    /// key that looks like a key of the other kind is changed.
    fn push_case(&self, iri: &mut String, key: &str, kind: Kind) {
        let as_metric =
            key.rsplit_once('/').and_then(|(before, last)| Some((before.strip_suffix("/metric")?, last)));
        match (kind, as_metric) {
            (Kind::CaseStudy, Some((before, last))) => {
                push_path(iri, before);
                iri.push_str("/%6Detric/");
                push_path(iri, last);
            }
            (Kind::Metric, None) => {
                push_path(iri, key);
                iri.push(self.part_mark());
            }
            _ => push_path(iri, key),
        }
    }

    /// The character before a fragment. Under a base that ends in `#` it is `?`, which keys do not contain unencoded.
    fn part_mark(&self) -> char {
        if self.0.ends_with('#') { '?' } else { '#' }
    }
}

impl Default for Base {
    /// `http://casegraph.localhost/`, under a reserved domain name.
    fn default() -> Self {
        Self("http://casegraph.localhost/".to_owned())
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Base {
    type Err = BaseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}
