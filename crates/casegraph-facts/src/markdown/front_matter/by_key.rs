//! Front matter that is nearly YAML or TOML: each key is read on its own, so that a colon in a title costs nothing but a finding.

use std::collections::BTreeMap;

use super::{Fault, Located, Value, toml, yaml};

/// A key with its value: some lines of the front matter.
struct Part<'s> {
    key: &'s str,
    /// The text after the key on its line.
    value: &'s str,
    /// All lines of the part.
    source: &'s str,
    /// The line of the key, from 1.
    line: u32,
}

/// The keys of nearly YAML, with the fault of the first key that is none. Linear in the text.
pub(super) fn yaml(source: &str) -> (BTreeMap<String, Located>, Vec<Fault>) {
    let mut all = Keys::default();
    for part in parts(source, yaml_key) {
        match yaml::read(part.source) {
            Ok((values, warnings)) => all.add(values, warnings, part.line - 1),
            Err(fault) => {
                all.place(part.key, Located { value: value_of(&part), line: part.line });
                let reason = format!(
                    "`{}` is not written as YAML: {}; it is read as it stands",
                    part.key, fault.reason
                );
                all.faults.push(Fault { line: fault.line + part.line - 1, reason, ..fault });
            }
        }
    }
    all.done()
}

/// The keys of nearly TOML, with their faults.
pub(super) fn toml(source: &str) -> (BTreeMap<String, Located>, Vec<Fault>) {
    let mut all = Keys::default();
    let mut table = "";
    for part in parts(source, toml_key) {
        if part.key.starts_with('[') {
            table = part.source.trim_end();
            continue;
        }
        let in_table = format!("{table}\n{}", part.source);
        let (text, before) = if table.is_empty() { (part.source, 1) } else { (in_table.as_str(), 2) };
        match toml::read(text) {
            Ok(values) => all.add(values, Vec::new(), (part.line + 1).saturating_sub(before + 1)),
            Err(fault) => {
                let value = Located { value: Value::Text(unquoted(part.value).to_owned()), line: part.line };
                let (key, value) = within(table, part.key, value);
                all.place(&key, value);
                let reason = format!(
                    "`{}` is not written as TOML: {}; it is read as it stands",
                    part.key, fault.reason
                );
                all.faults.push(Fault {
                    line: (fault.line + part.line).saturating_sub(before),
                    reason,
                    ..fault
                });
            }
        }
    }
    all.done()
}

#[derive(Default)]
struct Keys {
    values: BTreeMap<String, Located>,
    faults: Vec<Fault>,
    warnings: Vec<Fault>,
}

impl Keys {
    fn add(&mut self, values: BTreeMap<String, Located>, warnings: Vec<Fault>, before: u32) {
        for (key, mut value) in values {
            value.shift(before);
            self.place(&key, value);
        }
        self.warnings.extend(warnings.into_iter().map(|fault| Fault { line: fault.line + before, ..fault }));
    }

    fn place(&mut self, key: &str, value: Located) {
        match self.values.get_mut(key) {
            None => {
                self.values.insert(key.to_owned(), value);
            }
            // A table of TOML, of which one key after the other is read.
            Some(Located { value: Value::Map(known), .. }) if matches!(value.value, Value::Map(_)) => {
                merge(known, value);
            }
            Some(_) => self.warnings.push(Fault::twice(key, value.line)),
        }
    }

    /// The keys; of the faults the first, which says how many there are.
    fn done(mut self) -> (BTreeMap<String, Located>, Vec<Fault>) {
        let more = self.faults.len().saturating_sub(1);
        self.faults.truncate(1);
        if let Some(first) = self.faults.first_mut().filter(|_| more > 0) {
            first.reason = format!(
                "{}, as {}",
                first.reason,
                if more == 1 { "another key is".to_owned() } else { format!("{more} other keys are") }
            );
        }
        self.faults.extend(self.warnings);
        (self.values, self.faults)
    }
}

/// Adds the values of a map to those of another.
fn merge(known: &mut BTreeMap<String, Located>, more: Located) {
    let Value::Map(more) = more.value else { return };
    for (key, value) in more {
        match known.get_mut(&key) {
            Some(Located { value: Value::Map(inner), .. }) => merge(inner, value),
            Some(_) => {}
            None => {
                known.insert(key, value);
            }
        }
    }
}

