//! Writes quads in a graph format, in the order given, with the prefixes of the vocabulary.

use std::io::{self, BufWriter, Write};

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::{Literal, LiteralRef, QuadRef, TermRef};

use crate::vocabulary::PREFIXES;
use crate::{Format, Graph, WriteError};

impl Graph {
    /// Writes the graph. The same graph gives the same bytes.
    ///
    /// N-Quads, TriG and JSON-LD keep the named graphs; the other formats get the union of all graphs, each triple
    /// once. RDF/XML cannot hold control characters: there each is written as U+FFFD. `to` is buffered here.
    pub fn write(&self, format: Format, to: impl Write) -> Result<(), WriteError> {
        match format {
            Format::NQuads | Format::TriG | Format::JsonLd => write_quads(format, self.table.iter(), to),
            _ => write_quads(format, self.table.union(), to),
        }
    }
}

/// Writes quads as they come. Only formats with named graphs may be given quads of named graphs.
pub(crate) fn write_quads<'q>(
    format: Format,
    quads: impl IntoIterator<Item = QuadRef<'q>>,
    to: impl Write,
) -> Result<(), WriteError> {
    let rdf = match format {
        Format::Turtle => RdfFormat::Turtle,
        Format::NTriples => RdfFormat::NTriples,
        Format::NQuads => RdfFormat::NQuads,
        Format::TriG => RdfFormat::TriG,
        Format::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        Format::RdfXml => RdfFormat::RdfXml,
        Format::Csv | Format::Tsv | Format::Json | Format::Xml => {
            return Err(WriteError::DoesNotFit { format, what: "triples", allowed: &Format::FOR_TRIPLES });
        }
    };
    let mut serializer = RdfSerializer::from_format(rdf);
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(BufWriter::new(to));
    for quad in quads {
        match quad.object {
            TermRef::Literal(literal) if format == Format::RdfXml && !is_xml(literal.value()) => {
                let literal = xml_literal(literal);
                writer.serialize_quad(QuadRef { object: literal.as_ref().into(), ..quad })?;
            }
            _ => writer.serialize_quad(quad)?,
        }
    }
    let mut buffer = writer.finish()?;
    if matches!(format, Format::JsonLd | Format::RdfXml) {
        buffer.write_all(b"\n")?;
    }
    buffer.flush()?;
    Ok(())
}

/// Whether XML 1.0 can hold every character of the text (section 2.2 of its specification).
fn is_xml(text: &str) -> bool {
    text.chars().all(is_xml_char)
}

fn is_xml_char(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The literal with U+FFFD for every character that XML 1.0 cannot hold.
pub(crate) fn xml_literal(literal: LiteralRef<'_>) -> Literal {
    let text: String = literal.value().chars().map(|c| if is_xml_char(c) { c } else { '\u{fffd}' }).collect();
    match literal.language() {
        Some(language) => Literal::new_language_tagged_literal_unchecked(text, language),
        None => Literal::new_typed_literal(text, literal.datatype()),
    }
}
