//! Template remnants: text in brackets that a page has in common with a template.

use std::collections::BTreeSet;

use crate::model::document::{Document, Role};
use crate::model::document_facts::DocumentFacts;

/// The text in brackets of all templates.
pub(super) fn template_placeholders(exports: &[&DocumentFacts]) -> BTreeSet<String> {
    let templates = exports.iter().filter(|document| document.role == Role::Template);
    templates
        .flat_map(|document| &document.annotations.placeholders)
        .map(|placeholder| placeholder.text.clone())
        .collect()
}

/// Keeps those placeholders of a page that a template has too, and none of a template. A corpus without templates has
/// no remnants.
pub(super) fn keep(document: &mut Document, of_templates: &BTreeSet<String>) {
    if document.role == Role::Template {
        document.annotations.placeholders.clear();
    } else {
        document.annotations.placeholders.retain(|placeholder| of_templates.contains(&placeholder.text));
    }
}
