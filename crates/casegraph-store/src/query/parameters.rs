//! Values of parameters: terms of the declared types.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::query::parameter::{ParameterSpec, ParameterType};
use crate::rdf::base::Base;
use crate::rdf::suggestion::{hint, list, nearest};
use crate::rdf::term::Term;

/// Variables and the terms to which they are bound. The default is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters(BTreeMap<String, Term>);

/// Why values do not fit the parameters of a query.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ParameterError {
    /// The query has no such parameter.
    #[error("`{query}` has no parameter `{name}`{} ({})", hint(suggestion.as_deref()), known_list(known))]
    Unknown {
        /// The query.
        query: String,
        /// The unknown name.
        name: String,
        /// The most similar parameter.
        suggestion: Option<String>,
        /// The parameters of the query.
        known: Vec<String>,
    },
    /// A required value is missing.
    #[error("`{query}` requires the parameter `{name}`: {} (for example `{name}={example}`)", kind.expects())]
    Missing {
        /// The query.
        query: String,
        /// The parameter.
        name: String,
        /// The type of the parameter.
        kind: ParameterType,
        /// An example of a valid value.
        example: String,
    },
    /// A value is not valid for the type of its parameter.
    #[error("`{value}` is not a valid value of the parameter `{name}` of `{query}`: expected {} (for example `{name}={example}`)", kind.expects())]
    IllTyped {
        /// The query.
        query: String,
        /// The parameter.
        name: String,
        /// The value.
        value: String,
        /// The type of the parameter.
        kind: ParameterType,
        /// An example of a valid value.
        example: String,
    },
    /// A parameter has two values.
    #[error("the parameter `{name}` of `{query}` has two values")]
    Repeated {
        /// The query.
        query: String,
        /// The parameter.
        name: String,
    },
}

fn known_list(known: &[String]) -> String {
    match known {
        [] => "it has no parameters".to_owned(),
        known => format!("allowed: {}", list(known.iter().map(String::as_str))),
    }
}

impl Parameters {
    /// Binds a variable (its name without `?`) to a term, and replaces a previous binding.
    #[must_use]
    pub fn bind(mut self, name: &str, term: Term) -> Self {
        self.0.insert(name.to_owned(), term);
        self
    }

    /// The variables and their terms, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Term)> {
        self.0.iter().map(|(name, term)| (name.as_str(), term))
    }

    /// Converts texts to terms of the types that a query declares.
    pub(crate) fn from_texts<'a>(
        query: &str,
        specs: &[ParameterSpec],
        given: impl IntoIterator<Item = (&'a str, &'a str)>,
        base: &Base,
    ) -> Result<Self, ParameterError> {
        let mut texts: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, text) in given {
            let names = || specs.iter().map(|spec| spec.name.as_str());
            if !names().any(|known| known == name) {
                return Err(ParameterError::Unknown {
                    query: query.to_owned(),
                    name: name.to_owned(),
                    suggestion: nearest(name, names()).map(str::to_owned),
                    known: names().map(str::to_owned).collect(),
                });
            }
            if texts.insert(name, text).is_some() {
                return Err(ParameterError::Repeated { query: query.to_owned(), name: name.to_owned() });
            }
        }
        let mut bound = Self::default();
        for spec in specs {
            let given = texts.get(spec.name.as_str()).copied().or(spec.default.as_deref());
            match given {
                Some(text) => match spec.kind.term(text, base) {
                    Some(term) => bound = bound.bind(&spec.name, term),
                    None => {
                        return Err(ParameterError::IllTyped {
                            query: query.to_owned(),
                            name: spec.name.clone(),
                            value: text.to_owned(),
                            kind: spec.kind,
                            example: spec.example.clone(),
                        });
                    }
                },
                None if spec.required => {
                    return Err(ParameterError::Missing {
                        query: query.to_owned(),
                        name: spec.name.clone(),
                        kind: spec.kind,
                        example: spec.example.clone(),
                    });
                }
                None => {}
            }
        }
        Ok(bound)
    }
}
