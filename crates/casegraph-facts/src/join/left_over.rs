//! Template text that nobody replaced: words in brackets that a page shares with a template.

use std::collections::BTreeSet;

use crate::{Document, Role};

/// Keeps of every page's words in brackets those that a template has too, and none of the templates' own. In a corpus
/// without templates nothing is known to be left over.
pub(super) fn keep(documents: &mut [Document]) {
    let of_templates: BTreeSet<String> = documents
        .iter()
        .filter(|document| document.role == Role::Template)
        .flat_map(|document| &document.marks.placeholders)
        .map(|mark| mark.text.clone())
        .collect();
    for document in documents {
        if document.role == Role::Template {
            document.marks.placeholders.clear();
        } else {
            document.marks.placeholders.retain(|mark| of_templates.contains(&mark.text));
        }
    }
}
