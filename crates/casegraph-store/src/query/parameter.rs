//! Parameters of named queries: their types, and the conversion of texts to terms.

use std::fmt;
use std::str::FromStr;

use casegraph_facts::{Kind, ThingId};
use oxrdf::NamedNode;

use crate::graph::date::date_literal;
use crate::rdf::base::Base;
use crate::rdf::suggestion::{hint, list, nearest};
use crate::rdf::term::Term;
use crate::vocabulary::{PREFIXES, cg, xsd};

/// The declaration of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterSpec {
    /// The variable, without `?`.
    pub name: String,
    /// The type of the values.
    pub kind: ParameterType,
    /// The description, in one sentence.
    pub description: String,
    /// Whether a value is required.
    pub required: bool,
    /// The default value. Without one the variable is unbound and does not restrict the result.
    pub default: Option<String>,
    /// A value that gives an answer in the corpus of casegraph's repository.
    pub example: String,
}

/// The type of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParameterType {
    /// Any text.
    String,
    /// An integer.
    Integer,
    /// A number with an optional fraction.
    Decimal,
    /// `true` or `false`.
    Boolean,
    /// A year, a month or a day.
    Date,
    /// An IRI, in full or with a prefix of [`PREFIXES`].
    Iri,
    /// The status of a topic: `complete`, `in-progress`, `planned` or `missing`.
    Status,
    /// The key or the IRI of a topic.
    Topic,
    /// The key or the IRI of a company.
    Company,
    /// The key or the IRI of a pattern.
    Pattern,
    /// The key or the IRI of a technology.
    Technology,
    /// The key or the IRI of a source.
    Source,
    /// The key or the IRI of a category.
    Category,
    /// The key or the IRI of a domain.
    Domain,
    /// The key (topic and number) or the IRI of a case study.
    Case,
    /// The path or the IRI of a document.
    Document,
}

const STATUSES: [(&str, &str); 4] = [
    ("complete", cg::COMPLETE),
    ("in-progress", cg::IN_PROGRESS),
    ("planned", cg::PLANNED),
    ("missing", cg::MISSING),
];

impl ParameterType {
    /// All types.
    pub const ALL: [Self; 16] = [
        Self::String,
        Self::Integer,
        Self::Decimal,
        Self::Boolean,
        Self::Date,
        Self::Iri,
        Self::Status,
        Self::Topic,
        Self::Company,
        Self::Pattern,
        Self::Technology,
        Self::Source,
        Self::Category,
        Self::Domain,
        Self::Case,
        Self::Document,
    ];

    /// The name of the type in a header.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Iri => "iri",
            Self::Status => "status",
            Self::Topic => "topic",
            Self::Company => "company",
            Self::Pattern => "pattern",
            Self::Technology => "technology",
            Self::Source => "source",
            Self::Category => "category",
            Self::Domain => "domain",
            Self::Case => "case",
            Self::Document => "document",
        }
    }

    /// The kind of the things that the values refer to, if they refer to things.
    #[must_use]
    pub fn thing(self) -> Option<Kind> {
        match self {
            Self::Topic => Some(Kind::Topic),
            Self::Company => Some(Kind::Company),
            Self::Pattern => Some(Kind::Pattern),
            Self::Technology => Some(Kind::Technology),
            Self::Source => Some(Kind::Source),
            Self::Category => Some(Kind::Category),
            Self::Domain => Some(Kind::Domain),
            Self::Case => Some(Kind::CaseStudy),
            Self::Document => Some(Kind::Document),
            _ => None,
        }
    }

    /// A description of valid values, for errors.
    #[must_use]
    pub fn expects(self) -> &'static str {
        match self {
            Self::String => "any text",
            Self::Integer => "an integer",
            Self::Decimal => "a number such as 2.5",
            Self::Boolean => "`true` or `false`",
            Self::Date => "a year, a month or a day such as 2024, 2024-03 or 2024-03-06",
            Self::Iri => "an absolute IRI, or a name with a prefix such as cg:Complete",
            Self::Status => "`complete`, `in-progress`, `planned` or `missing`",
            Self::Topic => "the key or IRI of a topic",
            Self::Company => "the key or IRI of a company",
            Self::Pattern => "the key or IRI of a pattern",
            Self::Technology => "the key or IRI of a technology",
            Self::Source => "the key or IRI of a source",
            Self::Category => "the key or IRI of a category",
            Self::Domain => "the key or IRI of a domain",
            Self::Case => "the key (topic and number, such as nosql_migrations/1) or IRI of a case study",
            Self::Document => "the path or IRI of a document",
        }
    }

    /// The term of a text; `None` if the text is not valid for the type.
    pub(crate) fn term(self, text: &str, base: &Base) -> Option<Term> {
        let typed = |value: &str, datatype: &str| {
            Some(Term::Literal { value: value.to_owned(), datatype: datatype.to_owned(), language: None })
        };
        if let Some(kind) = self.thing() {
            return match full_iri(text) {
                Some(iri) => Some(Term::Iri(iri)),
                None if text.is_empty() => None,
                None => Some(Term::Iri(base.iri(&ThingId::new(kind, text)))),
            };
        }
        match self {
            Self::Integer => typed(integer(text)?, xsd::INTEGER),
            Self::Decimal => {
                let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
                let digits = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
                integer(whole).filter(|_| digits).and_then(|_| typed(text, xsd::DECIMAL))
            }
            Self::Boolean => typed(Some(text).filter(|text| ["true", "false"].contains(text))?, xsd::BOOLEAN),
            Self::Date => {
                let literal = date_literal(text);
                (literal.datatype().as_str() != xsd::STRING).then(|| Term::from(&literal.into()))
            }
            Self::Iri => {
                let short = text.split_once(':').and_then(|(prefix, local)| {
                    let (_, namespace) = PREFIXES.into_iter().find(|(known, _)| *known == prefix)?;
                    NamedNode::new(format!("{namespace}{local}"))
                        .ok()
                        .map(|node| Term::Iri(node.into_string()))
                });
                short.or_else(|| NamedNode::new(text).ok().map(|node| Term::Iri(node.into_string())))
            }
            Self::Status => {
                let wanted = text.to_lowercase().replace(['_', ' '], "-");
                let known = STATUSES.iter().find(|(name, iri)| *name == wanted || *iri == text);
                known.map(|(_, iri)| Term::Iri((*iri).to_owned()))
            }
            _ => typed(text, xsd::STRING),
        }
    }
}

/// The text, if it is an absolute IRI and not a key: only IRIs have `://` after a scheme.
fn full_iri(text: &str) -> Option<String> {
    let (scheme, _) = text.split_once("://")?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric());
    is_scheme.then(|| NamedNode::new(text).ok().map(NamedNode::into_string)).flatten()
}

fn integer(text: &str) -> Option<&str> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    (!digits.is_empty() && digits.len() <= 18 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

impl fmt::Display for ParameterType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for ParameterType {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.name() == text).ok_or_else(|| {
            let suggestion = hint(nearest(text, Self::ALL.map(Self::name)));
            format!(
                "unknown parameter type `{text}`{suggestion} (allowed: {})",
                list(Self::ALL.map(Self::name))
            )
        })
    }
}
