//! Template text that nobody replaced: words in brackets that a page shares with a template.

use std::collections::BTreeSet;

use crate::model::document::{Document, Role};
use crate::model::document_facts::DocumentFacts;

/// The words in brackets that templates have.
pub(super) fn template_placeholders(heads: &[&DocumentFacts]) -> BTreeSet<String> {
    let templates = heads.iter().filter(|head| head.role == Role::Template);
    templates
        .flat_map(|head| &head.annotations.placeholders)
        .map(|placeholder| placeholder.text.clone())
        .collect()
}

/// Keeps of a page's words in brackets those that a template has too, and none of a template's own. In a corpus
/// without templates nothing is known to be left over.
pub(super) fn keep(document: &mut Document, of_templates: &BTreeSet<String>) {
    if document.role == Role::Template {
        document.annotations.placeholders.clear();
    } else {
        document.annotations.placeholders.retain(|placeholder| of_templates.contains(&placeholder.text));
    }
}
