//! The rows of one side as items, by what they are known by on both sides.

use std::collections::{BTreeMap, HashMap};

use super::identity::Names;
use super::reading::{Reading, Study};
use super::{DiffKind, Item};
use casegraph_gaps::without_numbers;

/// Items by the name that both sides have for them.
pub(super) type Keyed = BTreeMap<String, Item>;

/// All items of a side.
pub(super) fn items(reading: &Reading, names: &Names<'_>) -> BTreeMap<DiffKind, Keyed> {
    let mut items = Items {
        reading,
        names,
        common: HashMap::new(),
        labels: HashMap::new(),
        topics: HashMap::new(),
        all: BTreeMap::new(),
    };
    items.topics();
    items.case_studies();
    items.metrics();
    items.mentions();
    items.relations();
    items.sources();
    items.documents();
    items.gaps();
    items.all
}

/// What separates the parts of a key.
const PART: &str = " · ";

struct Items<'r> {
    reading: &'r Reading,
    names: &'r Names<'r>,
    /// Topics, case studies and metrics: what both sides call them, by id.
    common: HashMap<&'r str, String>,
    /// The same: what people call them.
    labels: HashMap<&'r str, String>,
    /// Case studies and metrics: their topic, by id.
    topics: HashMap<&'r str, &'r str>,
    all: BTreeMap<DiffKind, Keyed>,
}

