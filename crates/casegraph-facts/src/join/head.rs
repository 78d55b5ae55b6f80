//! What other documents can see of one.

use crate::model::document::Role;
use crate::model::document_facts::{CaseStudyFacts, DocumentFacts, LinkFacts, LinkForm, StatedCompany};
use crate::model::location::Lines;
use crate::model::marks::Marks;
use crate::model::owner::Owner;

impl DocumentFacts {
    /// The same without what nobody but the document itself needs: its text, citations, numbers, most of its links, all of its
    /// sections but their anchors, and where in the text things stand. Most changes of a text leave its head as it is.
    /// All heads of a corpus make a [`Joiner`](crate::Joiner); a document can be joined as long as its head is the one that
    /// was given to it.
    #[must_use]
    pub fn head(&self) -> Self {
        let nowhere = Lines::at(1);
        let anchors = self.sections.iter().map(|section| &section.anchor).chain(&self.html_anchors);
        let is_wanted = |link: &&LinkFacts| {
            self.role != Role::Template && link.form == LinkForm::Link && link.relation.is_some()
        };
        let links = self.links.iter().filter(is_wanted).map(|link| LinkFacts {
            owner: Owner::Document,
            href: link.href.clone(),
            text: String::new(),
            remark: None,
            section: None,
            relation: link.relation,
            form: link.form,
            lines: nowhere,
        });
        let bare = |study: &CaseStudyFacts| CaseStudyFacts {
            number: study.number,
            title: String::new(),
            lines: nowhere,
            context: None,
            quick_answer: None,
            key_insight: None,
            metrics: Vec::new(),
        };
        let companies = self.stated_companies.iter();
        let stated_companies =
            companies.map(|company| StatedCompany { name: company.name.clone(), lines: nowhere });
        let case_studies = match self.role {
            // The first may be the folder's own account.
            Role::CaseStudy => self.case_studies.iter().take(1).cloned().collect(),
            _ => self.case_studies.iter().map(bare).collect(),
        };
        let placeholders = match self.role {
            Role::Template => self.marks.placeholders.clone(),
            _ => Vec::new(),
        };
        Self {
            path: self.path.clone(),
            name: self.name.clone(),
            stated_id: self.stated_id.clone(),
            other_names: self.other_names.clone(),
            role: self.role,
            place: self.place.clone(),
            bytes: 0,
            lines: 0,
            content_hash: String::new(),
            sections: Vec::new(),
            html_anchors: anchors.cloned().collect(),
            case_studies,
            citations: Vec::new(),
            links: links.collect(),
            plan_entries: self.plan_entries.clone(),
            stated_counts: Vec::new(),
            heading_topics: self.heading_topics.clone(),
            stated_companies: stated_companies.collect(),
            prose: Vec::new(),
            marks: Marks { placeholders, ..Marks::default() },
            diagnostics: Vec::new(),
            unread: Vec::new(),
        }
    }
}
