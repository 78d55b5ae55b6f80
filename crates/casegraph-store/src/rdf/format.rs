//! Formats of answers and graphs.

use std::fmt;
use std::io;
use std::str::FromStr;

use casegraph_quads::{Damaged, SnapshotError};
use thiserror::Error;

use crate::rdf::query_kind::QueryKind;
use crate::rdf::suggestion::{hint, list, nearest};

/// A standard format, for rows and booleans or for graphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// [SPARQL 1.1 results in CSV](https://www.w3.org/TR/sparql11-results-csv-tsv/): values without their types.
    Csv,
    /// [SPARQL 1.1 results in TSV](https://www.w3.org/TR/sparql11-results-csv-tsv/): terms as Turtle writes them.
    Tsv,
    /// [SPARQL 1.1 results in JSON](https://www.w3.org/TR/sparql11-results-json/).
    Json,
    /// [SPARQL results in XML](https://www.w3.org/TR/rdf-sparql-XMLres/).
    Xml,
    /// [Turtle](https://www.w3.org/TR/turtle/); no named graphs.
    Turtle,
    /// [N-Triples](https://www.w3.org/TR/n-triples/); no named graphs.
    NTriples,
    /// [N-Quads](https://www.w3.org/TR/n-quads/).
    NQuads,
    /// [TriG](https://www.w3.org/TR/trig/).
    TriG,
    /// [JSON-LD 1.1](https://www.w3.org/TR/json-ld11/), in expanded form.
    JsonLd,
    /// [RDF/XML](https://www.w3.org/TR/rdf-syntax-grammar/); no named graphs.
    RdfXml,
}

/// An unknown format.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("unknown format `{name}`{} (allowed: {})", hint(*suggestion), list(Format::ALL.map(Format::name)))]
pub struct FormatError {
    /// The name.
    pub name: String,
    /// The most similar format.
    pub suggestion: Option<&'static str>,
}

/// Why writing failed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The format does not support this kind of answer.
    #[error("{what} cannot be written as `{format}` (allowed: {})", list(allowed.iter().map(|format| format.name())))]
    DoesNotFit {
        /// The format.
        format: Format,
        /// The kind of answer, in the plural: "rows".
        what: &'static str,
        /// The formats that support it.
        allowed: &'static [Format],
    },
    /// The stored graph is damaged.
    #[error(transparent)]
    Damaged(#[from] SnapshotError),
    /// Writing failed.
    #[error("writing failed")]
    Io(#[from] io::Error),
}

impl From<Damaged> for WriteError {
    fn from(damaged: Damaged) -> Self {
        Self::Damaged(damaged.into())
    }
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 10] = [
        Self::Csv,
        Self::Tsv,
        Self::Json,
        Self::Xml,
        Self::Turtle,
        Self::NTriples,
        Self::NQuads,
        Self::TriG,
        Self::JsonLd,
        Self::RdfXml,
    ];

    /// The formats of rows and booleans.
    pub const FOR_ROWS: [Self; 4] = [Self::Csv, Self::Tsv, Self::Json, Self::Xml];

    /// The formats of triples and graphs.
    pub const FOR_TRIPLES: [Self; 6] =
        [Self::Turtle, Self::NTriples, Self::NQuads, Self::TriG, Self::JsonLd, Self::RdfXml];

    /// The name on a command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Turtle => "turtle",
            Self::NTriples => "ntriples",
            Self::NQuads => "nquads",
            Self::TriG => "trig",
            Self::JsonLd => "jsonld",
            Self::RdfXml => "rdfxml",
        }
    }

    /// The registered media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Tsv => "text/tab-separated-values; charset=utf-8",
            Self::Json => "application/sparql-results+json",
            Self::Xml => "application/sparql-results+xml",
            Self::Turtle => "text/turtle",
            Self::NTriples => "application/n-triples",
            Self::NQuads => "application/n-quads",
            Self::TriG => "application/trig",
            Self::JsonLd => "application/ld+json",
            Self::RdfXml => "application/rdf+xml",
        }
    }

    /// The usual file extension, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "srj",
            Self::Xml => "srx",
            Self::Turtle => "ttl",
            Self::NTriples => "nt",
            Self::NQuads => "nq",
            Self::TriG => "trig",
            Self::JsonLd => "jsonld",
            Self::RdfXml => "rdf",
        }
    }

    /// Whether the answer to this kind of query can be written in it.
    #[must_use]
    pub fn fits(self, kind: QueryKind) -> bool {
        Self::allowed(kind).contains(&self)
    }

    /// The formats for the answer to this kind of query.
    #[must_use]
    pub fn allowed(kind: QueryKind) -> &'static [Self] {
        match kind {
            QueryKind::Select | QueryKind::Ask => &Self::FOR_ROWS,
            QueryKind::Construct | QueryKind::Describe => &Self::FOR_TRIPLES,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Format {
    type Err = FormatError;

    /// Parses a name or a file extension.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = text.to_ascii_lowercase();
        let fits = |format: &Self| format.name() == wanted || format.extension() == wanted;
        Self::ALL.into_iter().find(fits).ok_or_else(|| FormatError {
            name: text.to_owned(),
            suggestion: nearest(&wanted, Self::ALL.map(Self::name)),
        })
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn names_and_extensions_are_parsed_and_typos_are_corrected() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
            assert_eq!(format.extension().to_uppercase().parse(), Ok(format));
            assert_eq!(format.fits(QueryKind::Select), !format.fits(QueryKind::Construct));
        }
        let said =
            ["turtel", "n-triples", "yaml"].map(|name| name.parse::<Format>().unwrap_err().to_string());
        expect![[r#"
            unknown format `turtel` (did you mean `turtle`?) (allowed: `csv`, `tsv`, `json`, `xml`, `turtle`, `ntriples`, `nquads`, `trig`, `jsonld`, `rdfxml`)
            unknown format `n-triples` (did you mean `ntriples`?) (allowed: `csv`, `tsv`, `json`, `xml`, `turtle`, `ntriples`, `nquads`, `trig`, `jsonld`, `rdfxml`)
            unknown format `yaml` (did you mean `xml`?) (allowed: `csv`, `tsv`, `json`, `xml`, `turtle`, `ntriples`, `nquads`, `trig`, `jsonld`, `rdfxml`)"#]]
        .assert_eq(&said.join("\n"));
    }
}