impl Items<'_> {
    /// Adds an item; of several with one name the first is that name's, and the others have a number.
    fn add(&mut self, kind: DiffKind, common: &str, item: Item) -> String {
        let keyed = self.all.entry(kind).or_default();
        let mut name = common.to_owned();
        let mut count = 1;
        while keyed.contains_key(&name) {
            count += 1;
            name = format!("{common}{PART}{count}");
        }
        let key = if count == 1 { item.key } else { format!("{}{PART}{count}", item.key) };
        keyed.insert(name.clone(), Item { key, ..item });
        name
    }

    /// What both sides call a thing.
    fn common(&self, id: &str) -> String {
        self.common.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    fn label(&self, id: &str) -> String {
        let known = self.labels.get(id).cloned();
        let name = || self.reading.names.get(id).map(|(_, label)| label.clone());
        known.or_else(name).unwrap_or_else(|| id.to_owned())
    }

    fn topic(&self, id: &str) -> Option<String> {
        let topic =
            self.topics.get(id).copied().or_else(|| self.reading.topics.contains_key(id).then_some(id));
        topic.map(str::to_owned)
    }

    /// The topic that a document is a page of.
    fn topic_of_document(&self, path: &str) -> Option<String> {
        let about = &self.reading.documents.get(path)?.about;
        self.reading.topics.contains_key(about).then(|| about.clone())
    }

    fn topics(&mut self) {
        let reading = self.reading;
        for (id, topic) in &reading.topics {
            let values = [
                ("title", &topic.label),
                ("status", &topic.status),
                ("priority", &topic.priority),
                ("category", &topic.category),
            ];
            let item = Item {
                key: id.clone(),
                label: topic.label.clone(),
                topic: Some(id.clone()),
                within: some(&topic.category),
                values: filled(values),
            };
            let common = self.names.topic(id).to_owned();
            self.common.insert(id, self.names.topic(id).to_owned());
            self.labels.insert(id, topic.label.clone());
            self.add(DiffKind::Topic, &common, item);
        }
    }

    fn case_studies(&mut self) {
        let reading = self.reading;
        for Study { id, topic, title, path } in &reading.studies {
            let owner = if topic.is_empty() { path } else { topic };
            let within = if topic.is_empty() { path.clone() } else { self.label(topic) };
            let item = Item {
                key: format!("{owner}{PART}{title}"),
                label: title.clone(),
                topic: some(topic),
                within: Some(within),
                values: BTreeMap::new(),
            };
            let owner = if topic.is_empty() { self.names.document(path) } else { self.names.topic(topic) };
            let common = self.add(DiffKind::CaseStudy, &format!("{owner}{PART}{title}"), item);
            self.common.insert(id, common);
            self.labels.insert(id, title.clone());
            if !topic.is_empty() {
                self.topics.insert(id, topic);
            }
        }
    }

    fn metrics(&mut self) {
        let reading = self.reading;
        for metric in &reading.metrics {
            let (study, topic) = (self.common(&metric.study), self.topic(&metric.study));
            let row = metric.row.strip_prefix(&metric.name).unwrap_or(&metric.row);
            let value = row.trim_start_matches([' ', '|']).to_owned();
            let item = Item {
                key: format!(
                    "{}{PART}{}",
                    own_key(topic.as_deref(), &self.label(&metric.study)),
                    metric.name
                ),
                label: metric.name.clone(),
                topic,
                within: Some(self.label(&metric.study)),
                values: filled([("value", &value)]),
            };
            let common = self.add(DiffKind::Metric, &format!("{study}{PART}{}", metric.name), item);
            self.common.insert(&metric.id, common);
            self.labels.insert(&metric.id, metric.name.clone());
            if let Some(topic) = self.topics.get(metric.study.as_str()).copied() {
                self.topics.insert(&metric.id, topic);
            }
        }
    }

    fn mentions(&mut self) {
        let reading = self.reading;
        for [study, path, name] in &reading.mentions {
            let Some((kind, label)) = reading.names.get(name) else { continue };
            let (kind, what) = match kind.as_str() {
                "company" => (DiffKind::Company, "company"),
                "technology" => (DiffKind::Technology, "technology"),
                _ => (DiffKind::Pattern, "pattern"),
            };
            let thing = Item {
                key: name.clone(),
                label: label.clone(),
                topic: None,
                within: None,
                values: filled([("name", label)]),
            };
            self.all.entry(kind).or_default().entry(name.clone()).or_insert(thing);
            let (within, topic, place, common) = if study.is_empty() {
                let place = self.names.document(path).to_owned();
                (path.clone(), self.topic_of_document(path), path.clone(), place)
            } else {
                let (within, topic) = (self.label(study), self.topic(study));
                let place = own_key(topic.as_deref(), &within);
                (within, topic, place, self.common(study))
            };
            let item = Item {
                key: format!("{place}{PART}{name}"),
                label: label.clone(),
                topic,
                within: Some(within),
                values: filled([("kind", &what.to_owned())]),
            };
            self.add(DiffKind::Mention, &format!("{common}{PART}{name}"), item);
        }
    }

    fn relations(&mut self) {
        let reading = self.reading;
        for [from, relation, to] in &reading.relations {
            let item = Item {
                key: format!("{from}{PART}{relation}{PART}{to}"),
                label: self.label(to),
                topic: self.topic(from),
                within: Some(self.label(from)),
                values: filled([("relation", relation)]),
            };
            let common = format!("{}{PART}{relation}{PART}{}", self.common(from), self.common(to));
            self.add(DiffKind::Relation, &common, item);
        }
    }

    fn sources(&mut self) {
        let reading = self.reading;
        for (id, [title, url]) in &reading.sources {
            let values = filled([("title", title), ("url", url)]);
            let item = Item { key: id.clone(), label: title.clone(), topic: None, within: None, values };
            self.add(DiffKind::Source, id, item);
        }
        for [citing, source] in &reading.citations {
            let title = reading.sources.get(source).map_or(source, |[title, _]| title);
            let (within, topic) = (self.label(citing), self.topic(citing));
            let owner = if reading.topics.contains_key(citing) {
                citing.clone()
            } else {
                own_key(topic.as_deref(), &within)
            };
            let item = Item {
                key: format!("{owner}{PART}{source}"),
                label: title.clone(),
                topic,
                within: Some(within),
                values: BTreeMap::new(),
            };
            self.add(DiffKind::Citation, &format!("{}{PART}{source}", self.common(citing)), item);
        }
    }

    fn documents(&mut self) {
        let reading = self.reading;
        for (path, document) in &reading.documents {
            let item = Item {
                key: path.clone(),
                label: path.clone(),
                topic: self.topic_of_document(path),
                within: None,
                values: filled([("role", &document.role)]),
            };
            let common = self.names.document(path).to_owned();
            self.add(DiffKind::Document, &common, item);
        }
    }

    /// A gap is known by its check, its file, what it is about, and its message up to a semicolon and without numbers, as a
    /// baseline knows it.
    fn gaps(&mut self) {
        let reading = self.reading;
        for finding in &reading.gaps {
            let mut clause = without_numbers(finding.message.split(';').next().unwrap_or_default());
            if self.names.is_moved(&finding.path) {
                clause = without_code(&clause); // the links of a page are written otherwise in another folder
            }
            let key = |path: &str, about: &str| [&finding.code, path, about, &clause].join(PART);
            let about = self.common.get(finding.about.as_str());
            let named = |id: &str| reading.names.contains_key(id) || reading.sources.contains_key(id);
            let about = match about {
                Some(common) => common.as_str(),
                None if named(&finding.about) => finding.about.as_str(),
                None => "", // a document, which the path says, or a finding, whose name holds its line
            };
            let item = Item {
                key: key(&finding.path, ""),
                label: finding.message.clone(),
                topic: finding.topic.as_ref().map(|topic| format!("topic/{topic}")),
                within: Some(format!("{}:{}", finding.path, finding.line)),
                values: [("code", finding.code.clone()), ("severity", finding.severity.code().to_owned())]
                    .into(),
            };
            self.add(DiffKind::Gap, &key(self.names.document(&finding.path), about), item);
        }
    }
}

/// A thing of a topic by what people call it.
fn own_key(topic: Option<&str>, label: &str) -> String {
    topic.map_or_else(|| label.to_owned(), |topic| format!("{topic}{PART}{label}"))
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// Values that are not empty.
fn filled<const N: usize>(values: [(&'static str, &String); N]) -> BTreeMap<&'static str, String> {
    values
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name, value.clone()))
        .collect()
}

/// Text without what stands between backticks.
fn without_code(text: &str) -> String {
    text.split('`').step_by(2).collect::<Vec<_>>().join("``")
}
