//! The rows of one side as items, by the key that identifies them on both sides.

use std::collections::{BTreeMap, HashMap};

use super::extracted::{CaseStudy, Extracted};
use super::graph_diff::DiffItem;
use super::identity::CommonKeys;
use super::kind::DiffKind;
use casegraph_gaps::without_numbers;

/// Items by the key that both sides have in common.
pub(super) type Keyed = BTreeMap<String, DiffItem>;

/// All items of a side.
pub(super) fn items(extracted: &Extracted, names: &CommonKeys<'_>) -> BTreeMap<DiffKind, Keyed> {
    let mut items = Items {
        extracted,
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

/// The separator between the parts of a key.
const PART: &str = " · ";

struct Items<'r> {
    extracted: &'r Extracted,
    names: &'r CommonKeys<'r>,
    /// Topics, case studies and metrics: the key that both sides have in common, by id.
    common: HashMap<&'r str, String>,
    /// Topics, case studies and metrics: the label, by id.
    labels: HashMap<&'r str, String>,
    /// Case studies and metrics: their topic, by id.
    topics: HashMap<&'r str, &'r str>,
    all: BTreeMap<DiffKind, Keyed>,
}

impl Items<'_> {
    /// Adds an item; the second and later ones with the same key get a number.
    fn add(&mut self, kind: DiffKind, common: &str, item: DiffItem) -> String {
        let keyed = self.all.entry(kind).or_default();
        let mut name = common.to_owned();
        let mut count = 1;
        while keyed.contains_key(&name) {
            count += 1;
            name = format!("{common}{PART}{count}");
        }
        let key = if count == 1 { item.key } else { format!("{}{PART}{count}", item.key) };
        keyed.insert(name.clone(), DiffItem { key, ..item });
        name
    }

    /// The key of a thing that both sides have in common.
    fn common(&self, id: &str) -> String {
        self.common.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    fn label(&self, id: &str) -> String {
        let known = self.labels.get(id).cloned();
        let name = || self.extracted.names.get(id).map(|(_, label)| label.clone());
        known.or_else(name).unwrap_or_else(|| id.to_owned())
    }

    fn topic(&self, id: &str) -> Option<String> {
        let topic =
            self.topics.get(id).copied().or_else(|| self.extracted.topics.contains_key(id).then_some(id));
        topic.map(str::to_owned)
    }

    /// The topic that a document is a page of.
    fn topic_of_document(&self, path: &str) -> Option<String> {
        let about = &self.extracted.documents.get(path)?.about;
        self.extracted.topics.contains_key(about).then(|| about.clone())
    }

    fn topics(&mut self) {
        let extracted = self.extracted;
        for (id, topic) in &extracted.topics {
            let values = [
                ("title", &topic.label),
                ("status", &topic.status),
                ("priority", &topic.priority),
                ("category", &topic.category),
            ];
            let item = DiffItem {
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
        let extracted = self.extracted;
        for CaseStudy { id, topic, title, path } in &extracted.studies {
            let owner = if topic.is_empty() { path } else { topic };
            let within = if topic.is_empty() { path.clone() } else { self.label(topic) };
            let item = DiffItem {
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
        let extracted = self.extracted;
        for metric in &extracted.metrics {
            let (study, topic) = (self.common(&metric.study), self.topic(&metric.study));
            let row = metric.row.strip_prefix(&metric.name).unwrap_or(&metric.row);
            let value = row.trim_start_matches([' ', '|']).to_owned();
            let item = DiffItem {
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
        let extracted = self.extracted;
        for [study, path, name] in &extracted.mentions {
            let Some((kind, label)) = extracted.names.get(name) else { continue };
            let (kind, what) = match kind.as_str() {
                "company" => (DiffKind::Company, "company"),
                "technology" => (DiffKind::Technology, "technology"),
                _ => (DiffKind::Pattern, "pattern"),
            };
            let thing = DiffItem {
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
            let item = DiffItem {
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
        let extracted = self.extracted;
        for [from, relation, to] in &extracted.relations {
            let item = DiffItem {
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
        let extracted = self.extracted;
        for (id, [title, url]) in &extracted.sources {
            let values = filled([("title", title), ("url", url)]);
            let item = DiffItem { key: id.clone(), label: title.clone(), topic: None, within: None, values };
            self.add(DiffKind::Source, id, item);
        }
        for [citing, source] in &extracted.citations {
            let title = extracted.sources.get(source).map_or(source, |[title, _]| title);
            let (within, topic) = (self.label(citing), self.topic(citing));
            let owner = if extracted.topics.contains_key(citing) {
                citing.clone()
            } else {
                own_key(topic.as_deref(), &within)
            };
            let item = DiffItem {
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
        let extracted = self.extracted;
        for (path, document) in &extracted.documents {
            let item = DiffItem {
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

    /// A gap is identified by its check, its file, its subject, and its message up to a semicolon and without numbers, as in a
    /// baseline.
    fn gaps(&mut self) {
        let extracted = self.extracted;
        for finding in &extracted.gaps {
            let mut clause = without_numbers(finding.message.split(';').next().unwrap_or_default());
            if self.names.is_moved(&finding.path) {
                clause = without_code(&clause); // the links of a moved page differ
            }
            let key = |path: &str, about: &str| [&finding.code, path, about, &clause].join(PART);
            let about = self.common.get(finding.about.as_str());
            let named = |id: &str| extracted.names.contains_key(id) || extracted.sources.contains_key(id);
            let about = match about {
                Some(common) => common.as_str(),
                None if named(&finding.about) => finding.about.as_str(),
                None => "", // a document, which the path identifies, or a finding, whose IRI depends on its line
            };
            let item = DiffItem {
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

/// The key of a thing of a topic.
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

/// Text without the code between backticks.
fn without_code(text: &str) -> String {
    text.split('`').step_by(2).collect::<Vec<_>>().join("``")
}
