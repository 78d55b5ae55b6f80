//! Vocabulary files: companies, technologies and patterns, declared as SKOS in Turtle.
//!
//! Reading does not fail: a file yields names, triples, and diagnostics for unusable parts.

pub(crate) mod check;
mod declared;
mod term_lines;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use casegraph_facts::{Diagnostic, DocPath, Name, Severity, ThingId};
use oxrdf::{BlankNode, NamedNode, NamedOrBlankNode, Term, Triple};
use oxrdfio::{RdfFormat, RdfParseError, RdfParser};

use crate::rdf::base::Base;
use crate::vocabulary_file::declared::declared;
use crate::vocabulary_file::term_lines::TermLines;

/// The content of a vocabulary file.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// The path of the file.
    pub path: DocPath,
    /// The line of the declaration of each name.
    pub lines: BTreeMap<ThingId, u32>,
    /// The declared names, sorted by id.
    pub names: Vec<Name>,
    /// Diagnostics, sorted by line, with the codes `vocabulary-syntax` and `vocabulary-term`.
    pub diagnostics: Vec<Diagnostic>,
    triples: Vec<Triple>,
    term_lines: TermLines,
}

impl Vocabulary {
    pub(crate) fn triples(&self) -> &[Triple] {
        &self.triples
    }
}

/// Reads a vocabulary file: [Turtle](https://www.w3.org/TR/turtle/) with `cg:Company` (`schema:name`,
/// `schema:alternateName`), `cg:Technology` and `cg:Pattern` (`skos:prefLabel`, `skos:altLabel`), and the guards of their
/// labels: `skos:hiddenLabel`, `cg:ordinaryWord`, `cg:ambiguous`, `cg:evidence`, `cg:never`, `cg:distinctFrom`.
///
/// Relative IRIs are resolved against the base, so `<company/discord>` is a company. Blank nodes become IRIs
/// ([RDF 1.1 Concepts, section 3.5](https://www.w3.org/TR/rdf11-concepts/#section-skolemization)).
/// A file with a syntax error yields one diagnostic and nothing else. An unusable term (with an IRI that does not fit its
/// class, or without a label) yields a diagnostic; its triples are kept. Linear in the text.
#[must_use]
pub fn read_vocabulary(path: &DocPath, turtle: &str, base: &Base) -> Vocabulary {
    match parse(path, turtle, base) {
        Err(diagnostic) => {
            Vocabulary { path: path.clone(), diagnostics: vec![diagnostic], ..Vocabulary::default() }
        }
        Ok((triples, prefixes)) => {
            let term_lines = TermLines::new(turtle, prefixes);
            let mut vocabulary =
                Vocabulary { path: path.clone(), triples, term_lines, ..Vocabulary::default() };
            for term in declared(&vocabulary.triples) {
                match term.name(base) {
                    Ok(name) => {
                        let line = vocabulary.term_lines.line_of(term.iri, base);
                        vocabulary.lines.insert(name.id.clone(), line);
                        vocabulary.names.push(name);
                    }
                    Err((message, help)) => vocabulary.diagnostics.push(Diagnostic {
                        path: path.clone(),
                        line: vocabulary.term_lines.line_of(term.iri, base),
                        column: None,
                        severity: Severity::Warning,
                        code: "vocabulary-term".to_owned(),
                        message,
                        help: Some(help),
                    }),
                }
            }
            vocabulary.names.sort_by(|a, b| a.id.cmp(&b.id));
            vocabulary.diagnostics.sort();
            vocabulary
        }
    }
}

type Prefixes = BTreeMap<String, String>;

fn parse(path: &DocPath, turtle: &str, base: &Base) -> Result<(Vec<Triple>, Prefixes), Diagnostic> {
    let error = |message: String, place: Option<(u64, u64)>| Diagnostic {
        path: path.clone(),
        line: place.map_or(1, |(line, _)| number(line)),
        column: place.map(|(_, column)| number(column)),
        severity: Severity::Error,
        code: "vocabulary-syntax".to_owned(),
        message,
        help: Some("the file is ignored until it is valid Turtle".to_owned()),
    };
    let parser = RdfParser::from_format(RdfFormat::Turtle)
        .with_base_iri(base.as_str())
        .map_err(|source| error(source.to_string(), None))?;
    let mut triples = Vec::new();
    let mut blanks = HashMap::new();
    let mut quads = parser.for_slice(turtle);
    for quad in quads.by_ref() {
        let quad = quad.map_err(|source| {
            let place = source.location().map(|range| (range.start.line, range.start.column));
            let message = RdfParseError::from(source).to_string();
            error(without_place(&message).to_owned(), place)
        })?;
        let mut named = |node: BlankNode| {
            let next = blanks.len() + 1;
            let number = *blanks.entry(node).or_insert(next);
            NamedNode::new_unchecked(base.skolem(path, number))
        };
        let subject: NamedOrBlankNode = match quad.subject {
            NamedOrBlankNode::BlankNode(node) => named(node).into(),
            subject @ NamedOrBlankNode::NamedNode(_) => subject,
        };
        let object = match quad.object {
            Term::BlankNode(node) => named(node).into(),
            object => object,
        };
        triples.push(Triple { subject, predicate: quad.predicate, object });
    }
    let prefixes = quads.prefixes().map(|(prefix, iri)| (prefix.to_owned(), iri.to_owned())).collect();
    Ok((triples, prefixes))
}

/// The message of the parser without "Parser error at line 2 column 3: ", which is reported separately.
fn without_place(message: &str) -> &str {
    match message.split_once(": ") {
        Some((place, rest)) if place.starts_with("Parser error") => rest,
        _ => message,
    }
}

/// Converts a number from 0 to a number from 1.
fn number(from_zero: u64) -> u32 {
    u32::try_from(from_zero.saturating_add(1)).unwrap_or(u32::MAX)
}
