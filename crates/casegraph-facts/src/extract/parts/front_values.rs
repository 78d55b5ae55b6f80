//! Values of front matter by a dotted key: nested maps, lists, lists of maps.

use std::collections::BTreeMap;

use crate::markdown::front_matter::{FrontMatter, Located, Value};
use crate::rules::place::KeyPath;

/// The keys of a map in a list that hold its name, in the order in which they are tried.
const NAME_KEYS: [&str; 8] = ["name", "title", "label", "id", "text", "url", "link", "href"];

/// The texts of a key with their lines, in the order of the text; none without the key. Of a map in a list, its name.
pub(in crate::extract) fn texts<'f>(front: &'f FrontMatter, key: &KeyPath) -> Vec<(&'f str, u32)> {
    let mut found = Vec::new();
    for located in at(front, key) {
        leaves(located, &mut found);
    }
    found
}

/// Whether the front matter has a key with a value.
pub(in crate::extract) fn has(front: &FrontMatter, key: &KeyPath) -> bool {
    at(front, key).into_iter().any(|located| !is_empty(&located.value))
}

/// The values at a key; several where the way leads through a list.
pub(in crate::extract) fn at<'f>(front: &'f FrontMatter, key: &KeyPath) -> Vec<&'f Located> {
    // A key may have a dot of its own, or be written in another case.
    if let Some(whole) =
        front.values.get(&key.whole).filter(|_| key.parts.len() > 1 && key.whole.contains('.'))
    {
        return vec![whole];
    }
    let Some((first, rest)) = key.parts.split_first() else { return Vec::new() };
    let Some(start) = front.values.get(first) else { return Vec::new() };
    let mut found = vec![start];
    for part in rest {
        found = found.into_iter().flat_map(|located| below(located, part)).collect();
    }
    found
}

/// The values of a key in a map, or in each map of a list.
fn below<'f>(located: &'f Located, key: &str) -> Vec<&'f Located> {
    match &located.value {
        Value::Map(values) => values.get(key).into_iter().collect(),
        Value::List(items) => items.iter().flat_map(|item| below(item, key)).collect(),
        Value::Text(_) | Value::Nothing => Vec::new(),
    }
}

fn leaves<'f>(located: &'f Located, found: &mut Vec<(&'f str, u32)>) {
    match &located.value {
        Value::Text(text) if !text.trim().is_empty() => found.push((text.trim(), located.line)),
        Value::List(items) => {
            for item in items {
                match &item.value {
                    Value::Map(values) => found.extend(name_of(values)),
                    _ => leaves(item, found),
                }
            }
        }
        Value::Map(values) => {
            let mut values: Vec<&Located> = values.values().collect();
            values.sort_by_key(|value| value.line);
            for value in values {
                leaves(value, found);
            }
        }
        Value::Text(_) | Value::Nothing => {}
    }
}

/// The name of a map in a list: the value of a key that holds names, else its first text.
fn name_of(values: &BTreeMap<String, Located>) -> Option<(&str, u32)> {
    let text =
        |located: &'_ Located| located.value.as_text().map(str::trim).is_some_and(|text| !text.is_empty());
    let named = NAME_KEYS.iter().find_map(|key| values.get(*key).filter(|located| text(located)));
    let first = || values.values().filter(|located| text(located)).min_by_key(|located| located.line);
    let located = named.or_else(first)?;
    Some((located.value.as_text()?.trim(), located.line))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.trim().is_empty(),
        Value::List(items) => items.iter().all(|item| is_empty(&item.value)),
        Value::Map(values) => values.values().all(|value| is_empty(&value.value)),
        Value::Nothing => true,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::markdown::text::LineIndex;

    #[test]
    fn dotted_keys_lead_into_maps_and_lists_of_maps() {
        let text = "---\ncompany: Acme\nstack:\n  data: [Kafka, Redis]\n  web:\n    - name: Rocket\n      url: https://a.test\n    - Actix\n\
            tools:\n  - {name: A, since: 2020}\n  - {name: B, since: 2021}\nempty:\na.b: dotted\n---\n";
        let front = FrontMatter::split(text, &LineIndex::new(text));
        let keys = [
            ("company", None),
            ("stack", None),
            ("stack.web", None),
            ("stack.none", None),
            ("tools", None),
            ("tools", Some("since")),
            ("tools.since", None),
            ("a.b", None),
            ("empty", None),
        ];
        let shown = keys.map(|(key, field)| {
            let key = KeyPath::new(key, field);
            format!("{}: {:?} {}", key.parts.join("."), texts(&front, &key), has(&front, &key))
        });
        expect![[r#"
            company: [("Acme", 2)] true
            stack: [("Kafka", 4), ("Redis", 4), ("Rocket", 6), ("Actix", 8)] true
            stack.web: [("Rocket", 6), ("Actix", 8)] true
            stack.none: [] false
            tools: [("A", 10), ("B", 11)] true
            tools.since: [("2020", 10), ("2021", 11)] true
            tools.since: [("2020", 10), ("2021", 11)] true
            a.b: [("dotted", 13)] true
            empty: [] false"#]]
        .assert_eq(&shown.join("\n"));
    }
}
