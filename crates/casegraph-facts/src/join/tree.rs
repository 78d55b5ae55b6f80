//! Domains, categories and topics, from the folders, the plans and the links that want a page.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::links::Targets;
use super::names_alike::NamesAlike;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::document_facts::{DocumentFacts, PlanEntryFacts, TreePart, TreePlace};
use crate::model::fact_set::{Category, Domain, Role, Topic, TopicStatus};
use crate::model::id::{Kind, ThingId, label_of_name, slug};
use crate::model::location::{DocPath, Lines};

/// What makes two places the same topic: slugs of domain and category, the page's stem.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct TopicKey {
    domain: String,
    category: String,
    stem: String,
}

impl TopicKey {
    /// The same for names that differ in case only.
    fn folded(&self) -> Self {
        Self { stem: self.stem.to_lowercase(), ..self.clone() }
    }
}

/// The topics that a name can mean.
#[derive(PartialEq)]
enum Meant {
    One(TopicKey),
    Several,
}

impl Meant {
    /// Says that `name` means the topic with this key, too.
    fn add(names: &mut HashMap<String, Self>, name: String, key: &TopicKey) {
        match names.entry(name) {
            Entry::Vacant(free) => {
                free.insert(Self::One(key.clone()));
            }
            Entry::Occupied(mut known) => {
                if !matches!(known.get(), Self::One(only) if only == key) {
                    known.insert(Self::Several);
                }
            }
        }
    }

    fn only(&self) -> Option<&TopicKey> {
        match self {
            Self::One(key) => Some(key),
            Self::Several => None,
        }
    }
}

#[derive(Default, PartialEq)]
struct Branch {
    label: String,
    position: Option<u32>,
}

#[derive(Default, PartialEq)]
struct Leaf {
    pages: Vec<DocPath>,
    has_sources: bool,
    /// The heading of a plan it stands under, where nothing else gives it a category.
    heading: Option<String>,
    label: Option<String>,
    title: Option<String>,
    other_names: Vec<String>,
    stated_id: Option<String>,
    planned_at: Option<(DocPath, Lines)>,
    priority: Option<u8>,
    key_topics: Vec<String>,
    planned: bool,
    id: Option<ThingId>,
}

#[derive(PartialEq)]
pub(super) struct Tree {
    /// Topics with a page, by the slugs of their stems and titles.
    called: HashMap<String, Meant>,
    /// Keys of topics with a page, by their form in lower case.
    written: HashMap<TopicKey, Vec<TopicKey>>,
    names_alike: NamesAlike,
    domains: BTreeMap<String, Branch>,
    categories: BTreeMap<(String, String), Branch>,
    /// How many categories have a name, whatever their domain; counted when all are known.
    same_names: BTreeMap<String, usize>,
    topics: BTreeMap<TopicKey, Leaf>,
    diagnostics: Vec<Diagnostic>,
}

impl Tree {
    /// `documents` in path order.
    pub(super) fn new(documents: &[&DocumentFacts], targets: &Targets<'_>) -> Self {
        let mut tree = Self {
            called: HashMap::new(),
            written: HashMap::new(),
            names_alike: NamesAlike::of(documents.iter().map(|document| &document.path)),
            domains: BTreeMap::new(),
            categories: BTreeMap::new(),
            same_names: BTreeMap::new(),
            topics: BTreeMap::new(),
            diagnostics: Vec::new(),
        };
        let mut before: Option<&TreePlace> = None;
        for document in documents {
            let entries = document.plan_entries.iter().filter(|entry| entry.title.is_none());
            let places = std::iter::once(&document.place).chain(entries.map(|entry| &entry.place));
            for place in places.chain(document.heading_topics.iter().map(|heading| &heading.place)) {
                // Many that follow each other lie in one category.
                if before
                    .is_none_or(|before| before.domain != place.domain || before.category != place.category)
                {
                    tree.add_branches(place);
                }
                before = Some(place);
            }
        }
        for document in documents {
            tree.add_document(document);
        }
        for (key, leaf) in &tree.topics {
            if !leaf.pages.is_empty() {
                tree.written.entry(key.folded()).or_default().push(key.clone());
            }
            for name in leaf.title.iter().chain([&key.stem]) {
                Meant::add(&mut tree.called, slug(name), key);
                let core = targets.without_generic_ending(name);
                if core != name {
                    Meant::add(&mut tree.called, slug(core), key);
                }
            }
        }
        for document in documents {
            for entry in &document.plan_entries {
                tree.add_plan_entry(&document.path, entry);
            }
        }
        for place in targets.wanted_places(documents) {
            if let Some(key) = tree.key(&place)
                && tree.categories.contains_key(&(key.domain.clone(), key.category.clone()))
            {
                tree.topics.entry(key).or_default();
            }
        }
        for (_, name) in tree.categories.keys() {
            *tree.same_names.entry(name.clone()).or_default() += 1;
        }
        tree.name_topics();
        tree.tell_names_alike();
        tree
    }

