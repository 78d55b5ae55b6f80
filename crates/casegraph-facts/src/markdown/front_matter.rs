//! Front matter: YAML between `---` lines or TOML between `+++` lines at the head of a file.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

use crate::markdown::text::LineIndex;

/// The limit: longer front matter is not parsed.
const MAXIMUM_BYTES: usize = 64 * 1024;

/// The front matter of a file, and where the Markdown begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    /// The byte offset of the Markdown after it; 0 if there is no front matter.
    pub(crate) body: usize,
    pub(crate) values: BTreeMap<String, Located>,
    /// The line, column and reason of an error.
    pub(crate) fault: Option<(u32, Option<u32>, String)>,
}

/// A value with its line in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Located {
    pub(crate) value: Value,
    pub(crate) line: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    List(Vec<Located>),
    Map(BTreeMap<String, Located>),
    /// `null`.
    Nothing,
}

impl Value {
    /// The value, if it is a single text.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl FrontMatter {
    /// Splits off the front matter. Front matter that cannot be parsed is one fault, and the Markdown after it is still
    /// read. Linear in the front matter.
    pub(crate) fn split(text: &str, index: &LineIndex) -> Self {
        let Some((kind, begin)) = opening(text) else { return Self::default() };
        let window = text.get(begin..).unwrap_or_default();
        let Some((end, body)) = closing(window, kind) else { return Self::default() };
        let body = begin + body;
        if end > MAXIMUM_BYTES {
            let fault = format!("it has {end} bytes, and at most {MAXIMUM_BYTES} are allowed");
            return Self { body, values: BTreeMap::new(), fault: Some((1, None, fault)) };
        }
        let source = window.get(..end).unwrap_or_default();
        let read = match kind {
            '-' => yaml(source),
            _ => toml(source, &LineIndex::new(source)),
        };
        let first = index.line(begin) - 1;
        match read {
            Ok(mut values) => {
                for placed in values.values_mut() {
                    placed.shift(first);
                }
                Self { body, values, fault: None }
            }
            Err((line, column, reason)) => {
                Self { body, values: BTreeMap::new(), fault: Some((line + first, column, reason)) }
            }
        }
    }

    /// The value of a key, if it is a single text.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.values.get(key).and_then(|placed| placed.value.as_text())
    }
}

impl Located {
    fn shift(&mut self, lines: u32) {
        self.line += lines;
        match &mut self.value {
            Value::List(items) => {
                for item in items {
                    item.shift(lines);
                }
            }
            Value::Map(values) => {
                for value in values.values_mut() {
                    value.shift(lines);
                }
            }
            Value::Text(_) | Value::Nothing => {}
        }
    }
}

/// The marker, and the offset of the text after it.
fn opening(text: &str) -> Option<(char, usize)> {
    let line = text.split('\n').next()?;
    match line.trim_end() {
        "---" => Some(('-', line.len() + 1)),
        "+++" => Some(('+', line.len() + 1)),
        _ => None,
    }
}

/// The offsets of the line with the closing marker and of the line after it. The search ends a little after the limit.
fn closing(window: &str, kind: char) -> Option<(usize, usize)> {
    let mut at = 0;
    for line in window.split_inclusive('\n') {
        let marker = line.trim_end();
        if marker.len() == 3 && marker.chars().all(|c| c == kind) || (kind == '-' && marker == "...") {
            return Some((at, at + line.len()));
        }
        at += line.len();
        if at > 4 * MAXIMUM_BYTES {
            return None;
        }
    }
    None
}

type Fault = (u32, Option<u32>, String);

fn yaml(source: &str) -> Result<BTreeMap<String, Located>, Fault> {
    if source.trim().is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut budget = serde_saphyr::Budget::default();
    budget.max_events = 20_000;
    budget.max_aliases = 100;
    budget.flow_nesting_limit = 64;
    let mut options = serde_saphyr::Options::default();
    options.budget = Some(budget);
    options.with_snippet = false;
    options.strict_booleans = true; // `no` and `y` are words
    let read = serde_saphyr::from_str_with_options::<BTreeMap<String, Spanned<Value>>>(source, options);
    let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    match read {
        Ok(values) => Ok(values.into_iter().map(|(key, value)| (key, placed(value))).collect()),
        Err(error) => {
            let place = error.location();
            let line = place.map_or(1, |place| number(place.line()).max(1));
            let reason = error.to_string();
            let reason = reason.lines().next().unwrap_or_default();
            let reason = reason.split(" at line ").next().unwrap_or(reason).trim_start_matches("error: ");
            Err((line, place.map(|place| number(place.column())), reason.to_owned()))
        }
    }
}

