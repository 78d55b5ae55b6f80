//! The terms that a vocabulary file declares, and the names they make.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_facts::{Kind, Name, ThingId};
use oxigraph::model::{NamedOrBlankNode, Term, Triple};

use crate::Base;
use crate::vocabulary::{cg, rdf, schema, skos};

/// A term that the file declares, with its labels: without a language before English before the others.
pub(super) struct Declared<'t> {
    pub(super) iri: &'t str,
    kind: Kind,
    labels: BTreeSet<(u8, &'t str)>,
    alternatives: BTreeSet<&'t str>,
}

/// Every subject that is typed as a company, technology or pattern.
pub(super) fn declared(triples: &[Triple]) -> Vec<Declared<'_>> {
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
    pub(super) fn name(&self, base: &Base) -> Result<Name, (String, String)> {
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
        let byte = code.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'%');
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| key.to_owned())
}
