//! The terms of answers: IRIs, literals and blank nodes.

use std::fmt;

use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term as Stored, Triple as StoredTriple};

use crate::rdf::base::Base;
use crate::vocabulary::{PREFIXES, rdf};

/// An RDF term. Terms are ordered by kind (blank nodes, IRIs, literals), then by text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// A blank node. The graph has none, but a query can create some.
    Blank(String),
    /// An IRI.
    Iri(String),
    /// A literal.
    Literal {
        /// The lexical form.
        value: String,
        /// The IRI of the datatype; `rdf:langString` if there is a language.
        datatype: String,
        /// The language tag.
        language: Option<String>,
    },
}

/// An RDF triple.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Triple {
    /// The subject.
    pub subject: Term,
    /// The predicate, an IRI.
    pub predicate: Term,
    /// The object.
    pub object: Term,
}

impl Term {
    /// The text: the IRI, the lexical form of the literal, or the label of the blank node.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Blank(text) | Self::Iri(text) => text,
            Self::Literal { value, .. } => value,
        }
    }

    /// The text for people: an IRI of the corpus without the base, other IRIs with a prefix if one is known
    /// ([`PREFIXES`]); otherwise like [`Term::text`].
    ///
    /// ```
    /// use casegraph_store::{Base, Term};
    /// let short = |iri: &str| Term::Iri(iri.to_owned()).short(&Base::default());
    /// assert_eq!(short("http://casegraph.localhost/topic/sharding"), "topic/sharding");
    /// assert_eq!(short("https://schema.org/name"), "schema:name");
    /// ```
    #[must_use]
    pub fn short(&self, base: &Base) -> String {
        let Self::Iri(iri) = self else { return self.text().to_owned() };
        if let Some(rest) = iri.strip_prefix(base.as_str()).filter(|rest| !rest.is_empty()) {
            return rest.to_owned();
        }
        let prefixed = PREFIXES
            .iter()
            .find_map(|(prefix, namespace)| Some(format!("{prefix}:{}", iri.strip_prefix(namespace)?)));
        prefixed.unwrap_or_else(|| iri.clone())
    }

    /// The part of an IRI after its last `/` or `#`; for other terms the text.
    #[must_use]
    pub fn local_name(&self) -> &str {
        match self {
            Self::Iri(iri) => iri.rsplit(['/', '#']).next().unwrap_or(iri),
            Self::Blank(text) | Self::Literal { value: text, .. } => text,
        }
    }

    /// The value of a literal whose text is an integer.
    #[must_use]
    pub fn integer(&self) -> Option<i64> {
        match self {
            Self::Literal { value, .. } => value.parse().ok(),
            Self::Blank(_) | Self::Iri(_) => None,
        }
    }

    /// The term as a type of `oxrdf`.
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
    /// The triple as a type of `oxrdf`; `None` if the subject is a literal or the predicate is not an IRI.
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

    /// The sort key: subject, then predicate with `rdf:type` first, then object.
    pub(crate) fn sort_key(&self) -> (&Term, bool, &Term, &Term) {
        (&self.subject, self.predicate.text() != rdf::TYPE, &self.predicate, &self.object)
    }
}

impl From<&Stored> for Term {
    fn from(term: &Stored) -> Self {
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
}

impl From<&StoredTriple> for Triple {
    fn from(triple: &StoredTriple) -> Self {
        Self {
            subject: match &triple.subject {
                NamedOrBlankNode::NamedNode(node) => Term::Iri(node.as_str().to_owned()),
                NamedOrBlankNode::BlankNode(node) => Term::Blank(node.as_str().to_owned()),
            },
            predicate: Term::Iri(triple.predicate.as_str().to_owned()),
            object: Term::from(&triple.object),
        }
    }
}

impl fmt::Display for Term {
    /// Formats the term as in N-Triples.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.stored().fmt(f)
    }
}