    /// Names in one folder, and topics of one category, that differ in case only: some file systems hold just one of the
    /// two.
    fn tell_names_alike(&mut self) {
        let mut found = Vec::new();
        for (document, first, other) in &self.names_alike.found {
            let message = format!("the names `{first}` and `{other}` in one folder differ in case only");
            found.push(collision(
                document,
                message,
                "rename one, or join the two: some file systems hold just one",
            ));
        }
        let mut alike: HashMap<TopicKey, Vec<&TopicKey>> = HashMap::with_capacity(self.topics.len());
        for key in self.topics.keys() {
            alike.entry(key.folded()).or_default().push(key);
        }
        let mut alike: Vec<Vec<&TopicKey>> = alike.into_values().filter(|keys| keys.len() > 1).collect();
        alike.sort_unstable();
        for keys in alike {
            let [first, others @ ..] = keys.as_slice() else { continue };
            let first_page = self.topics.get(*first).and_then(|leaf| leaf.pages.first());
            for other in others {
                let Some(leaf) = self.topics.get(*other) else { continue };
                let pages = first_page.zip(leaf.pages.first());
                if pages.is_some_and(|(a, b)| self.names_alike.explains(a, b)) {
                    continue;
                }
                let planned = leaf.planned_at.as_ref().map(|(path, lines)| (path, lines.start()));
                let Some((path, line)) = leaf.pages.first().map(|page| (page, 1)).or(planned) else {
                    continue;
                };
                let message = format!("the topics `{}` and `{}` differ in case only", first.stem, other.stem);
                found.push(Diagnostic {
                    line,
                    ..collision(path, message, "write both the same way, or rename one")
                });
            }
        }
        self.diagnostics.extend(found);
    }

    fn add_branches(&mut self, place: &TreePlace) {
        if let Some(domain) = &place.domain {
            add_branch(self.domains.entry(domain.slug()).or_default(), domain);
        }
        if let Some(category) = &place.category {
            let domain = place.domain.as_ref().map(TreePart::slug);
            // A plan may name a category without its domain; where the folders say which it is, it is no second one.
            let known =
                domain.is_none() && self.categories.keys().any(|(_, known)| *known == category.slug());
            if !known {
                add_branch(
                    self.categories.entry((domain.unwrap_or_default(), category.slug())).or_default(),
                    category,
                );
            }
        }
    }

    /// The key of the topic at a place. A category without a domain is the known one of its name, if there is just one.
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

    /// The key of the topic that a plan's entry names: the place of its file; for a title, the one page that is called so,
    /// else a topic of that name under no category of the tree.
    fn key_of_entry(&self, entry: &PlanEntryFacts) -> Option<TopicKey> {
        let Some(title) = &entry.title else { return Some(self.as_written(self.key(&entry.place)?)) };
        let name = slug(title);
        match self.called.get(&name).and_then(Meant::only) {
            Some(only) => Some(only.clone()),
            None => (!name.is_empty()).then(|| TopicKey { stem: name, ..TopicKey::default() }),
        }
    }

    /// A key as the one page spells it that it differs from in case only.
    fn as_written(&self, key: TopicKey) -> TopicKey {
        match self.written.get(&key.folded()).map(Vec::as_slice) {
            Some([only]) => only.clone(),
            _ => key,
        }
    }

    /// The topic that a plan's entry names.
    pub(super) fn topic_of_entry(&self, entry: &PlanEntryFacts) -> Option<&ThingId> {
        self.topics.get(&self.key_of_entry(entry)?)?.id.as_ref()
    }

    /// The page of the one topic that is called so.
    pub(super) fn topic_called(&self, name: &str) -> Option<&DocPath> {
        self.topics.get(self.called.get(&slug(name))?.only()?)?.pages.first()
    }

    fn add_document(&mut self, document: &DocumentFacts) {
        for heading in &document.heading_topics {
            let Some(key) = self.key(&heading.place) else { continue };
            let leaf = self.topics.entry(key).or_default();
            leaf.title = leaf.title.take().or_else(|| Some(heading.title.clone()));
            leaf.pages.push(document.path.clone());
        }
        self.name_branch(document);
        let Some(key) =
            self.key(&document.place).filter(|_| matches!(document.role, Role::Topic | Role::Sources))
        else {
            return;
        };
        let leaf = self.topics.entry(key).or_default();
        if document.role != Role::Topic {
            leaf.has_sources = true;
            return;
        }
        if let Some(first) = leaf.pages.first() {
            if !self.names_alike.explains(first, &document.path) {
                self.diagnostics.push(collision(
                    &document.path,
                    format!("this page and {first} are about the same topic"),
                    "join the two pages, or rename one",
                ));
            }
        } else {
            leaf.title = Some(document.name.clone());
            leaf.other_names.clone_from(&document.other_names);
            leaf.stated_id.clone_from(&document.stated_id);
        }
        leaf.pages.push(document.path.clone());
    }

