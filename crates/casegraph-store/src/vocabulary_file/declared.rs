//! The terms that a vocabulary file declares, and their names.

use std::collections::{BTreeSet, HashMap};

use casegraph_facts::{Guards, Kind, Name, NameOrigin, ThingId};
use oxrdf::{Literal, NamedOrBlankNode, Term, Triple};

use crate::rdf::base::Base;
use crate::rdf::percent::decoded;
use crate::vocabulary::{cg, rdf, schema, skos};

/// A declared term.
pub(super) struct Declared<'t> {
    pub(super) iri: &'t str,
    kind: Kind,
    /// Labels by rank: those without a language, then English ones, then the others.
    labels: BTreeSet<(u8, &'t str)>,
    alternatives: BTreeSet<&'t str>,
    /// Property and text of the guards.
    guards: BTreeSet<(&'static str, &'t str)>,
    distinct_from: BTreeSet<&'t str>,
}

/// The properties of guards.
const GUARDS: [&str; 5] =
    [skos::HIDDEN_LABEL, cg::ORDINARY_WORD, cg::AMBIGUOUS, cg::EVIDENCE_PHRASE, cg::NEVER];

const KINDS: [Kind; 3] = [Kind::Company, Kind::Technology, Kind::Pattern];

/// All subjects with the class of a company, technology or pattern.
pub(super) fn declared(triples: &[Triple]) -> Vec<Declared<'_>> {
    let mut found: HashMap<&str, Vec<Declared<'_>>> = HashMap::new();
    for triple in triples.iter().filter(|triple| triple.predicate.as_str() == rdf::TYPE) {
        let NamedOrBlankNode::NamedNode(subject) = &triple.subject else { continue };
        let Term::NamedNode(class) = &triple.object else { continue };
        let kind = match class.as_str() {
            cg::COMPANY_CLASS => Kind::Company,
            cg::TECHNOLOGY => Kind::Technology,
            cg::PATTERN => Kind::Pattern,
            _ => continue,
        };
        let term = Declared {
            iri: subject.as_str(),
            kind,
            labels: BTreeSet::new(),
            alternatives: BTreeSet::new(),
            guards: BTreeSet::new(),
            distinct_from: BTreeSet::new(),
        };
        let of_subject = found.entry(subject.as_str()).or_default();
        if of_subject.iter().all(|other| other.kind != kind) {
            of_subject.push(term);
        }
    }
    for triple in triples {
        let NamedOrBlankNode::NamedNode(subject) = &triple.subject else { continue };
        for term in found.get_mut(subject.as_str()).into_iter().flatten() {
            match &triple.object {
                Term::Literal(literal) => term.add_text(triple.predicate.as_str(), literal),
                Term::NamedNode(other) if triple.predicate.as_str() == cg::DISTINCT_FROM => {
                    term.distinct_from.insert(other.as_str());
                }
                _ => {}
            }
        }
    }
    let mut found: Vec<Declared<'_>> = found.into_values().flatten().collect();
    found.sort_by_key(|term| (term.iri, term.kind));
    found
}

fn label_properties(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Company => (schema::NAME, schema::ALTERNATE_NAME),
        _ => (skos::PREF_LABEL, skos::ALT_LABEL),
    }
}

impl<'t> Declared<'t> {
    fn add_text(&mut self, property: &str, literal: &'t Literal) {
        let (label, alternative) = label_properties(self.kind);
        let rank = match literal.language() {
            None => 0,
            Some(language) if language.starts_with("en") => 1,
            Some(_) => 2,
        };
        if literal.value().trim().is_empty() {
        } else if property == label {
            self.labels.insert((rank, literal.value()));
        } else if property == alternative {
            self.alternatives.insert(literal.value());
        } else if let Some(guard) = GUARDS.iter().find(|guard| **guard == property) {
            self.guards.insert((guard, literal.value()));
        }
    }

    /// The texts of one of [`GUARDS`], sorted.
    fn texts(&self, property: &'static str) -> Vec<String> {
        self.guards
            .iter()
            .filter(|(guard, _)| *guard == property)
            .map(|(_, text)| (*text).to_owned())
            .collect()
    }

    /// The name, or else the problem and the advice.
    pub(super) fn name(&self, base: &Base) -> Result<Name, (String, String)> {
        let id = self.id(base)?;
        let (label, _) = label_properties(self.kind);
        let label_name = if label == schema::NAME { "schema:name" } else { "skos:prefLabel" };
        let Some((_, label)) = self.labels.first() else {
            return Err((format!("<{}> has no label", self.iri), format!("give it a {label_name}")));
        };
        let others = self.labels.iter().map(|(_, other)| *other);
        let alternatives: BTreeSet<&str> = others.chain(self.alternatives.iter().copied()).collect();
        let alternatives: Vec<String> =
            alternatives.into_iter().filter(|other| other != label).map(str::to_owned).collect();
        let mut hidden = self.texts(skos::HIDDEN_LABEL);
        hidden.retain(|hidden| hidden != label && !alternatives.contains(hidden));
        let distinct_from = self.distinct_from.iter().filter_map(|iri| id_of(iri, base));
        let guards = Guards {
            ordinary: self.texts(cg::ORDINARY_WORD),
            ambiguous: self.texts(cg::AMBIGUOUS),
            evidence: self.texts(cg::EVIDENCE_PHRASE),
            never: self.texts(cg::NEVER),
            distinct_from: distinct_from.collect::<BTreeSet<_>>().into_iter().collect(),
        };
        Ok(Name { id, label: (*label).to_owned(), alternatives, hidden, guards, origin: NameOrigin::Corpus })
    }

    fn id(&self, base: &Base) -> Result<ThingId, (String, String)> {
        let prefix = format!("{base}{}/", self.kind.prefix());
        let class = match self.kind {
            Kind::Company => "cg:Company",
            Kind::Technology => "cg:Technology",
            _ => "cg:Pattern",
        };
        let key = self.iri.strip_prefix(&prefix).filter(|key| !key.is_empty()).ok_or_else(|| {
            let message =
                format!("<{}> is a {class}, but its IRI is not that of a {}", self.iri, self.kind.prefix());
            (message, format!("begin it with <{prefix}>"))
        })?;
        let id = ThingId::new(self.kind, decoded(key));
        let normal = base.iri(&id);
        if normal == self.iri {
            return Ok(id);
        }
        Err((format!("<{}> is not written in normal form", self.iri), format!("write <{normal}>")))
    }
}

/// The company, technology or pattern with this IRI; the IRI need not be in normal form.
fn id_of(iri: &str, base: &Base) -> Option<ThingId> {
    KINDS.into_iter().find_map(|kind| {
        let key = iri.strip_prefix(base.as_str())?.strip_prefix(kind.prefix())?.strip_prefix('/')?;
        (!key.is_empty()).then(|| ThingId::new(kind, decoded(key)))
    })
}
