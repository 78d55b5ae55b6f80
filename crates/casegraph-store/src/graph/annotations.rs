//! Annotations of documents for the gap checks: code blocks, suppressions, claims about sources, remnants of templates, and
//! the diagnostics of the texts.

use casegraph_facts::{Diagnostic, Document, FactSet, Lines};

use crate::graph::builder::{Builder, Node};
use crate::vocabulary::{cg, dcterms, schema};

/// Writes the annotations of a document to its graph.
pub(super) fn write(builder: &mut Builder<'_>, document: &Document) {
    let marks = &document.annotations;
    builder.thing(&document.id).number(schema::WORD_COUNT, marks.words);
    for (at, code) in marks.code.iter().enumerate() {
        let study = code.case_study.and_then(|index| document.case_studies.get(index));
        node(builder, document, "code", at)
            .class(cg::CODE_BLOCK)
            .texts(cg::CODE_LANGUAGE, &code.language)
            .link(dcterms::IS_PART_OF, study.map_or(&document.id, |study| &study.id))
            .at(&document.id, code.lines);
    }
    for (at, mark) in marks.suppressions.iter().enumerate() {
        node(builder, document, "suppression", at)
            .class(cg::SUPPRESSION)
            .text(cg::CODE, &mark.code)
            .text(cg::REASON, &mark.reason)
            .maybe_number(cg::COVERS_FROM, mark.lines.map(Lines::start))
            .at(&document.id, Lines::at(mark.line));
    }
    for (at, claim) in marks.claims.iter().enumerate() {
        node(builder, document, "claim", at)
            .class(cg::SOURCE_CLAIM)
            .text(cg::WHAT, claim.kind.map_or("all", casegraph_facts::SourceKind::code))
            .number(cg::STATED, claim.stated)
            .text(cg::SURFACE, &claim.text)
            .at(&document.id, Lines::at(claim.line));
    }
    for (at, mark) in marks.placeholders.iter().enumerate() {
        node(builder, document, "left-over", at)
            .class(cg::LEFT_OVER)
            .text(cg::SURFACE, &mark.text)
            .at(&document.id, Lines::at(mark.line));
    }
}

/// The node of an annotation: `mark/{kind}/{path}/{number}`.
fn node<'b, 'c>(builder: &'b mut Builder<'c>, document: &Document, kind: &str, at: usize) -> Node<'b, 'c> {
    let (base, document) = (builder.base(), builder.base().iri(&document.id));
    let iri = format!("{base}mark/{kind}/{}/{}", base.relative(&document), at + 1);
    builder.node(&iri)
}

/// Writes the diagnostics of the texts to the meta graph.
pub(super) fn diagnostics(builder: &mut Builder<'_>, facts: &FactSet) {
    for (at, diagnostic) in facts.diagnostics.iter().enumerate() {
        let Diagnostic { path, line, severity, code, message, help, .. } = diagnostic;
        let iri = format!("{}diagnostic/{}", builder.base(), at + 1);
        builder
            .node(&iri)
            .class(cg::DIAGNOSTIC)
            .text(cg::CODE, code)
            .text(cg::PATH, path.as_str())
            .number(cg::START_LINE, *line)
            .text(cg::SEVERITY, severity.code())
            .text(cg::MESSAGE, message)
            .texts(cg::HELP, help);
    }
}
