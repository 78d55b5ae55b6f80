//! The tree of domains, categories and topics, built from the folders, the plans, and the links to pages that do not exist.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::case_variants::CaseVariants;
use super::links::Targets;
use super::name_collision::name_collision;
use super::nodes::{CategoryNode, TopicNode};
use super::page_things::PageThings;
use super::topic_ids::assign_ids;
use super::topic_key::{Candidates, TopicKey};
use crate::model::diagnostic::Diagnostic;
use crate::model::document::Role;
use crate::model::document_facts::{CaseStudyFacts, DocumentFacts, PlanEntryFacts};
use crate::model::id::{Kind, ThingId, label_of_name, slug};
use crate::model::location::DocPath;
use crate::model::topic::{Category, Domain, Topic};
use crate::model::tree_place::{TreePart, TreePlace};

/// The tree, complete as soon as it is built.
#[derive(Default, PartialEq)]
pub(super) struct Tree {
    /// Topics with a page, by the slugs of their stems and titles.
    by_name: HashMap<String, Candidates>,
    /// Keys of topics with a page, by the key in lower case.
    spellings: HashMap<TopicKey, Vec<TopicKey>>,
    case_variants: CaseVariants,
    domains: BTreeMap<String, CategoryNode>,
    /// By the slugs of domain and category; the domain is empty if it is not known.
    categories: BTreeMap<(String, String), CategoryNode>,
    /// How many domains have a category of a name.
    same_names: BTreeMap<String, usize>,
    topics: BTreeMap<TopicKey, TopicNode>,
    diagnostics: Vec<Diagnostic>,
}

impl Tree {
    /// Builds the tree from documents in path order. Linear in the documents and their plan entries, but for sorting.
    pub(super) fn new(documents: &[&DocumentFacts], targets: &Targets<'_>) -> Self {
        let mut tree = Self {
            case_variants: CaseVariants::find(documents.iter().map(|document| &document.path)),
            ..Self::default()
        };
        tree.add_categories(documents);
        for document in documents {
            tree.add_document(document);
        }
        tree.index_names(targets);
        for document in documents {
            for entry in &document.plan_entries {
                tree.add_plan_entry(&document.path, entry);
            }
        }
        for place in targets.unwritten_places(documents) {
            if let Some(key) = tree.key(&place)
                && tree.categories.contains_key(&(key.domain.clone(), key.category.clone()))
            {
                tree.topics.entry(key).or_default();
            }
        }
        for (_, name) in tree.categories.keys() {
            *tree.same_names.entry(name.clone()).or_default() += 1;
        }
        tree.diagnostics.extend(assign_ids(&mut tree.topics));
        tree.diagnostics.extend(tree.case_variants.diagnostics(&tree.topics));
        tree
    }

    /// Adds the domains and categories that documents lie in and that plan entries and headings name.
    fn add_categories(&mut self, documents: &[&DocumentFacts]) {
        let mut before: Option<&TreePlace> = None;
        for document in documents {
            let entries = document.plan_entries.iter().filter(|entry| entry.title.is_none());
            let places = std::iter::once(&document.place).chain(entries.map(|entry| &entry.place));
            for place in places.chain(document.heading_topics.iter().map(|heading| &heading.place)) {
                // Consecutive documents mostly lie in one category.
                let is_same =
                    |before: &TreePlace| before.domain == place.domain && before.category == place.category;
                if !before.is_some_and(is_same) {
                    self.add_category(place);
                }
                before = Some(place);
            }
            for place in document.case_studies.iter().filter_map(place_of_study) {
                self.add_category(&place);
            }
        }
    }

    fn add_category(&mut self, place: &TreePlace) {
        if let Some(domain) = &place.domain {
            self.domains.entry(domain.slug()).or_default().add(domain);
        }
        if let Some(category) = &place.category {
            let domain = place.domain.as_ref().map(TreePart::slug);
            // A plan may name a category without its domain: it is the category of that name that a folder has.
            let is_known =
                domain.is_none() && self.categories.keys().any(|(_, known)| *known == category.slug());
            if !is_known {
                let key = (domain.unwrap_or_default(), category.slug());
                self.categories.entry(key).or_default().add(category);
            }
        }
    }