    /// A domain or category is called as the title of its own page is, if that is its folder's name better written.
    fn name_branch(&mut self, document: &DocumentFacts) {
        let place = &document.place;
        let branch = match (&place.domain, &place.category) {
            (_, Some(category)) => {
                let domain = place.domain.as_ref().map(TreePart::slug).unwrap_or_default();
                self.categories.get_mut(&(domain, category.slug()))
            }
            (Some(domain), None) => self.domains.get_mut(&domain.slug()),
            (None, None) => None,
        };
        if let Some(branch) = branch.filter(|_| document.role == Role::Index)
            && slug(&branch.label) == slug(&document.name)
        {
            branch.label.clone_from(&document.name);
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
            let told = Diagnostic {
                line: entry.lines.start(),
                ..collision(plan, message, "write both the same way, or rename one")
            };
            self.diagnostics.push(told);
        }
        let has_place = !key.category.is_empty();
        let leaf = self.topics.entry(key).or_default();
        if let Some(title) = &entry.title {
            leaf.label.get_or_insert_with(|| title.clone());
            if let (None, Some(heading), false) = (&leaf.heading, &entry.place.category, has_place) {
                leaf.heading = Some(heading.name.clone());
                let branch = self.categories.entry((String::new(), heading.slug())).or_default();
                if branch.label.is_empty() {
                    branch.label.clone_from(&heading.name);
                }
            }
        }
        leaf.planned = true;
        leaf.planned_at.get_or_insert_with(|| (plan.clone(), entry.lines));
        leaf.priority = match (leaf.priority, entry.priority) {
            (Some(known), Some(stated)) => Some(known.min(stated)),
            (known, stated) => known.or(stated),
        };
        for term in &entry.key_topics {
            if !leaf.key_topics.contains(term) {
                leaf.key_topics.push(term.clone());
            }
        }
    }

    /// Gives every topic its id: what front matter states, else the stem, with the category before it, and the domain
    /// before that, as far as it takes to tell it from others.
    fn name_topics(&mut self) {
        // By the id in lower case: an address must not depend on case.
        let mut taken: BTreeMap<String, (String, DocPath)> = BTreeMap::new();
        let mut stated: BTreeMap<TopicKey, String> = BTreeMap::new();
        for (key, leaf) in &self.topics {
            let (Some(id), Some(page)) = (&leaf.stated_id, leaf.pages.first()) else { continue };
            let known = taken.get(&id.to_lowercase());
            if let Some((other, place)) = known {
                let is_same = other == id;
                let message = if is_same {
                    format!("the id `{id}` is taken by {place}")
                } else {
                    format!("the id `{id}` and `{other}` of {place} differ in case only")
                };
                let told = collision(page, message, "give one of the two another `id:`");
                let severity = if is_same { Severity::Error } else { told.severity };
                self.diagnostics.push(Diagnostic { severity, ..told });
                if is_same {
                    continue;
                }
            } else {
                taken.insert(id.to_lowercase(), (id.clone(), page.clone()));
            }
            stated.insert(key.clone(), id.clone());
        }
        let count = |name: &dyn Fn(&TopicKey) -> String| {
            let mut counts: HashMap<String, usize> = HashMap::with_capacity(self.topics.len());
            for key in self.topics.keys().filter(|key| !stated.contains_key(key)) {
                *counts.entry(name(key).to_lowercase()).or_default() += 1;
            }
            counts
        };
        let stem = |key: &TopicKey| key.stem.clone();
        let qualified = |key: &TopicKey| {
            if key.category.is_empty() { key.stem.clone() } else { format!("{}/{}", key.category, key.stem) }
        };
        let (stems, qualifieds) = (count(&stem), count(&qualified));
        let is_free = |counts: &HashMap<String, usize>, name: &str| {
            let name = name.to_lowercase();
            counts.get(&name).copied().unwrap_or_default() < 2 && !taken.contains_key(&name)
        };
        let mut ids = Vec::new();
        for key in self.topics.keys() {
            let id = stated.get(key).cloned().unwrap_or_else(|| {
                let (short, longer) = (stem(key), qualified(key));
                if is_free(&stems, &short) {
                    short
                } else if is_free(&qualifieds, &longer) {
                    longer
                } else {
                    format!("{}/{}/{}", key.domain, key.category, key.stem)
                }
            });
            ids.push(ThingId::new(Kind::Topic, id));
        }
        for (leaf, id) in self.topics.values_mut().zip(ids) {
            leaf.id = Some(id);
        }
    }

