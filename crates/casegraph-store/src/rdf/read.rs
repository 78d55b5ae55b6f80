//! Graphs that were written in any of the formats, as N-Quads again: the way back from `Graph::write`.

use std::borrow::Cow;

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser, RdfSerializer};
use thiserror::Error;

use crate::rdf::format::Format;

/// Why a text is no graph.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The format holds rows, not graphs.
    #[error("`{0}` holds rows and no graph")]
    Rows(Format),
    /// The text is not of the format.
    #[error("{line}:{column}: no {format}: {message}")]
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

/// A written graph as N-Quads. Formats without named graphs give quads of the default graph. Linear in the text; what is
/// N-Quads already is not looked at.
///
/// # Errors
/// [`ReadError`], with line and column where the format has lines.
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
    fn what_was_written_is_read_again() {
        let corpus = CorpusInfo { title: "“Cases”\n".to_owned(), base: Base::default() };
        let graph = Graph::of(&FactSet::default(), &corpus, &[]);
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
    fn what_is_wrong_is_told_with_its_place() {
        let error = to_nquads(b"<http://a/> a <http://b/> .\n<http://a/> <http://b/ 1 .\n", Format::TriG)
            .unwrap_err();
        assert!(matches!(error, ReadError::Syntax { format: Format::TriG, line: 2, .. }), "{error}");
        assert_eq!(to_nquads(b"a,b\n", Format::Csv), Err(ReadError::Rows(Format::Csv)));
    }
}