    fn add_document(&mut self, document: &DocumentFacts) {
        for heading in &document.heading_topics {
            let Some(key) = self.key(&heading.place) else { continue };
            let topic = self.topics.entry(key).or_default();
            topic.title = topic.title.take().or_else(|| Some(heading.title.clone()));
            topic.pages.push(document.path.clone());
        }
        self.label_category(document);
        let Some(key) =
            self.key(&document.place).filter(|_| document.role.is_topic() || document.role == Role::Sources)
        else {
            return;
        };
        let topic = self.topics.entry(key).or_default();
        if !document.role.is_topic() {
            topic.has_sources = true;
            return;
        }
        if let Some(first) = topic.pages.first()
            && !self.case_variants.explains(first, &document.path)
        {
            let message = format!("this page and {first} are about the same topic");
            let help = "merge the two pages, or rename one";
            self.diagnostics.push(name_collision(&document.path, 1, message, help));
        }
        topic.add_page(document);
    }

    /// Labels a domain or category with the title of its own page, if that is the name of its folder in a better spelling.
    fn label_category(&mut self, document: &DocumentFacts) {
        let place = &document.place;
        let node = match (&place.domain, &place.category) {
            (_, Some(category)) => {
                let domain = place.domain.as_ref().map(TreePart::slug).unwrap_or_default();
                self.categories.get_mut(&(domain, category.slug()))
            }
            (Some(domain), None) => self.domains.get_mut(&domain.slug()),
            (None, None) => None,
        };
        if let Some(node) = node.filter(|_| document.role == Role::Index)
            && slug(&node.label) == slug(&document.name)
        {
            node.label.clone_from(&document.name);
        }
    }

    /// Indexes the topics with a page by stem and title, with and without a generic ending of the title.
    fn index_names(&mut self, targets: &Targets<'_>) {
        for (key, topic) in &self.topics {
            if !topic.pages.is_empty() {
                self.spellings.entry(key.folded()).or_default().push(key.clone());
            }
            for name in topic.title.iter().chain([&key.stem]) {
                Candidates::add(&mut self.by_name, slug(name), key);
                let core = targets.without_generic_ending(name);
                if core != name {
                    Candidates::add(&mut self.by_name, slug(core), key);
                }
            }
        }
    }

    fn add_plan_entry(&mut self, plan: &DocPath, entry: &PlanEntryFacts) {
        let Some(key) = self.key_of_entry(entry) else { return };
        if let Some(written) = entry.place.topic.as_ref().filter(|_| entry.title.is_none())
            && *written != key.stem
        {
            let message = format!(
                "the plan says `{written}`, and the page says `{}`: they differ in case only",
                key.stem
            );
            let help = "write both the same way, or rename one";
            self.diagnostics.push(name_collision(plan, entry.lines.start(), message, help));
        }
        let has_category = !key.category.is_empty();
        let topic = self.topics.entry(key).or_default();
        if let Some(title) = &entry.title {
            topic.label.get_or_insert_with(|| title.clone());
            if let (None, Some(heading), false) = (&topic.heading, &entry.place.category, has_category) {
                topic.heading = Some(heading.name.clone());
                let node = self.categories.entry((String::new(), heading.slug())).or_default();
                if node.label.is_empty() {
                    node.label.clone_from(&heading.name);
                }
            }
        }
        topic.add_plan_entry(plan, entry);
    }

    /// The key of the topic at a place. A category without a domain is the known one of that name, if there is just one.
    fn key(&self, place: &TreePlace) -> Option<TopicKey> {
        let stem = place.topic.clone()?;
        let category = place.category.as_ref().map(TreePart::slug).unwrap_or_default();
        let domain = if let Some(domain) = &place.domain {
            domain.slug()
        } else {
            let mut found =
                self.categories.keys().filter(|(_, known)| *known == category).map(|(domain, _)| domain);
            match (found.next(), found.next()) {
                (Some(domain), None) => domain.clone(),
                _ => String::new(),
            }
        };
        Some(TopicKey { domain, category, stem })
    }

