//! Conversion of exported graphs to N-Quads: the inverse of [`Graph::write`](crate::Graph::write).

use std::borrow::Cow;

use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfParser, RdfSerializer};
use thiserror::Error;

use crate::rdf::format::Format;

/// Why a text cannot be read as a graph.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The format is for rows.
    #[error("`{0}` is a format for rows, not for graphs")]
    Rows(Format),
    /// The text is not valid in the format.
    #[error("{line}:{column}: invalid {format}: {message}")]
    Syntax {
        /// The format.
        format: Format,
        /// The line, from 1.
        line: u64,
        /// The column in characters, from 1.
        column: u64,
        /// What is wrong.
        message: String,
    },
}

/// Converts a graph to N-Quads. From formats without named graphs, all quads are in the default graph. Linear in the text;
/// N-Quads and N-Triples are returned without parsing.
///
/// # Errors
/// [`ReadError`], with line and column.
pub fn to_nquads(bytes: &[u8], format: Format) -> Result<Cow<'_, [u8]>, ReadError> {
    let from = match format {
        Format::NQuads | Format::NTriples => return Ok(Cow::Borrowed(bytes)),
        Format::Turtle => RdfFormat::Turtle,
        Format::TriG => RdfFormat::TriG,
        Format::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        Format::RdfXml => RdfFormat::RdfXml,
        Format::Csv | Format::Tsv | Format::Json | Format::Xml => return Err(ReadError::Rows(format)),
    };
    let mut serializer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(Vec::new());
    for quad in RdfParser::from_format(from).for_slice(bytes) {
        let quad = quad.map_err(|source| {
            let place = source.location().map(|range| (range.start.line + 1, range.start.column + 1));
            let (line, column) = place.unwrap_or((1, 1));
            ReadError::Syntax { format, line, column, message: source.to_string() }
        })?;
        let failed = |error: std::io::Error| ReadError::Syntax {
            format,
            line: 1,
            column: 1,
            message: error.to_string(),
        };
        serializer.serialize_quad(&quad).map_err(failed)?;
    }
    let failed =
        |error: std::io::Error| ReadError::Syntax { format, line: 1, column: 1, message: error.to_string() };
    Ok(Cow::Owned(serializer.finish().map_err(failed)?))
}

#[cfg(test)]
mod tests {
    use casegraph_facts::FactSet;

    use super::*;
    use crate::graph::Graph;
    use crate::graph::corpus_info::CorpusInfo;
    use crate::rdf::base::Base;

    #[test]
    fn an_exported_graph_is_read_back() {
        let corpus = CorpusInfo { title: "“Cases”\n".to_owned(), base: Base::default() };
        let graph = Graph::from_facts(&FactSet::default(), &corpus, &[]);
        let written = |graph: &Graph, format| {
            let mut bytes = Vec::new();
            graph.write(format, &mut bytes).unwrap();
            bytes
        };
        for format in Format::FOR_TRIPLES {
            let bytes = written(&graph, format);
            let read = Graph::from_nquads(&to_nquads(&bytes, format).unwrap()).unwrap();
            assert_eq!(written(&read, Format::Turtle), written(&graph, Format::Turtle), "{format}");
            let named = matches!(format, Format::NQuads | Format::TriG | Format::JsonLd);
            assert_eq!(written(&read, Format::NQuads) == written(&graph, Format::NQuads), named, "{format}");
        }
    }

    #[test]
    fn errors_have_a_line_and_a_column() {
        let error = to_nquads(b"<http://a/> a <http://b/> .\n<http://a/> <http://b/ 1 .\n", Format::TriG)
            .unwrap_err();
        assert!(matches!(error, ReadError::Syntax { format: Format::TriG, line: 2, .. }), "{error}");
        assert_eq!(to_nquads(b"a,b\n", Format::Csv), Err(ReadError::Rows(Format::Csv)));
    }
}
