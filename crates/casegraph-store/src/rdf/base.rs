//! The base IRI of a corpus, and the IRIs of things and graphs under it.
//!
//! Two different ids never get the same IRI, whatever their keys hold: what an IRI cannot carry is percent-encoded
//! (RFC 3986, section 2.1; letters of any script stay, RFC 3987, section 2.2), and so is every `%` of a key.

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use casegraph_facts::{DocPath, Kind, ThingId};
use oxigraph::model::NamedNode;
use thiserror::Error;

/// The IRI that all IRIs of a corpus begin with, such as `http://casegraph.localhost/`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Base(String);

/// A text that is no base IRI.
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

    /// The IRI as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The IRI of a thing: `{base}{prefix}/{key}`.
    ///
    /// The anchor of a section (after the last `#` of its key) is the fragment: a section is a part of its document.
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

    /// The named graph of what one document asserts: `{base}graph/{path}`.
    #[must_use]
    pub fn document_graph(&self, path: &DocPath) -> String {
        let mut iri = format!("{}graph/", self.0);
        match path.as_str() {
            // A file of this very name must not share the graph of the same name.
            "vocabulary" => iri.push_str("%76ocabulary"),
            "inferred" => iri.push_str("%69nferred"),
            "meta" => iri.push_str("%6Deta"),
            "union" => iri.push_str("%75nion"),
            "push" => iri.push_str("%70ush"),
            other => push_path(&mut iri, other),
        }
        iri
    }

    /// The named graph of what vocabulary files say.
    #[must_use]
    pub fn vocabulary_graph(&self) -> String {
        format!("{}graph/vocabulary", self.0)
    }

    /// The named graph of what follows from many files.
    #[must_use]
    pub fn inferred_graph(&self) -> String {
        format!("{}graph/inferred", self.0)
    }

    /// The named graph about the corpus itself.
    #[must_use]
    pub fn meta_graph(&self) -> String {
        format!("{}graph/meta", self.0)
    }

    /// What the IRIs of all named graphs of the corpus begin with.
    #[must_use]
    pub fn graph_prefix(&self) -> String {
        format!("{}graph/", self.0)
    }

    /// The named graph that an engine elsewhere holds besides the others: the union of them all, each triple once.
    #[must_use]
    pub fn union_graph(&self) -> String {
        format!("{}graph/union", self.0)
    }

    /// The named graph of an engine elsewhere that says which graphs it holds, and of what content.
    #[must_use]
    pub fn push_graph(&self) -> String {
        format!("{}graph/push", self.0)
    }

    /// What the IRIs of the graphs begin with in which an engine elsewhere collects a graph that is being sent. They are
    /// none of the corpus's graphs.
    #[must_use]
    pub fn staging_prefix(&self) -> String {
        format!("{}push/", self.0)
    }

    /// The IRI that stands for a blank node of a vocabulary file (RDF 1.1 Concepts, section 3.5): the graph has none.
    pub(crate) fn skolem(&self, path: &DocPath, number: usize) -> String {
        let mut iri = format!("{}.well-known/genid/", self.0);
        push_path(&mut iri, path.as_str());
        iri.push(self.part_mark());
        iri.push_str(&number.to_string());
        iri
    }

    /// A document's path and an anchor: the fragment.
    fn push_section(&self, iri: &mut String, key: &str) {
        let (path, anchor) = key.rsplit_once('#').map_or((key, None), |(path, anchor)| (path, Some(anchor)));
        push_path(iri, path);
        iri.push(self.part_mark());
        match anchor {
            None => {} // no section's key, but an IRI of its own all the same
            Some("") => push_byte_codes(iri, '#'),
            Some(anchor) => push_text(iri, anchor),
        }
    }

    /// `{topic}/{n}` for a case study, `{topic}/{n}/metric/{n}` for a metric. They share a prefix, so a key that looks
    /// like one of the other kind is written apart.
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

    /// What stands before a fragment. Under a base that ends in `#` none is left, and keys never hold a bare `?`.
    fn part_mark(&self) -> char {
        if self.0.ends_with('#') { '?' } else { '#' }
    }
}

impl Default for Base {
    /// `http://casegraph.localhost/`: a reserved name, nobody's domain.
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

/// Adds a key, `/` kept. `.` and `..` as whole parts are encoded: they would vanish when an IRI is resolved.
fn push_path(iri: &mut String, key: &str) {
    // Nearly all keys are letters and marks that need no code, and have no part that begins with a dot.
    let plain = key.bytes().try_fold(b'/', |before, byte| {
        let kept = byte == b'/' || KEPT.get(usize::from(byte)).copied().unwrap_or_default();
        (kept && !(before == b'/' && byte == b'.')).then_some(byte)
    });
    if plain.is_some() {
        iri.push_str(key);
        return;
    }
    for (index, part) in key.split('/').enumerate() {
        if index > 0 {
            iri.push('/');
        }
        match part {
            "." => iri.push_str("%2E"),
            ".." => iri.push_str("%2E%2E"),
            part => push_text(iri, part),
        }
    }
}

/// Adds a text; what needs no code is copied whole.
fn push_text(iri: &mut String, text: &str) {
    if text.bytes().all(|byte| KEPT.get(usize::from(byte)).copied().unwrap_or_default()) {
        iri.push_str(text);
        return;
    }
    let mut rest = text;
    while let Some(at) = rest.find(|c| !is_kept(c)) {
        let (kept, coded) = rest.split_at(at);
        iri.push_str(kept);
        let mut chars = coded.chars();
        chars.next().into_iter().for_each(|c| push_byte_codes(iri, c));
        rest = chars.as_str();
    }
    iri.push_str(rest);
}

fn push_byte_codes(iri: &mut String, c: char) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        iri.push('%');
        for digit in [byte >> 4, byte & 15] {
            iri.extend(char::from_digit(u32::from(digit), 16).map(|digit| digit.to_ascii_uppercase()));
        }
    }
}

/// Which bytes are characters that need no code: nearly all that keys are made of.
static KEPT: [bool; 256] = {
    let mut kept = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        #[expect(clippy::indexing_slicing, reason = "a byte below 128, in a constant")]
        {
            kept[byte as usize] = is_kept_ascii(byte);
        }
        byte += 1;
    }
    kept
};

const fn is_kept_ascii(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&'..=b'.' | b';' | b'=' | b':' | b'@')
}

/// `ipchar` of RFC 3987 without `%`, and without characters that nobody sees (section 4.1 forbids the bidirectional ones).
fn is_kept(c: char) -> bool {
    if let Ok(byte) = u8::try_from(c)
        && byte.is_ascii()
    {
        return is_kept_ascii(byte);
    }
    let is_allowed = match c {
        '\u{a0}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}'
        | '\u{fdf0}'..='\u{ffef}'
        | '\u{e1000}'..='\u{efffd}' => true,
        '\u{10000}'..='\u{dffff}' => u32::from(c) & 0xffff < 0xfffe,
        _ => false,
    };
    let is_unseen =
        matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    is_allowed && !is_unseen && !c.is_whitespace()
}
