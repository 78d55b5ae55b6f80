//! Export of graphs: quads in a graph format, with the prefixes of the vocabulary.

use std::io::{self, BufWriter, Write};

use oxrdf::{Literal, LiteralRef, QuadRef, TermRef};
use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfSerializer, WriterQuadSerializer};

use crate::graph::Graph;
use crate::rdf::format::{Format, WriteError};
use crate::vocabulary::PREFIXES;

impl Graph {
    /// Writes the graph, sorted by graph, subject, predicate (`rdf:type` first) and object. The same graph gives the same
    /// bytes.
    ///
    /// N-Quads, TriG and JSON-LD keep the named graphs; in the other formats the union of all graphs is written, each
    /// triple once. RDF/XML does not allow control characters: each becomes U+FFFD. Writes to `to` are buffered.
    pub fn write(&self, format: Format, to: impl Write) -> Result<(), WriteError> {
        let mut writer = QuadWriter::new(format, to)?;
        match format {
            Format::NQuads | Format::TriG | Format::JsonLd => {
                self.snapshot.each_quad(|quad| writer.write(quad))?;
            }
            _ => self.snapshot.each_triple(|quad| writer.write(quad))?,
        }
        writer.finish()
    }
}

/// Writes quads in the order of the calls.
pub(crate) struct QuadWriter<W: Write> {
    format: Format,
    serializer: WriterQuadSerializer<BufWriter<W>>,
}

impl<W: Write> QuadWriter<W> {
    pub(crate) fn new(format: Format, to: W) -> Result<Self, WriteError> {
        let rdf = match format {
            Format::Turtle => RdfFormat::Turtle,
            Format::NTriples => RdfFormat::NTriples,
            Format::NQuads => RdfFormat::NQuads,
            Format::TriG => RdfFormat::TriG,
            Format::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
            Format::RdfXml => RdfFormat::RdfXml,
            Format::Csv | Format::Tsv | Format::Json | Format::Xml => {
                return Err(WriteError::DoesNotFit {
                    format,
                    what: "triples",
                    allowed: &Format::FOR_TRIPLES,
                });
            }
        };
        let mut serializer = RdfSerializer::from_format(rdf);
        for (prefix, namespace) in PREFIXES {
            serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
        }
        Ok(Self { format, serializer: serializer.for_writer(BufWriter::new(to)) })
    }

    /// Writes a quad. Quads of named graphs need a format with named graphs.
    pub(crate) fn write(&mut self, quad: QuadRef<'_>) -> Result<(), WriteError> {
        match quad.object {
            TermRef::Literal(literal) if self.format == Format::RdfXml && !is_xml(literal.value()) => {
                let literal = xml_literal(literal);
                self.serializer.serialize_quad(QuadRef { object: literal.as_ref().into(), ..quad })?;
            }
            _ => self.serializer.serialize_quad(quad)?,
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<(), WriteError> {
        let mut buffer = self.serializer.finish()?;
        if matches!(self.format, Format::JsonLd | Format::RdfXml) {
            buffer.write_all(b"\n")?;
        }
        Ok(buffer.flush()?)
    }
}

/// Whether XML 1.0 allows all characters of a text (section 2.2 of the specification).
fn is_xml(text: &str) -> bool {
    text.chars().all(is_xml_char)
}

fn is_xml_char(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The literal with U+FFFD for each character that XML 1.0 does not allow.
pub(crate) fn xml_literal(literal: LiteralRef<'_>) -> Literal {
    let text: String = literal.value().chars().map(|c| if is_xml_char(c) { c } else { '\u{fffd}' }).collect();
    match literal.language() {
        Some(language) => Literal::new_language_tagged_literal_unchecked(text, language),
        None => Literal::new_typed_literal(text, literal.datatype()),
    }
}
