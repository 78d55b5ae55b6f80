//! Names that authors state: in keys, columns, titles and lists. A stated company is a company whatever the vocabulary says of the
//! word, and a stated technology is never a company.

use std::collections::{BTreeMap, HashMap};

use super::word::has_capital;
use crate::model::document_facts::DocumentFacts;
use crate::model::id::{Kind, ThingId, slug};
use crate::model::name::{Name, NameOrigin};
use crate::model::page_thing::PageThing;

/// The companies, technologies and patterns by their labels, for names that authors state.
#[derive(Debug, Default)]
pub(super) struct StatedNames {
    companies: Labels,
    technologies: Labels,
    patterns: Labels,
}

/// Things by label, in lower case; and by the slug of the label, where only one thing has it.
#[derive(Debug, Default)]
struct Labels {
    by_label: HashMap<String, ThingId>,
    by_slug: HashMap<String, Option<ThingId>>,
}

impl StatedNames {
    /// Adds what the documents state to `names`. Linear in the labels and the statements; free where nothing is stated.
    pub(super) fn new(names: &mut BTreeMap<ThingId, Name>, documents: &[&DocumentFacts]) -> Self {
        let states = |document: &&&DocumentFacts| {
            !document.stated.is_empty()
                || matches!(
                    document.thing,
                    PageThing::Company(_) | PageThing::Pattern(_) | PageThing::Technology(_)
                )
        };
        let mut stated = Self::default();
        let mut documents = documents.iter().filter(states).peekable();
        if documents.peek().is_none() {
            return stated;
        }
        for name in names.values() {
            stated.know(name);
        }
        for document in documents {
            let of_page = match &document.thing {
                PageThing::Company(name) => Some((Kind::Company, name)),
                PageThing::Pattern(name) => Some((Kind::Pattern, name)),
                PageThing::Technology(name) => Some((Kind::Technology, name)),
                _ => None,
            };
            if let Some((kind, name)) = of_page {
                stated.add(kind, name, &document.other_names, names);
            }
            for edge in &document.stated {
                if edge.is_name && edge.kind != Some(Kind::Decision) {
                    stated.add_edge(edge.kind, &edge.name, names);
                }
                if let Some(subject) = &edge.subject {
                    stated.add_edge(None, subject, names);
                }
            }
        }
        stated
    }

    /// Whether nothing is stated.
    pub(super) fn is_empty(&self) -> bool {
        self.companies.by_label.is_empty()
            && self.technologies.by_label.is_empty()
            && self.patterns.by_label.is_empty()
    }

    /// The thing that a stated name is. Without a kind, a technology or a pattern.
    pub(super) fn get(&self, kind: Option<Kind>, name: &str) -> Option<&ThingId> {
        match kind {
            Some(Kind::Company) => self.companies.get(name, false),
            Some(Kind::Technology) => self.technologies.get(name, true),
            Some(Kind::Pattern) => self.patterns.get(name, true),
            Some(_) => None,
            None => self.technologies.get(name, true).or_else(|| self.patterns.get(name, true)),
        }
    }

    fn add_edge(&mut self, kind: Option<Kind>, name: &str, names: &mut BTreeMap<ThingId, Name>) {
        if self.get(kind, name).is_none() {
            self.add(kind.unwrap_or(Kind::Technology), name, &[], names);
        }
    }

    /// Makes a name one of the corpus, unless it is one already.
    fn add(&mut self, kind: Kind, name: &str, others: &[String], names: &mut BTreeMap<ThingId, Name>) {
        let known = self.get(Some(kind), name).cloned();
        let id = known.clone().or_else(|| new_id(kind, name));
        let Some(id) = id else { return };
        if known.is_some() && others.is_empty() {
            return;
        }
        let mut new = Name::plain(id.clone(), name.trim(), NameOrigin::Text);
        new.alternatives = others.iter().filter(|other| *other != name).cloned().collect();
        new.alternatives.sort();
        new.alternatives.dedup();
        if kind == Kind::Company {
            guard(&mut new);
        }
        match names.get_mut(&id) {
            Some(known) => known.unite(new),
            None => {
                names.insert(id.clone(), new);
            }
        }
        if let Some(name) = names.get(&id) {
            self.know(name);
        }
    }

    fn know(&mut self, name: &Name) {
        let labels = match name.id.kind() {
            Kind::Company => &mut self.companies,
            Kind::Technology => &mut self.technologies,
            Kind::Pattern => &mut self.patterns,
            _ => return,
        };
        for label in name.labels() {
            labels.add(label, &name.id);
        }
    }
}

impl Labels {
    fn add(&mut self, label: &str, id: &ThingId) {
        self.by_label.entry(label.trim().to_lowercase()).or_insert_with(|| id.clone());
        // `C++` and `C` have one slug.
        if label.contains(['+', '#']) {
            return;
        }
        let known = self.by_slug.entry(slug(label)).or_insert_with(|| Some(id.clone()));
        if known.as_ref().is_some_and(|known| known != id) {
            *known = None;
        }
    }

    /// The thing with this label; `loosely` also if marks differ: `google-cloud` is "Google Cloud".
    fn get(&self, name: &str, loosely: bool) -> Option<&ThingId> {
        let exact = self.by_label.get(&name.trim().to_lowercase());
        let loose = || {
            let slug = slug(name);
            let is_faithful = loosely && !slug.is_empty() && !name.contains(['+', '#']);
            self.by_slug.get(&slug).filter(|_| is_faithful).and_then(Option::as_ref)
        };
        exact.or_else(loose)
    }
}

/// The id of a name that nothing knows. Of a technology, the marks that its name lives by are words: `C#` is `c-sharp`.
fn new_id(kind: Kind, name: &str) -> Option<ThingId> {
    let key = match kind {
        Kind::Company => slug(name),
        _ => slug(&name.replace('#', " sharp ").replace('+', " plus ")),
    };
    (!key.is_empty()).then(|| ThingId::new(kind, key))
}

/// In running text, the name of a company that only a rule knows counts where its capital says that it is one: a single word may be
/// an ordinary one.
fn guard(name: &mut Name) {
    let labels: Vec<String> = name.labels().map(str::to_owned).collect();
    for label in labels {
        if !has_capital(&label) {
            name.guards.ambiguous.push(label);
        } else if label.split_whitespace().count() == 1 {
            name.guards.ordinary.push(label);
        }
    }
    name.guards.ambiguous.sort();
    name.guards.ordinary.sort();
}
