//! Checks over all vocabulary files: guards without their labels, and labels of several terms.

use std::collections::BTreeMap;

use casegraph_facts::{Diagnostic, Name, Severity, ThingId, holds_label, labels_collide};

use crate::rdf::base::Base;
use crate::vocabulary_file::Vocabulary;

/// Checks the vocabulary files of a corpus together; they may refer to the `built_in` names.
///
/// Codes: `alias-conflict` for a label of two terms that are not declared as distinct, or that one of them does not guard;
/// `vocabulary-term` for a guard or a `cg:never` phrase without its label, and for a `cg:distinctFrom` that is declared on
/// one side only or refers to an unknown term. Sorted by path and line.
#[must_use]
pub fn check_vocabularies(files: &[Vocabulary], built_in: &[Name], base: &Base) -> Vec<Diagnostic> {
    let mut terms: BTreeMap<&ThingId, Term<'_>> = BTreeMap::new();
    for file in files {
        for name in &file.names {
            let term = terms.entry(&name.id).or_insert_with(|| Term { parts: Vec::new(), base });
            term.parts.push((file, name));
        }
    }
    let mut found: Vec<Diagnostic> = terms.values().flat_map(Term::guards_without_label).collect();
    for (id, term) in &terms {
        for other in term.distinct_from() {
            let stated = match terms.get(other) {
                Some(other) => other.distinct_from().any(|back| back == *id),
                None if built_in.iter().any(|name| name.id == *other) => true,
                None => {
                    found.push(term.finding(
                        None,
                        "vocabulary-term",
                        format!("<{id}> is distinct from <{other}>, which no vocabulary declares"),
                        format!("declare <{other}>, or remove cg:distinctFrom"),
                    ));
                    true
                }
            };
            if !stated {
                found.push(term.finding(
                    None,
                    "vocabulary-term",
                    format!("<{id}> is distinct from <{other}>, but <{other}> does not state it"),
                    format!("add `cg:distinctFrom <{id}>` to <{other}>"),
                ));
            }
        }
    }
    found.extend(conflicts(&terms));
    found.sort();
    found
}

/// A term with its description in each file.
struct Term<'v> {
    parts: Vec<(&'v Vocabulary, &'v Name)>,
    base: &'v Base,
}

impl<'v> Term<'v> {
    fn names(&self) -> impl Iterator<Item = &'v Name> {
        self.parts.iter().map(|(_, name)| *name)
    }

    fn labels(&self) -> impl Iterator<Item = &'v str> {
        self.names().flat_map(Name::labels)
    }

    fn distinct_from(&self) -> impl Iterator<Item = &'v ThingId> {
        self.names().flat_map(|name| &name.guards.distinct_from)
    }

    fn guards(&self, label: &str) -> bool {
        self.names().any(|name| name.is_guarded(label))
    }

    fn guards_without_label(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for name in self.names() {
            let guarded =
                [("cg:ordinaryWord", &name.guards.ordinary), ("cg:ambiguous", &name.guards.ambiguous)];
            for (property, label) in guarded
                .into_iter()
                .flat_map(|(property, labels)| labels.iter().map(move |label| (property, label)))
            {
                if !self.labels().any(|own| own == label) {
                    found.push(self.finding(
                        Some(label),
                        "vocabulary-term",
                        format!("{property} \"{label}\" is not a label of <{}>", name.id),
                        "write an existing label, or add it as skos:hiddenLabel".to_owned(),
                    ));
                }
            }
            for phrase in &name.guards.never {
                if !self.labels().any(|label| holds_label(phrase, label)) {
                    found.push(self.finding(
                        Some(phrase),
                        "vocabulary-term",
                        format!("cg:never \"{phrase}\" does not contain a label of <{}>", name.id),
                        "write a phrase that contains a label".to_owned(),
                    ));
                }
            }
        }
        found
    }

    /// A diagnostic at the line of a text of this term, or else of the term.
    fn finding(&self, text: Option<&str>, code: &str, message: String, help: String) -> Diagnostic {
        let describes = |name: &Name| text.is_none_or(|text| describes(name, text));
        let part = self.parts.iter().find(|(_, name)| describes(name)).or(self.parts.first());
        let (path, line) = part.map_or_else(Default::default, |(file, name)| {
            let iri = self.base.iri(&name.id);
            let line = match text {
                Some(text) => file.term_lines.line_of_text(&iri, text, self.base),
                None => file.term_lines.line_of(&iri, self.base),
            };
            (file.path.clone(), line)
        });
        let severity = Severity::Warning;
        Diagnostic { path, line, column: None, severity, code: code.to_owned(), message, help: Some(help) }
    }
}

/// Whether a text occurs in the description of a term.
fn describes(name: &Name, text: &str) -> bool {
    let guards = [&name.guards.ordinary, &name.guards.ambiguous, &name.guards.never];
    name.labels().any(|label| label == text) || guards.into_iter().flatten().any(|other| other == text)
}

/// Labels of two terms; each is reported once, at the term with the later id.
fn conflicts(terms: &BTreeMap<&ThingId, Term<'_>>) -> Vec<Diagnostic> {
    let mut owners: BTreeMap<String, Vec<(&str, &ThingId)>> = BTreeMap::new();
    for (id, term) in terms {
        for label in term.labels() {
            owners.entry(label.to_ascii_lowercase()).or_default().push((label, id));
        }
    }
    let mut found = Vec::new();
    for owners in owners.values() {
        let mut reported: Vec<&ThingId> = Vec::new();
        for (at, (label, id)) in owners.iter().enumerate() {
            let (Some(term), false) = (terms.get(id), reported.contains(id)) else { continue };
            let first = owners.iter().take(at).find_map(|(other_label, other)| {
                let other_term =
                    terms.get(other).filter(|_| other != id && labels_collide(label, other_label))?;
                let distinct = term.distinct_from().any(|distinct| distinct == *other)
                    && other_term.distinct_from().any(|distinct| distinct == *id);
                let allowed = distinct && term.guards(label) && other_term.guards(other_label);
                (!allowed).then_some((other, distinct))
            });
            if let Some((other, distinct)) = first {
                reported.push(id);
                let help = if distinct {
                    "guard it in both with cg:ordinaryWord or cg:ambiguous, or remove it from one"
                } else {
                    "remove it from one; or state cg:distinctFrom on both and guard it in both with cg:ordinaryWord or cg:ambiguous"
                };
                let message = format!("\"{label}\" is a label of <{id}> and of <{other}>");
                found.push(term.finding(Some(label), "alias-conflict", message, help.to_owned()));
            }
        }
    }
    found
}
