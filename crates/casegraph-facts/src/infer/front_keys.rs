//! The keys of a file's front matter.

use std::collections::BTreeMap;

use crate::markdown::front_matter::{FrontMatter, Located, Value};
use crate::markdown::text::LineIndex;

use super::features::{Key, cut};
use super::words::key_form;

/// More keys of one file are passed over.
const MAXIMUM_KEYS: usize = 64;
/// More values of one key are counted, but not held.
const MAXIMUM_VALUES: usize = 8;
const MAXIMUM_BYTES: usize = 96;

/// The keys, and where the Markdown begins.
pub(super) fn read(text: &str) -> (Vec<Key>, usize) {
    if !text.starts_with("---") && !text.starts_with("+++") {
        return (Vec::new(), 0);
    }
    let front = FrontMatter::split(text, &LineIndex::new(""));
    let mut keys = Vec::new();
    if front.fault.is_some() {
        nearly_yaml(text.get(..front.body).unwrap_or_default(), &mut keys);
    } else {
        map("", &front.values, &mut keys);
    }
    (keys, front.body)
}

fn map(parents: &str, values: &BTreeMap<String, Located>, keys: &mut Vec<Key>) {
    for (key, placed) in values {
        let name = if parents.is_empty() { key.clone() } else { format!("{parents}.{key}") };
        value(&name, &placed.value, keys);
    }
}

fn value(name: &str, value: &Value, keys: &mut Vec<Key>) {
    match value {
        Value::Text(text) => add(name, text, false, keys),
        Value::Nothing => {}
        Value::Map(values) => map(name, values, keys),
        Value::List(items) => {
            for item in items {
                match &item.value {
                    Value::Text(text) => add(name, text, true, keys),
                    Value::Map(values) => map(name, values, keys),
                    Value::List(_) | Value::Nothing => {}
                }
            }
        }
    }
}

fn add(name: &str, value: &str, is_list: bool, keys: &mut Vec<Key>) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    if let Some(key) = keys.iter_mut().find(|key| &*key.name == name) {
        key.count += 1;
        key.is_list |= is_list;
        if key.values.len() < MAXIMUM_VALUES {
            key.values.push(cut(value, MAXIMUM_BYTES));
        }
    } else if keys.len() < MAXIMUM_KEYS {
        let last = name.rsplit('.').next().unwrap_or(name);
        keys.push(Key {
            name: cut(name, MAXIMUM_BYTES),
            form: key_form(last).into(),
            is_list,
            count: 1,
            values: vec![cut(value, MAXIMUM_BYTES)],
        });
    }
}

/// Reads front matter that is no YAML, because of a colon in a title for instance: one key a line, lists in brackets or with dashes.
fn nearly_yaml(source: &str, keys: &mut Vec<Key>) {
    let mut open: Option<&str> = None;
    for line in source.lines().skip(1) {
        let is_nested = line.starts_with([' ', '\t', '-']);
        if let Some(item) = line.trim_start().strip_prefix("- ")
            && let Some(key) = open
        {
            add(key, unquoted(item), true, keys);
            continue;
        }
        let Some((key, rest)) = line.split_once(':') else { continue };
        let is_key =
            !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'));
        if is_nested || !is_key || !(rest.is_empty() || rest.starts_with(' ')) {
            continue;
        }
        open = Some(key);
        let rest = rest.trim();
        if let Some(list) = rest.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
            for item in list.split(',') {
                add(key, unquoted(item), true, keys);
            }
        } else if !matches!(rest, "|" | ">" | "|-" | ">-" | "null" | "~") {
            add(key, unquoted(rest), false, keys);
        }
    }
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inner = |quote| text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
    inner('"').or_else(|| inner('\'')).unwrap_or(text)
}