    /// The key of the topic that a plan entry names: the place of its file; for a title, the one page of that name, else a
    /// topic of that name without a category.
    fn key_of_entry(&self, entry: &PlanEntryFacts) -> Option<TopicKey> {
        let Some(title) = &entry.title else { return Some(self.as_spelled(self.key(&entry.place)?)) };
        let name = slug(title);
        match self.by_name.get(&name).and_then(Candidates::only) {
            Some(only) => Some(only.clone()),
            None => (!name.is_empty()).then(|| TopicKey { stem: name, ..TopicKey::default() }),
        }
    }

    /// The key of the one page that differs from this key in case only; the key itself if there is no such page.
    fn as_spelled(&self, key: TopicKey) -> TopicKey {
        match self.spellings.get(&key.folded()).map(Vec::as_slice) {
            Some([only]) => only.clone(),
            _ => key,
        }
    }

    /// Gives topics the names of pages that only lead to theirs.
    pub(super) fn add_stubs(
        &mut self,
        documents: &[&DocumentFacts],
        targets: &Targets<'_>,
        things: &PageThings,
    ) {
        for document in documents.iter().filter(|document| document.redirect.is_some()) {
            let target = things.target(&document.path).and_then(|target| targets.document(target));
            let key =
                target.filter(|target| target.role.is_topic()).and_then(|target| self.key(&target.place));
            let Some((key, topic)) = key.and_then(|key| Some((key.clone(), self.topics.get_mut(&key)?)))
            else {
                continue;
            };
            let is_new = topic.title.as_ref().is_none_or(|title| slug(title) != slug(&document.name));
            if is_new && !topic.other_names.contains(&document.name) {
                topic.other_names.push(document.name.clone());
            }
            Candidates::add(&mut self.by_name, slug(&document.name), &key);
        }
    }

    /// The topic that a plan entry names.
    pub(super) fn topic_of_entry(&self, entry: &PlanEntryFacts) -> Option<&ThingId> {
        self.topics.get(&self.key_of_entry(entry)?)?.id.as_ref()
    }

    /// The page of the topic with this name, if there is exactly one.
    pub(super) fn page_by_name(&self, name: &str) -> Option<&DocPath> {
        self.topics.get(self.by_name.get(&slug(name))?.only()?)?.pages.first()
    }

    /// The topic with this name, if there is exactly one with a page.
    pub(super) fn topic_by_name(&self, name: &str) -> Option<&ThingId> {
        self.topics.get(self.by_name.get(&slug(name))?.only()?)?.id.as_ref()
    }

    /// The topic at a place.
    pub(super) fn topic_at(&self, place: &TreePlace) -> Option<&ThingId> {
        self.topics.get(&self.key(place)?)?.id.as_ref()
    }

    /// The topic whose page or sources file a document is.
    pub(super) fn topic_of_document(&self, document: &DocumentFacts) -> Option<&ThingId> {
        let has_topic = document.role.is_topic() || document.role == Role::Sources;
        has_topic.then(|| self.topic_at(&document.place)).flatten()
    }

    /// The category that a case study states as its own; that of its page, if the case study is the page.
    pub(super) fn category_of_study(
        &self,
        document: &DocumentFacts,
        study: &CaseStudyFacts,
    ) -> Option<ThingId> {
        let category = study.category.as_ref()?;
        let place = TreePlace {
            category: Some(category.clone()),
            topic: Some(String::new()),
            ..TreePlace::default()
        };
        let is_page = document.place.category.as_ref() == Some(category);
        let domain = document.place.domain.clone().filter(|_| is_page);
        let key = self.key(&TreePlace { domain, ..place })?;
        Some(self.category_id(&key.domain, &key.category))
    }