    /// The topic at a place.
    pub(super) fn topic_at(&self, place: &TreePlace) -> Option<&ThingId> {
        self.topics.get(&self.key(place)?)?.id.as_ref()
    }

    /// The topic that a document is the page or the sources file of.
    pub(super) fn topic_of_document(&self, document: &DocumentFacts) -> Option<&ThingId> {
        matches!(document.role, Role::Topic | Role::Sources).then(|| self.topic_at(&document.place)).flatten()
    }

    fn domain_id(slug: &str) -> Option<ThingId> {
        (!slug.is_empty()).then(|| ThingId::new(Kind::Domain, slug))
    }

    fn category_id(&self, domain: &str, category: &str) -> ThingId {
        let same_name = self.same_names.get(category).copied().unwrap_or_default();
        let key = if same_name > 1 && !domain.is_empty() {
            format!("{domain}/{category}")
        } else {
            category.to_owned()
        };
        ThingId::new(Kind::Category, key)
    }

    /// By position, then name.
    pub(super) fn domains(&self) -> Vec<Domain> {
        let mut domains: Vec<Domain> = self
            .domains
            .iter()
            .filter_map(|(slug, branch)| {
                Some(Domain {
                    id: Self::domain_id(slug)?,
                    label: branch.label.clone(),
                    position: branch.position,
                })
            })
            .collect();
        domains.sort_by_key(|domain| (domain.position.unwrap_or(u32::MAX), domain.id.clone()));
        domains
    }

    /// By domain, position, then name.
    pub(super) fn categories(&self) -> Vec<Category> {
        let position =
            |domain: &str| self.domains.get(domain).and_then(|branch| branch.position).unwrap_or(u32::MAX);
        let mut categories: Vec<(u32, Category)> = self
            .categories
            .iter()
            .map(|((domain, slug), branch)| {
                let category = Category {
                    id: self.category_id(domain, slug),
                    label: branch.label.clone(),
                    position: branch.position,
                    domain: Self::domain_id(domain),
                };
                (position(domain), category)
            })
            .collect();
        categories.sort_by_key(|(domain, category)| {
            (*domain, category.domain.clone(), category.position.unwrap_or(u32::MAX), category.id.clone())
        });
        categories.into_iter().map(|(_, category)| category).collect()
    }

    /// All topics by id; `count` says how many case studies a topic has, `minimum` how many make it complete.
    pub(super) fn topics(
        &self,
        written: &BTreeSet<&DocPath>,
        count: impl Fn(&ThingId) -> usize,
        minimum: u32,
    ) -> Vec<Topic> {
        let mut topics: Vec<Topic> = self
            .topics
            .iter()
            .filter_map(|(key, leaf)| {
                let id = leaf.id.clone()?;
                let page = leaf.pages.iter().find(|page| written.contains(page)).cloned();
                let in_words = label_of_name(&key.stem);
                let label =
                    leaf.title.clone().or_else(|| leaf.label.clone()).unwrap_or_else(|| in_words.clone());
                let mut alternatives = leaf.other_names.clone();
                if slug(&in_words) != slug(&label) {
                    alternatives.push(in_words);
                }
                let status = match (&page, leaf.planned) {
                    (Some(_), _) if count(&id) >= minimum as usize => TopicStatus::Complete,
                    (Some(_), _) => TopicStatus::InProgress,
                    (None, _) if leaf.has_sources => TopicStatus::InProgress,
                    (None, true) => TopicStatus::Planned,
                    (None, false) => TopicStatus::Missing,
                };
                let category = if key.category.is_empty() {
                    let heading =
                        leaf.heading.as_ref().map(|name| TreePart { name: name.clone(), position: None });
                    heading.map(|heading| self.category_id("", &heading.slug()))
                } else {
                    Some(self.category_id(&key.domain, &key.category))
                };
                Some(Topic {
                    id,
                    label,
                    alternatives,
                    category,
                    status,
                    priority: leaf.priority,
                    key_topics: leaf.key_topics.clone(),
                    page,
                    planned_at: leaf.planned_at.clone(),
                })
            })
            .collect();
        topics.sort_by(|a, b| a.id.cmp(&b.id));
        topics
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

fn add_branch(branch: &mut Branch, part: &TreePart) {
    if branch.label.is_empty() {
        branch.label = part.label();
    }
    branch.position = branch.position.or(part.position);
}

fn collision(path: &DocPath, message: String, help: &str) -> Diagnostic {
    Diagnostic::warning(path, 1, "name-collision", message, help)
}
