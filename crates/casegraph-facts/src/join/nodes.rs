//! The nodes of the tree while it is built: the data of folders, pages and plans about each domain, category and topic.

use crate::model::document_facts::{DocumentFacts, PlanEntryFacts};
use crate::model::id::ThingId;
use crate::model::location::{DocPath, Lines};
use crate::model::topic::TopicStatus;
use crate::model::tree_place::TreePart;

/// A category, or a domain.
#[derive(Default, PartialEq)]
pub(super) struct CategoryNode {
    pub(super) label: String,
    pub(super) position: Option<u32>,
}

impl CategoryNode {
    /// Adds another mention of the category: the first label and the first position are kept.
    pub(super) fn add(&mut self, part: &TreePart) {
        if self.label.is_empty() {
            self.label = part.label();
        }
        self.position = self.position.or(part.position);
    }
}

/// A topic.
#[derive(Default, PartialEq)]
pub(super) struct TopicNode {
    pub(super) pages: Vec<DocPath>,
    pub(super) has_sources: bool,
    /// The heading of the plan above its entry, if nothing else gives the topic a category.
    pub(super) heading: Option<String>,
    /// The title in a plan.
    pub(super) label: Option<String>,
    /// The title of its page.
    pub(super) title: Option<String>,
    pub(super) other_names: Vec<String>,
    pub(super) stated_id: Option<String>,
    pub(super) planned_at: Option<(DocPath, Lines)>,
    pub(super) priority: Option<u8>,
    pub(super) key_topics: Vec<String>,
    pub(super) planned: bool,
    pub(super) id: Option<ThingId>,
}

impl TopicNode {
    /// Adds a page; the first one gives the topic its title, its other names and its id.
    pub(super) fn add_page(&mut self, page: &DocumentFacts) {
        if self.pages.is_empty() {
            self.title = Some(page.name.clone());
            self.other_names.clone_from(&page.other_names);
            self.stated_id.clone_from(&page.stated_id);
        }
        self.pages.push(page.path.clone());
    }

    /// Adds an entry of a plan: the first place, the most urgent priority, and each term once.
    pub(super) fn add_plan_entry(&mut self, plan: &DocPath, entry: &PlanEntryFacts) {
        self.planned = true;
        self.planned_at.get_or_insert_with(|| (plan.clone(), entry.lines));
        self.priority = match (self.priority, entry.priority) {
            (Some(known), Some(stated)) => Some(known.min(stated)),
            (known, stated) => known.or(stated),
        };
        for term in &entry.key_topics {
            if !self.key_topics.contains(term) {
                self.key_topics.push(term.clone());
            }
        }
    }

    /// The status of a topic with or without a page that is `complete`, which has as many case studies as the profile asks for.
    pub(super) fn status(&self, has_page: bool, complete: bool) -> TopicStatus {
        match (has_page, self.planned) {
            (true, _) if complete => TopicStatus::Complete,
            (true, _) => TopicStatus::InProgress,
            (false, _) if self.has_sources => TopicStatus::InProgress,
            (false, true) => TopicStatus::Planned,
            (false, false) => TopicStatus::Missing,
        }
    }
}