/// A key of a TOML table with its value, as the outermost table holds it.
fn within(table: &str, key: &str, value: Located) -> (String, Located) {
    let names = table.trim().trim_start_matches('[').trim_end_matches(']').trim();
    let line = value.line;
    let all = names.split('.').map(unquoted).filter(|name| !name.is_empty()).chain([key]);
    let mut all: Vec<&str> = all.collect();
    let mut value = value;
    while all.len() > 1 {
        let Some(name) = all.pop() else { break };
        value = Located { value: Value::Map(BTreeMap::from([(name.to_owned(), value)])), line };
    }
    (all.concat(), value)
}

/// The parts of a text: each begins with a line that `key_of` finds a key in. What stands before the first is none.
fn parts<'s>(source: &'s str, key_of: fn(&'s str) -> Option<(&'s str, &'s str)>) -> Vec<Part<'s>> {
    let mut parts: Vec<Part<'s>> = Vec::new();
    let (mut at, mut line) = (0, 0);
    for text in source.split_inclusive('\n') {
        line += 1;
        let end = at + text.len();
        if let Some((key, value)) = key_of(text) {
            parts.push(Part { key, value, source: text, line });
        }
        if let Some(part) = parts.last_mut() {
            let begin = part.source.as_ptr() as usize - source.as_ptr() as usize;
            part.source = source.get(begin..end).unwrap_or(part.source);
        }
        at = end;
    }
    parts
}

/// The key and the text after it, if a line begins with a key of YAML: words without a space before them, and a colon with a space or
/// the end after it.
pub(super) fn yaml_key(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_end();
    let (key, value) = line.split_once(':')?;
    let name = unquoted(key);
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '/' | '@' | '$');
    let fits = !name.is_empty()
        && !key.starts_with([' ', '\t', '-', '#'])
        && name.chars().all(is_name)
        && name.split(' ').count() <= 3
        && (value.is_empty() || value.starts_with([' ', '\t']));
    fits.then(|| (name, value.trim()))
}

/// The key and the text after it, if a line begins with a key of TOML; a line with a table has its brackets for a key.
fn toml_key(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    if line.starts_with('[') && line.ends_with(']') && !line.contains(',') {
        return Some(("[", ""));
    }
    let (key, value) = line.split_once('=')?;
    let name = unquoted(key.trim());
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    (!name.is_empty() && name.chars().all(is_name)).then(|| (name, value.trim()))
}

/// What a key of nearly YAML is meant to say: items with dashes or in brackets are a list, anything else is text.
fn value_of(part: &Part<'_>) -> Value {
    let below: Vec<(u32, &str)> = (part.line + 1..)
        .zip(part.source.lines().skip(1))
        .map(|(line, text)| (line, text.trim()))
        .filter(|(_, text)| !text.is_empty() && !text.starts_with('#'))
        .collect();
    let item = |line: u32, text: &str| Located { value: Value::Text(unquoted(text.trim()).to_owned()), line };
    if part.value.is_empty() && below.iter().any(|(_, text)| is_item(text)) {
        let items = below.iter().filter(|(_, text)| is_item(text));
        return Value::List(items.map(|(line, text)| item(*line, text.trim_start_matches('-'))).collect());
    }
    if let Some(inside) = part.value.strip_prefix('[') {
        let whole = below.iter().fold(inside.to_owned(), |whole, (_, text)| format!("{whole} {text}"));
        let whole = whole.trim().trim_end_matches(']');
        let items = whole.split(',').map(str::trim).filter(|text| !text.is_empty());
        return Value::List(items.map(|text| item(part.line, text)).collect());
    }
    let is_block = matches!(part.value, "|" | ">" | "|-" | ">-");
    let first = if is_block { "" } else { part.value };
    let whole = below.iter().fold(first.to_owned(), |whole, (_, text)| format!("{whole} {text}"));
    Value::Text(unquoted(whole.trim()).to_owned())
}

fn is_item(text: &str) -> bool {
    text == "-" || text.starts_with("- ")
}

/// A text without the quotes around it; one that is not closed goes too.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.strip_suffix(quote).unwrap_or(inside);
        }
    }
    text
}
