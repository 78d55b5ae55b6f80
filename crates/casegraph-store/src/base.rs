//! The base IRI of a corpus, and the IRIs of things and graphs under it.
//!
//! Two different ids never get the same IRI, whatever their keys hold: what an IRI cannot carry is percent-encoded
//! (RFC 3986, section 2.1; letters of any script stay, RFC 3987, section 2.2), and so is every `%` of a key.

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
        let mut iri = format!("{}{}/", self.0, id.kind().prefix());
        match id.kind() {
            Kind::Section => self.push_section(&mut iri, id.key()),
            Kind::Metric | Kind::CaseStudy => self.push_case(&mut iri, id.key(), id.kind()),
            _ => push_path(&mut iri, id.key()),
        }
        iri
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
            Some(anchor) => anchor.chars().for_each(|c| push_char(iri, c)),
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
    for (index, part) in key.split('/').enumerate() {
        if index > 0 {
            iri.push('/');
        }
        match part {
            "." => iri.push_str("%2E"),
            ".." => iri.push_str("%2E%2E"),
            part => part.chars().for_each(|c| push_char(iri, c)),
        }
    }
}

fn push_char(iri: &mut String, c: char) {
    if is_kept(c) { iri.push(c) } else { push_byte_codes(iri, c) }
}

fn push_byte_codes(iri: &mut String, c: char) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        iri.push('%');
        for digit in [byte >> 4, byte & 15] {
            iri.extend(char::from_digit(u32::from(digit), 16).map(|digit| digit.to_ascii_uppercase()));
        }
    }
}

/// `ipchar` of RFC 3987 without `%`, and without characters that nobody sees (section 4.1 forbids the bidirectional ones).
fn is_kept(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        '-' | '.' | '_' | '~' | '!' | '$' | '&' | '\'' | '(' | ')' | '*' | '+' | ',' | ';' | '=' | ':'
        | '@' => true,
        '\0'..='\u{9f}' => false,
        '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' => false,
        '\u{a0}' | '\u{3000}' => false,
        '\u{a1}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{ffef}' => c != '\u{feff}',
        '\u{10000}'..='\u{dffff}' => u32::from(c) & 0xffff < 0xfffe,
        '\u{e1000}'..='\u{efffd}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_base_is_an_absolute_web_iri_that_ends_in_a_separator() {
        let texts = [
            "http://casegraph.localhost/",
            "https://example.org/cases#",
            "https://example.org/cases",
            "ftp://example.org/",
            "http:///x/",
            "example.org/",
            "https://exa mple.org/",
            "",
        ];
        let said: Vec<String> = texts
            .iter()
            .map(|text| {
                Base::new(text).map_or_else(
                    |error| format!("{}: {}", error.text, error.problem),
                    |base| format!("{base}: ok"),
                )
            })
            .collect();
        expect![[r#"
            http://casegraph.localhost/: ok
            https://example.org/cases#: ok
            https://example.org/cases: it does not end in `/` or `#`
            ftp://example.org/: it does not begin with `http://` or `https://`
            http:///x/: it has no host
            example.org/: it does not begin with `http://` or `https://`
            https://exa mple.org/: Invalid IRI code point ' '
            : it does not begin with `http://` or `https://`"#]]
        .assert_eq(&said.join("\n"));
    }

    #[test]
    fn keys_become_iris() {
        let cases = [
            (Kind::CaseStudy, "nosql_migrations/2"),
            (Kind::Metric, "nosql_migrations/2/metric/1"),
            (Kind::Section, "a/README.md#why-this-happens"),
            (Kind::Section, "a/C#.md#why"),
            (Kind::Section, "a/README.md#"),
            (Kind::Document, "a/C#.md"),
            (Kind::Document, "100%.md"),
            (Kind::Topic, "../x"),
            (Kind::Topic, "x> } DROP"),
            (Kind::Company, "łódź-2"),
            (Kind::Source, "discord.com/blog/how?a=1&b=\"2\""),
        ];
        let base = Base::default();
        let iris: Vec<String> =
            cases.iter().map(|(kind, key)| base.iri(&ThingId::new(*kind, *key))).collect();
        expect![[r#"
            http://casegraph.localhost/case/nosql_migrations/2
            http://casegraph.localhost/case/nosql_migrations/2/metric/1
            http://casegraph.localhost/doc/a/README.md#why-this-happens
            http://casegraph.localhost/doc/a/C%23.md#why
            http://casegraph.localhost/doc/a/README.md#%23
            http://casegraph.localhost/doc/a/C%23.md
            http://casegraph.localhost/doc/100%25.md
            http://casegraph.localhost/topic/%2E%2E/x
            http://casegraph.localhost/topic/x%3E%20%7D%20DROP
            http://casegraph.localhost/company/łódź-2
            http://casegraph.localhost/source/discord.com/blog/how%3Fa=1&b=%222%22"#]]
        .assert_eq(&iris.join("\n"));
    }

    #[test]
    fn no_file_shares_a_graph_with_what_is_no_file() {
        let base = Base::default();
        let graph = |path: &str| base.document_graph(&DocPath::new(path).unwrap());
        assert_eq!(graph("a/b c.md"), "http://casegraph.localhost/graph/a/b%20c.md");
        for own in [base.vocabulary_graph(), base.inferred_graph(), base.meta_graph()] {
            let name = own.rsplit('/').next().unwrap().to_owned();
            assert_ne!(graph(&name), own);
        }
    }

    const KINDS: [Kind; 11] = [
        Kind::Domain,
        Kind::Category,
        Kind::Topic,
        Kind::CaseStudy,
        Kind::Company,
        Kind::Pattern,
        Kind::Technology,
        Kind::Source,
        Kind::Document,
        Kind::Section,
        Kind::Metric,
    ];

    fn any_id() -> impl Strategy<Value = ThingId> {
        let key = prop_oneof![".{0,12}", "[a#/%?.2-5]{0,6}", "(a|#|/|%23|%6D|/metric|/metric/|\\?){0,5}"];
        (0..KINDS.len(), key).prop_map(|(kind, key)| ThingId::new(KINDS[kind], key))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn any_id_gives_a_valid_iri_and_two_ids_never_the_same(a in any_id(), b in any_id()) {
            for base in [Base::default(), Base::new("https://example.org/x#").unwrap()] {
                let (first, second) = (base.iri(&a), base.iri(&b));
                prop_assert!(NamedNode::new(first.as_str()).is_ok(), "{first}");
                prop_assert_eq!(a == b, first == second, "{} and {}", first, second);
            }
        }
    }
}
