//! The account of a case study: context, quick answer, key insight.

use super::outline::Outline;
use crate::markdown::block::{Block, BlockKind, labels, plain_text, text_after_label};
use crate::model::document_facts::{CaseStudyFacts, Labelled};
use crate::model::location::Lines;
use crate::model::owner::Owner;
use crate::profile::Profile;

/// The case studies of a document, without their metrics. Linear in the blocks.
pub(crate) fn case_studies(blocks: &[Block], outline: &Outline, profile: &Profile) -> Vec<CaseStudyFacts> {
    let mut found: Vec<CaseStudyFacts> = outline
        .case_studies
        .iter()
        .map(|(number, title, lines)| CaseStudyFacts {
            number: *number,
            ..CaseStudyFacts::new(title.clone(), *lines)
        })
        .collect();
    for (at, block) in blocks.iter().enumerate() {
        let Owner::CaseStudy(index) = outline.owner(at, block) else { continue };
        let Some(case_study) = found.get_mut(index) else { continue };
        if !is_text(&block.kind) {
            continue;
        }
        let rules = &profile.text().case_study;
        for labelled in labels(&block.inlines) {
            let text =
                || Labelled { text: text_after_label(labelled.inlines), lines: Lines::at(labelled.line) };
            if rules.context_labels.contains(&labelled.label) {
                case_study.context.get_or_insert_with(text);
            } else if rules.key_insight_labels.contains(&labelled.label) {
                case_study.key_insight.get_or_insert_with(text);
            }
        }
        let whole = || Labelled { text: plain_text(&block.inlines), lines: block.lines };
        match outline.kind_of(at) {
            Some("quick-answer") => {
                case_study.quick_answer.get_or_insert_with(whole);
            }
            Some("key-insight") => {
                case_study.key_insight.get_or_insert_with(whole);
            }
            Some(kind) if profile.text().section_rules.context.iter().any(|context| context == kind) => {
                case_study.context.get_or_insert_with(whole);
            }
            _ => {}
        }
    }
    found
}

fn is_text(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::ItemParagraph)
}
