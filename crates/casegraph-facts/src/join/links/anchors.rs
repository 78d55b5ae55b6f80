//! Whether a document has what a fragment names.

use std::collections::HashSet;
use std::sync::OnceLock;

use percent_encoding::percent_decode_str;

use crate::markdown::anchor::slugs;
use crate::model::document_facts::DocumentFacts;
use crate::profile::text::SlugRule;

/// The anchors of a document, collected when the first link asks for one.
pub(super) struct Anchors<'a> {
    pub(super) document: &'a DocumentFacts,
    /// In lower case.
    known: OnceLock<HashSet<String>>,
}

impl<'a> Anchors<'a> {
    pub(super) fn new(document: &'a DocumentFacts) -> Self {
        Self { document, known: OnceLock::new() }
    }

    /// Whether a link with this query and fragment leads to a place in the document, ignoring case.
    pub(super) fn have(&self, query: &str, fragment: &str, rule: SlugRule) -> bool {
        // `:~:text=…` tells the browser what to highlight.
        let fragment = fragment.split(":~:").next().unwrap_or_default();
        let decoded = percent_decode_str(fragment).decode_utf8_lossy();
        let anchor = decoded.strip_prefix("user-content-").unwrap_or(&decoded).to_lowercase();
        let is_of_source = query.split('&').any(|pair| pair == "plain=1") && is_line(&anchor);
        anchor.is_empty()
            || rule == SlugRule::None
            || anchor == "top" // of the page, in HTML
            || anchor.starts_with('/') // an address within an application
            || is_of_source
            || self.known().contains(&anchor)
    }

    /// Whether a wiki link to this heading, written as the heading is, leads to a place in the document.
    pub(super) fn have_heading(&self, heading: &str, rule: SlugRule) -> bool {
        // `Part#Part of it` names a heading below another one; `^id` is a paragraph.
        let heading = heading.rsplit('#').next().unwrap_or(heading).trim();
        heading.is_empty()
            || heading.starts_with('^')
            || self.have("", heading, rule)
            || slugs(heading, rule).iter().any(|slug| self.known().contains(&slug.to_lowercase()))
            || self.document.sections.iter().any(|section| section.name.eq_ignore_ascii_case(heading))
    }

    fn known(&self) -> &HashSet<String> {
        self.known.get_or_init(|| {
            let headings = self.document.sections.iter().map(|section| &section.anchor);
            headings.chain(&self.document.html_anchors).map(|anchor| anchor.to_lowercase()).collect()
        })
    }
}

/// Whether a fragment names lines of a source file: `L10`, `L10-L20`, `L10C2-L20C5`.
fn is_line(anchor: &str) -> bool {
    let ends = anchor.split('-');
    ends.clone().count() <= 2
        && ends.into_iter().all(|end| {
            let digits = end.trim_start_matches('l').split('c').next().unwrap_or_default();
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
}