    /// All domains, by position, then id.
    pub(super) fn domains(&self) -> Vec<Domain> {
        let domain = |(slug, node): (&String, &CategoryNode)| {
            Some(Domain { id: domain_id(slug)?, label: node.label.clone(), position: node.position })
        };
        let mut domains: Vec<Domain> = self.domains.iter().filter_map(domain).collect();
        domains.sort_by_key(|domain| (domain.position.unwrap_or(u32::MAX), domain.id.clone()));
        domains
    }

    /// All categories, by the position of their domain, domain, position, then id.
    pub(super) fn categories(&self) -> Vec<Category> {
        let position =
            |domain: &str| self.domains.get(domain).and_then(|node| node.position).unwrap_or(u32::MAX);
        let mut categories: Vec<(u32, Category)> = self
            .categories
            .iter()
            .map(|((domain, slug), node)| {
                let category = Category {
                    id: self.category_id(domain, slug),
                    label: node.label.clone(),
                    position: node.position,
                    domain: domain_id(domain),
                };
                (position(domain), category)
            })
            .collect();
        categories.sort_by_key(|(domain, category)| {
            (*domain, category.domain.clone(), category.position.unwrap_or(u32::MAX), category.id.clone())
        });
        categories.into_iter().map(|(_, category)| category).collect()
    }

    /// The id of a category: its name, with its domain before it if another domain has a category of that name.
    fn category_id(&self, domain: &str, category: &str) -> ThingId {
        let same_name = self.same_names.get(category).copied().unwrap_or_default();
        let key = if same_name > 1 && !domain.is_empty() {
            format!("{domain}/{category}")
        } else {
            category.to_owned()
        };
        ThingId::new(Kind::Category, key)
    }

    /// All topics, by id. `written` has the paths of all documents; `count` gives the number of case studies of a topic, and
    /// `minimum` is the number that makes one complete.
    pub(super) fn topics(
        &self,
        written: &BTreeSet<&DocPath>,
        count: impl Fn(&ThingId) -> usize,
        minimum: u32,
    ) -> Vec<Topic> {
        let topic = |(key, node): (&TopicKey, &TopicNode)| {
            let id = node.id.clone()?;
            let page = node.pages.iter().find(|page| written.contains(page)).cloned();
            let stem_in_words = label_of_name(&key.stem);
            let label = node.title.as_ref().or(node.label.as_ref()).unwrap_or(&stem_in_words).clone();
            let mut alternatives = node.other_names.clone();
            if slug(&stem_in_words) != slug(&label) {
                alternatives.push(stem_in_words);
            }
            Some(Topic {
                label,
                alternatives,
                category: self.category_of(key, node),
                status: node.status(page.is_some(), count(&id) >= minimum as usize),
                priority: node.priority,
                key_topics: node.key_topics.clone(),
                page,
                planned_at: node.planned_at.clone(),
                id,
            })
        };
        let mut topics: Vec<Topic> = self.topics.iter().filter_map(topic).collect();
        topics.sort_by(|a, b| a.id.cmp(&b.id));
        topics
    }

    /// The category of a topic: that of its place, else the heading of the plan above its entry.
    fn category_of(&self, key: &TopicKey, node: &TopicNode) -> Option<ThingId> {
        if !key.category.is_empty() {
            return Some(self.category_id(&key.domain, &key.category));
        }
        let heading = node.heading.as_deref().map(TreePart::named);
        heading.map(|heading| self.category_id("", &heading.slug()))
    }

    /// The findings about names that collide.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

/// The place of a case study that states its own category.
fn place_of_study(study: &CaseStudyFacts) -> Option<TreePlace> {
    Some(TreePlace { category: Some(study.category.clone()?), ..TreePlace::default() })
}

fn domain_id(slug: &str) -> Option<ThingId> {
    (!slug.is_empty()).then(|| ThingId::new(Kind::Domain, slug))
}
