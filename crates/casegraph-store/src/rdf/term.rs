//! The terms that answers are made of: IRIs, literals and blank nodes, free of any library's types.

use std::fmt;

use oxigraph::model::{
    BlankNode, Literal, NamedNode, NamedOrBlankNode, Term as Stored, Triple as StoredTriple,
};

use crate::vocabulary::rdf;

/// A node of the graph or a value. The order is blank nodes, IRIs, literals; each by its text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// A node without a name, only found in users' own queries: the graph holds none.
    Blank(String),
    /// An IRI.
    Iri(String),
    /// A value.
    Literal {
        /// The text of the value.
        value: String,
        /// The datatype's IRI; `rdf:langString` where there is a language.
        datatype: String,
        /// The language tag.
        language: Option<String>,
    },
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Triple {
    /// What it is about.
    pub subject: Term,
    /// The property, an IRI.
    pub predicate: Term,
    /// The value.
    pub object: Term,
}

impl Term {
    /// What a table cell shows: the IRI, the literal's value, or the blank node's label.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Blank(text) | Self::Iri(text) => text,
            Self::Literal { value, .. } => value,
        }
    }

    /// The value as a whole number, where the literal's text is one.
    #[must_use]
    pub fn integer(&self) -> Option<i64> {
        match self {
            Self::Literal { value, .. } => value.parse().ok(),
            Self::Blank(_) | Self::Iri(_) => None,
        }
    }

    pub(crate) fn of(term: &Stored) -> Self {
        match term {
            Stored::NamedNode(node) => Self::Iri(node.as_str().to_owned()),
            Stored::BlankNode(node) => Self::Blank(node.as_str().to_owned()),
            Stored::Literal(literal) => Self::Literal {
                value: literal.value().to_owned(),
                datatype: literal.datatype().as_str().to_owned(),
                language: literal.language().map(str::to_owned),
            },
        }
    }

    pub(crate) fn stored(&self) -> Stored {
        match self {
            Self::Blank(label) => BlankNode::new_unchecked(label).into(),
            Self::Iri(iri) => NamedNode::new_unchecked(iri).into(),
            Self::Literal { value, language: Some(language), .. } => {
                Literal::new_language_tagged_literal_unchecked(value, language).into()
            }
            Self::Literal { value, datatype, language: None } => {
                Literal::new_typed_literal(value, NamedNode::new_unchecked(datatype)).into()
            }
        }
    }
}

impl Triple {
    pub(crate) fn of(triple: &StoredTriple) -> Self {
        Self {
            subject: match &triple.subject {
                NamedOrBlankNode::NamedNode(node) => Term::Iri(node.as_str().to_owned()),
                NamedOrBlankNode::BlankNode(node) => Term::Blank(node.as_str().to_owned()),
            },
            predicate: Term::Iri(triple.predicate.as_str().to_owned()),
            object: Term::of(&triple.object),
        }
    }

    /// The triple as RDF; none when a literal stands where none may.
    pub(crate) fn stored(&self) -> Option<StoredTriple> {
        let subject = match &self.subject {
            Term::Iri(iri) => NamedNode::new_unchecked(iri).into(),
            Term::Blank(label) => BlankNode::new_unchecked(label).into(),
            Term::Literal { .. } => return None,
        };
        let Term::Iri(predicate) = &self.predicate else { return None };
        Some(StoredTriple {
            subject,
            predicate: NamedNode::new_unchecked(predicate),
            object: self.object.stored(),
        })
    }

    /// Its place among others: by subject, `rdf:type` first, predicate, object.
    pub(crate) fn place(&self) -> (&Term, bool, &Term, &Term) {
        (&self.subject, self.predicate.text() != rdf::TYPE, &self.predicate, &self.object)
    }
}

impl fmt::Display for Term {
    /// As N-Triples writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.stored().fmt(f)
    }
}