fn placed(spanned: Spanned<Value>) -> Located {
    let line = u32::try_from(spanned.defined.line()).unwrap_or(u32::MAX).max(1);
    Located { value: spanned.value, line }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, number, list or map")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element::<Spanned<Value>>()? {
            items.push(placed(item));
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut values = BTreeMap::new();
        while let Some((key, value)) = map.next_entry::<String, Spanned<Value>>()? {
            values.insert(key, placed(value));
        }
        Ok(Value::Map(values))
    }
}

fn toml(source: &str, index: &LineIndex) -> Result<BTreeMap<String, Located>, Fault> {
    match toml::de::DeTable::parse(source) {
        Ok(table) => Ok(toml_table(table.get_ref(), index)),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            Err((index.line(at), None, error.message().lines().next().unwrap_or_default().to_owned()))
        }
    }
}

fn toml_table(table: &toml::de::DeTable<'_>, index: &LineIndex) -> BTreeMap<String, Located> {
    table.iter().map(|(key, value)| (key.get_ref().to_string(), toml_value(value, index))).collect()
}

fn toml_value(spanned: &toml::Spanned<toml::de::DeValue<'_>>, index: &LineIndex) -> Located {
    use toml::de::DeValue;
    let value = match spanned.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Text(number.to_string()),
        DeValue::Float(number) => Value::Text(number.to_string()),
        DeValue::Boolean(yes) => Value::Text(yes.to_string()),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| toml_value(item, index)).collect()),
        DeValue::Table(table) => Value::Map(toml_table(table, index)),
    };
    Located { value, line: index.line(spanned.span().start) }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expected: &Expect) {
        let front = FrontMatter::split(text, &LineIndex::new(text));
        let mut out: Vec<String> =
            front.values.iter().map(|(key, value)| format!("{key} = {}", shown(value))).collect();
        if let Some((line, column, reason)) = &front.fault {
            out.push(format!("fault {line}:{column:?} {reason}"));
        }
        out.push(format!("body {:?}", text.get(front.body..).unwrap_or_default()));
        expected.assert_eq(&out.join("\n"));
    }

    fn shown(placed: &Located) -> String {
        let value = match &placed.value {
            Value::Text(text) => format!("{text:?}"),
            Value::List(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
            Value::Map(values) => {
                let entries: Vec<String> =
                    values.iter().map(|(key, value)| format!("{key}: {}", shown(value))).collect();
                format!("{{{}}}", entries.join(", "))
            }
            Value::Nothing => "null".to_owned(),
        };
        format!("{value}@{}", placed.line)
    }

    #[test]
    fn yaml_and_toml_values_have_their_lines() {
        check(
            "---\ntitle: \"A: b\"\ntags:\n  - x\n  - y\nn: 3\nempty:\n---\n# Head\n",
            &expect![[r##"
                empty = null@7
                n = "3"@6
                tags = ["x"@4, "y"@5]@4
                title = "A: b"@2
                body "# Head\n""##]],
        );
        check(
            "+++\ntitle = 'A'\ntags = ['x',\n 'y']\n+++\nText",
            &expect![[r#"
                tags = ["x"@3, "y"@4]@3
                title = "A"@2
                body "Text""#]],
        );
    }

    #[test]
    fn text_without_both_markers_is_not_front_matter() {
        check("---\nnever closed\n", &expect![[r#"body "---\nnever closed\n""#]]);
        check("Text\n---\n", &expect![[r#"body "Text\n---\n""#]]);
        check("", &expect![[r#"body """#]]);
    }

    #[test]
    fn invalid_front_matter_is_one_fault() {
        check(
            "---\na: [1, 2\nb: 3\n---\nText",
            &expect![[r#"
            fault 3:Some(2) illegal placement of ':' indicator
            body "Text""#]],
        );
        check(
            "---\ntitle: a: b\n---\nText",
            &expect![[r#"
            fault 2:Some(9) mapping values are not allowed in this context
            body "Text""#]],
        );
        check(
            "---\n- a list\n---\nText",
            &expect![[r#"
            fault 2:Some(1) expected mapping start
            body "Text""#]],
        );
        check(
            "+++\na = \n+++\nText",
            &expect![[r#"
            fault 2:None string values must be quoted, expected literal string
            body "Text""#]],
        );
    }

    #[test]
    fn huge_front_matter_and_alias_bombs_are_rejected() {
        let level = |n: u32| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(","));
        let levels: String = (1..12).map(level).collect();
        let bomb = format!("---\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n{levels}---\n");
        assert!(FrontMatter::split(&bomb, &LineIndex::new(&bomb)).fault.is_some());
        let deep = format!("---\na: {}\n---\n", "[".repeat(20_000));
        assert!(FrontMatter::split(&deep, &LineIndex::new(&deep)).fault.is_some());
        let long = format!("---\na: {}\n---\nText", "x".repeat(70_000));
        assert_eq!(FrontMatter::split(&long, &LineIndex::new(&long)).values.len(), 0);
    }
}
