//! Vocabulary files: companies, technologies and patterns, declared as SKOS in Turtle.
//!
//! Reading never fails: a file gives names and triples, and diagnostics for what cannot be used.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use casegraph_facts::{Diagnostic, DocPath, Kind, Name, Severity, ThingId};
use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{BlankNode, NamedNode, NamedOrBlankNode, Term, Triple};

use crate::Base;
use crate::vocabulary::{cg, rdf, schema, skos};

/// What one vocabulary file says.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// The names it declares, by id.
    pub names: Vec<Name>,
    /// What is wrong with it, by line. Codes: `vocabulary-syntax` and `vocabulary-term`.
    pub diagnostics: Vec<Diagnostic>,
    triples: Vec<Triple>,
}

impl Vocabulary {
    pub(crate) fn triples(&self) -> &[Triple] {
        &self.triples
    }
}

/// Reads a vocabulary file: [Turtle](https://www.w3.org/TR/turtle/) with `cg:Company` (`schema:name`,
/// `schema:alternateName`), `cg:Technology` and `cg:Pattern` (`skos:prefLabel`, `skos:altLabel`).
///
/// Relative IRIs are resolved against the base, so that `<company/discord>` is a company. Blank nodes become IRIs
/// ([RDF 1.1 Concepts, section 3.5](https://www.w3.org/TR/rdf11-concepts/#section-skolemization)): the graph has none.
/// A syntax error costs the file one diagnostic and everything else it says. A term that cannot be used (its IRI does
/// not fit its class, or it has no label) costs one diagnostic; its triples stay. Linear in the text.
#[must_use]
pub fn read_vocabulary(path: &DocPath, turtle: &str, base: &Base) -> Vocabulary {
    match parse(path, turtle, base) {
        Err(diagnostic) => Vocabulary { diagnostics: vec![diagnostic], ..Vocabulary::default() },
        Ok((triples, prefixes)) => {
            let mut vocabulary = Vocabulary { triples, ..Vocabulary::default() };
            let lines = SubjectLines { turtle, prefixes };
            for term in declared(&vocabulary.triples) {
                match term.name(base) {
                    Ok(name) => vocabulary.names.push(name),
                    Err((message, help)) => vocabulary.diagnostics.push(Diagnostic {
                        path: path.clone(),
                        line: lines.of(term.iri, base),
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
        help: Some("nothing of this file is used until it is valid Turtle".to_owned()),
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

/// The parser's message without the "Parser error at line 2 column 3: " before it: the place is told apart.
fn without_place(message: &str) -> &str {
    match message.split_once(": ") {
        Some((place, rest)) if place.starts_with("Parser error") => rest,
        _ => message,
    }
}

/// A number from 0 as a number from 1.
fn number(from_zero: u64) -> u32 {
    u32::try_from(from_zero.saturating_add(1)).unwrap_or(u32::MAX)
}

/// A term that the file declares, with its labels: without a language before English before the others.
struct Declared<'t> {
    iri: &'t str,
    kind: Kind,
    labels: BTreeSet<(u8, &'t str)>,
    alternatives: BTreeSet<&'t str>,
}

/// Every subject that is typed as a company, technology or pattern.
fn declared(triples: &[Triple]) -> Vec<Declared<'_>> {
    let mut found: BTreeMap<(&str, Kind), Declared<'_>> = BTreeMap::new();
    for triple in triples.iter().filter(|triple| triple.predicate.as_str() == rdf::TYPE) {
        let NamedOrBlankNode::NamedNode(subject) = &triple.subject else { continue };
        let Term::NamedNode(class) = &triple.object else { continue };
        let kind = match class.as_str() {
            cg::COMPANY_CLASS => Kind::Company,
            cg::TECHNOLOGY => Kind::Technology,
            cg::PATTERN => Kind::Pattern,
            _ => continue,
        };
        let term =
            Declared { iri: subject.as_str(), kind, labels: BTreeSet::new(), alternatives: BTreeSet::new() };
        found.insert((subject.as_str(), kind), term);
    }
    for triple in triples {
        let (NamedOrBlankNode::NamedNode(subject), Term::Literal(literal)) =
            (&triple.subject, &triple.object)
        else {
            continue;
        };
        for kind in [Kind::Company, Kind::Technology, Kind::Pattern] {
            let Some(term) = found.get_mut(&(subject.as_str(), kind)) else { continue };
            let (label, alternative) = label_properties(kind);
            let rank = match literal.language() {
                None => 0,
                Some(language) if language.starts_with("en") => 1,
                Some(_) => 2,
            };
            if literal.value().trim().is_empty() {
            } else if triple.predicate.as_str() == label {
                term.labels.insert((rank, literal.value()));
            } else if triple.predicate.as_str() == alternative {
                term.alternatives.insert(literal.value());
            }
        }
    }
    found.into_values().collect()
}

fn label_properties(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Company => (schema::NAME, schema::ALTERNATE_NAME),
        _ => (skos::PREF_LABEL, skos::ALT_LABEL),
    }
}

impl Declared<'_> {
    /// The name, or what is wrong with the term and what to do.
    fn name(&self, base: &Base) -> Result<Name, (String, String)> {
        let prefix = format!("{base}{}/", self.kind.prefix());
        let class = match self.kind {
            Kind::Company => "cg:Company",
            Kind::Technology => "cg:Technology",
            _ => "cg:Pattern",
        };
        let key = self.iri.strip_prefix(&prefix).filter(|key| !key.is_empty()).ok_or_else(|| {
            let message =
                format!("<{}> is a {class}, but its IRI is not one of a {}", self.iri, self.kind.prefix());
            (message, format!("begin it with <{prefix}>"))
        })?;
        let id = ThingId::new(self.kind, decoded(key));
        let normal = base.iri(&id);
        if normal != self.iri {
            return Err((
                format!("<{}> is not written in normal form", self.iri),
                format!("write <{normal}>"),
            ));
        }
        let (label, _) = label_properties(self.kind);
        let label_name = if label == schema::NAME { "schema:name" } else { "skos:prefLabel" };
        let Some((_, label)) = self.labels.first() else {
            return Err((format!("<{}> has no label", self.iri), format!("give it a {label_name}")));
        };
        let others = self.labels.iter().map(|(_, other)| *other);
        let alternatives: BTreeSet<&str> = others.chain(self.alternatives.iter().copied()).collect();
        Ok(Name {
            id,
            label: (*label).to_owned(),
            alternatives: alternatives
                .into_iter()
                .filter(|other| other != label)
                .map(str::to_owned)
                .collect(),
            declared: true,
        })
    }
}

/// Percent-codes as characters; what is no code, or no UTF-8, stays as it is.
fn decoded(key: &str) -> String {
    let mut bytes = Vec::with_capacity(key.len());
    let mut rest = key.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| key.to_owned())
}

/// Finds the line on which a subject stands: the parser tells no places of triples.
struct SubjectLines<'t> {
    turtle: &'t str,
    prefixes: Prefixes,
}

impl SubjectLines<'_> {
    /// The first line that holds the IRI, in full, relative to the base or with a prefix; 1 when none does.
    fn of(&self, iri: &str, base: &Base) -> u32 {
        let mut spellings = vec![format!("<{iri}>")];
        spellings.extend(iri.strip_prefix(base.as_str()).map(|relative| format!("<{relative}>")));
        let short = self
            .prefixes
            .iter()
            .filter_map(|(prefix, space)| Some(format!("{prefix}:{}", iri.strip_prefix(space.as_str())?)));
        spellings.extend(short);
        let holds = |line: &str| {
            let is_prefix = line
                .trim_start()
                .trim_start_matches('@')
                .get(..6)
                .is_some_and(|w| w.eq_ignore_ascii_case("prefix"));
            !is_prefix
                && spellings.iter().any(|spelling| {
                    line.find(spelling.as_str()).is_some_and(|at| {
                        let after = line.get(at + spelling.len()..).and_then(|rest| rest.chars().next());
                        after.is_none_or(|c| {
                            !(c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '%' | ':'))
                        })
                    })
                })
        };
        (1..).zip(self.turtle.lines()).find(|(_, line)| holds(line)).map_or(1, |(number, _)| number)
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(turtle: &str, expected: Expect) {
        let path = DocPath::new("vocabulary/names.ttl").unwrap();
        let vocabulary = read_vocabulary(&path, turtle, &Base::default());
        let mut shown = String::new();
        for name in &vocabulary.names {
            shown += &format!("{} = {:?} {:?}\n", name.id, name.label, name.alternatives);
        }
        for finding in &vocabulary.diagnostics {
            let column = finding.column.map_or(String::new(), |column| format!(":{column}"));
            let help = finding.help.as_deref().unwrap_or_default();
            shown += &format!(
                "{}:{}{column}: {}: {} ({help})\n",
                finding.path, finding.line, finding.code, finding.message
            );
        }
        shown += &format!("{} triples\n", vocabulary.triples().len());
        expected.assert_eq(&shown);
    }

    const HEAD: &str = "@prefix cg: <https://w3id.org/casegraph/ns#> .\n@prefix schema: <https://schema.org/> .\n\
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix company: <http://casegraph.localhost/company/> .\n";

    #[test]
    fn names_are_read_with_their_labels() {
        let text = "company:discord a cg:Company ; schema:name \"Discord\" ; schema:alternateName \"Discord Inc.\" , \"Discord\" .\n\
            <technology/scylladb> a cg:Technology ; skos:prefLabel \"ScyllaDB\"@en , \"Scylla\" ; skos:altLabel \"Scylla DB\" .\n\
            <pattern/dual-writes> a cg:Pattern ; skos:prefLabel \"Dual Writes\"@de , \"Dual writes\"@en ; skos:note [ schema:name \"x\" ] .\n\
            <company/%C5%82> a skos:Concept .\n";
        check(
            &format!("{HEAD}{text}"),
            expect![[r#"
                company/discord = "Discord" ["Discord Inc."]
                pattern/dual-writes = "Dual writes" ["Dual Writes"]
                technology/scylladb = "Scylla" ["Scylla DB", "ScyllaDB"]
                14 triples
            "#]],
        );
    }

    #[test]
    fn a_term_that_cannot_be_used_is_a_finding() {
        let text = "company:disc a cg:Company .\n\
            company:discord a cg:Company ; skos:prefLabel \"Discord\" .\n\
            <https://discord.com/> a cg:Company ; schema:name \"Discord\" .\n\
            company:kafka a cg:Technology ; skos:prefLabel \"Kafka\" .\n\
            <company/%c5%82> a cg:Company ; schema:name \"ł\" .\n\
            <company/> a cg:Company ; schema:name \"?\" .\n\
            company:blank a cg:Company ; schema:name \" \" .\n";
        check(
            &format!("{HEAD}{text}"),
            expect![[r#"
                vocabulary/names.ttl:5: vocabulary-term: <http://casegraph.localhost/company/disc> has no label (give it a schema:name)
                vocabulary/names.ttl:6: vocabulary-term: <http://casegraph.localhost/company/discord> has no label (give it a schema:name)
                vocabulary/names.ttl:7: vocabulary-term: <https://discord.com/> is a cg:Company, but its IRI is not one of a company (begin it with <http://casegraph.localhost/company/>)
                vocabulary/names.ttl:8: vocabulary-term: <http://casegraph.localhost/company/kafka> is a cg:Technology, but its IRI is not one of a technology (begin it with <http://casegraph.localhost/technology/>)
                vocabulary/names.ttl:9: vocabulary-term: <http://casegraph.localhost/company/%c5%82> is not written in normal form (write <http://casegraph.localhost/company/ł>)
                vocabulary/names.ttl:10: vocabulary-term: <http://casegraph.localhost/company/> is a cg:Company, but its IRI is not one of a company (begin it with <http://casegraph.localhost/company/>)
                vocabulary/names.ttl:11: vocabulary-term: <http://casegraph.localhost/company/blank> has no label (give it a schema:name)
                13 triples
            "#]],
        );
    }

    #[test]
    fn a_syntax_error_costs_the_file_and_one_finding() {
        check(
            &format!(
                "{HEAD}company:discord a cg:Company ; schema:name \"Discord\" .\ncompany:x a cg:Company ; schema:name Discord .\n"
            ),
            expect![[r#"
                vocabulary/names.ttl:6:38: vocabulary-syntax: Discord is not a valid RDF object (nothing of this file is used until it is valid Turtle)
                0 triples
            "#]],
        );
        check(
            "<a> <b> <c> ",
            expect![[r#"
            vocabulary/names.ttl:1:13: vocabulary-syntax: Unexpected end (nothing of this file is used until it is valid Turtle)
            0 triples
        "#]],
        );
        check(
            "<a> nope:b <c> .\n",
            expect![[r#"
            vocabulary/names.ttl:1:5: vocabulary-syntax: The prefix nope: has not been declared (nothing of this file is used until it is valid Turtle)
            0 triples
        "#]],
        );
        check(
            "<a b> <c> <d> .\n",
            expect![[r#"
            vocabulary/names.ttl:1:1: vocabulary-syntax: Invalid IRI code point ' ' (nothing of this file is used until it is valid Turtle)
            0 triples
        "#]],
        );
        check(
            "",
            expect![[r#"
            0 triples
        "#]],
        );
    }
}
