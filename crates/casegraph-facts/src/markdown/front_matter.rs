//! Front matter: YAML between `---` lines, TOML between `+++` lines, or JSON, at the head of a file.
//!
//! Values are texts as they are written: `1.10` is no number here. Front matter that is nearly YAML or TOML is read key by key.

mod by_key;
mod dates;
mod toml;
mod yaml;

use std::collections::BTreeMap;

use crate::markdown::text::LineIndex;

/// The limit: longer front matter is not parsed.
const MAXIMUM_BYTES: usize = 64 * 1024;

/// The front matter of a file, and where the Markdown begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    /// The byte offset of the Markdown after it; 0 if there is no front matter.
    pub(crate) body: usize,
    pub(crate) values: BTreeMap<String, Located>,
    /// What is wrong with it, by line; the values are those that can be read all the same.
    pub(crate) faults: Vec<Fault>,
}

/// What is wrong with front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// From 1.
    pub(crate) line: u32,
    /// From 1, if it is known.
    pub(crate) column: Option<u32>,
    /// One sentence in lower case, without a full stop.
    pub(crate) reason: String,
}

impl Fault {
    /// A key that is there already.
    fn twice(key: &str, line: u32) -> Self {
        Self {
            line,
            column: None,
            reason: format!("the key `{key}` is there twice, and only the first counts"),
        }
    }
}

/// A value with its line in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Located {
    pub(crate) value: Value,
    pub(crate) line: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A text, as written.
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

/// The language of front matter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Yaml,
    Toml,
}

/// Where front matter stands in a text.
struct Frame {
    language: Language,
    /// The offsets at which it begins and ends, and at which the Markdown begins.
    begin: usize,
    end: usize,
    body: usize,
    /// Whether it is front matter only if it can be read.
    is_doubtful: bool,
}

impl FrontMatter {
    /// Splits off the front matter. What cannot be parsed is read key by key, with a fault; the Markdown after it is read in any
    /// case. A `---` line that only divides the text begins none. Linear in the front matter.
    pub(crate) fn split(text: &str, index: &LineIndex) -> Self {
        let Some(frame) = frame(text) else { return Self::default() };
        let source = text.get(frame.begin..frame.end).unwrap_or_default();
        if source.len() > MAXIMUM_BYTES {
            let reason = format!("it has {} bytes, and at most {MAXIMUM_BYTES} are allowed", source.len());
            let faults = vec![Fault { line: 1, column: None, reason }];
            return Self { body: frame.body, values: BTreeMap::new(), faults };
        }
        let read = match frame.language {
            Language::Yaml => yaml::read(source),
            Language::Toml => toml::read(source).map(|values| (values, Vec::new())),
        };
        let (mut values, mut faults) = match read {
            Ok(read) => read,
            Err(_) if frame.is_doubtful => return Self::default(),
            Err(fault) => by_key(source, frame.language, fault),
        };
        faults.extend(dates::impossible(&values));
        faults.sort_by_key(|fault| fault.line);
        let before = index.line(frame.begin) - 1;
        for value in values.values_mut() {
            value.shift(before);
        }
        for fault in &mut faults {
            fault.line += before;
        }
        Self { body: frame.body, values, faults }
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
            Value::List(items) => items.iter_mut().for_each(|item| item.shift(lines)),
            Value::Map(values) => values.values_mut().for_each(|value| value.shift(lines)),
            Value::Text(_) | Value::Nothing => {}
        }
    }
}

/// Front matter that is none of its language as a whole, read key by key.
fn by_key(source: &str, language: Language, whole: Fault) -> (BTreeMap<String, Located>, Vec<Fault>) {
    let (values, mut faults) = match language {
        Language::Yaml => by_key::yaml(source),
        Language::Toml => by_key::toml(source),
    };
    if faults.is_empty() {
        faults.push(whole); // each key can be read, but not what stands between them
    }
    (values, faults)
}

/// Where the front matter of a text stands.
fn frame(text: &str) -> Option<Frame> {
    let line = text.split('\n').next()?;
    let begin = (line.len() + 1).min(text.len());
    let marker = line.trim_end();
    let window = text.get(begin..)?;
    let (fence, language) = match marker {
        // JSON is a part of YAML.
        "---" | "--- yaml" | "---yaml" | "--- json" | "---json" => ("---", Language::Yaml),
        "+++" | "--- toml" | "---toml" => (marker.get(..3)?, Language::Toml),
        ";;;" => (";;;", Language::Yaml),
        "{" if window.trim_start().starts_with(['"', '}']) => {
            // JSON without a fence ends with its bracket; YAML is a superset of it.
            let (end, after) = closing(window, "}")?;
            let (end, body) = (begin + end + 1, begin + after);
            return Some(Frame { language: Language::Yaml, begin: 0, end, body, is_doubtful: true });
        }
        _ => return None,
    };
    let (end, body) = closing(window, fence)?;
    let (end, body) = (begin + end, begin + body);
    let source = text.get(begin..end)?;
    let is_plain = marker == "---";
    if is_plain && !has_keys(source) {
        return None;
    }
    Some(Frame { language, begin, end, body, is_doubtful: false })
}

/// Whether lines between `---` lines are keys, and no text that they divide: no line, or more lines with a key than without one.
fn has_keys(source: &str) -> bool {
    let (mut keys, mut others) = (0, 0);
    for line in source.lines() {
        let is_part = line.starts_with([' ', '\t', '#', '-', ']', '}', '"', '\'']) && keys > 0;
        if line.trim().is_empty() || is_part {
            continue;
        }
        if by_key::yaml_key(line).is_some() || (keys == 0 && line.starts_with(['{', '%'])) {
            keys += 1;
        } else if line.starts_with('#') && keys + others == 0 {
            // A comment, if keys follow; else a heading.
        } else {
            others += 1;
        }
    }
    keys > others || (keys + others == 0 && !source.lines().any(|line| line.starts_with('#')))
}

/// The offsets of the line with the closing marker and of the line after it. The search ends a little after the limit.
fn closing(window: &str, fence: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for line in window.split_inclusive('\n') {
        let marker = line.trim_end();
        if marker == fence || (fence == "---" && marker == "...") {
            return Some((at, at + line.len()));
        }
        at += line.len();
        if at > 4 * MAXIMUM_BYTES {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expected: &Expect) {
        let front = FrontMatter::split(text, &LineIndex::new(text));
        let mut out: Vec<String> =
            front.values.iter().map(|(key, value)| format!("{key} = {}", shown(value))).collect();
        for Fault { line, column, reason } in &front.faults {
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
                a = ["1"@2, "2"@2]@2
                b = "3"@3
                fault 2:Some(4) `a` is not written as YAML: unclosed bracket '['; it is read as it stands
                body "Text""#]],
        );
        check(
            "---\ntitle: a: b\n---\nText",
            &expect![[r#"
                title = "a: b"@2
                fault 2:Some(9) `title` is not written as YAML: mapping values are not allowed in this context; it is read as it stands
                body "Text""#]],
        );
        check("---\n- a list\n---\nText", &expect![[r#"body "---\n- a list\n---\nText""#]]);
        check(
            "+++\na = \n+++\nText",
            &expect![[r#"
                a = ""@2
                fault 2:None `a` is not written as TOML: string values must be quoted, expected literal string; it is read as it stands
                body "Text""#]],
        );
    }

    #[test]
    fn values_are_texts_as_they_are_written() {
        check(
            "---\nv: 1.10\nn: 0042\nb: true\ne: 1e3\nf: .nan\no: 0o17\nd: 2024-01-02\nq: \"no\"\nx: ~\nnull: 1\n---\n",
            &expect![[r#"
                b = "true"@4
                d = "2024-01-02"@8
                e = "1e3"@5
                f = ".nan"@6
                n = "0042"@3
                null = "1"@11
                o = "0o17"@7
                q = "no"@9
                v = "1.10"@2
                x = null@10
                body """#]],
        );
        check(
            "+++\nv = 1.10\nn = 1_000\nx = 0x1F\nb = true\nd = 2024-01-02T03:04:05Z\nf = +nan\n[t]\ne = [1e3, 2.0]\n+++\n",
            &expect![[r#"
                b = "true"@5
                d = "2024-01-02T03:04:05Z"@6
                f = "+nan"@7
                n = "1_000"@3
                t = {e: ["1e3"@9, "2.0"@9]@9}@8
                v = "1.10"@2
                x = "0x1F"@4
                body """#]],
        );
    }

    #[test]
    fn maps_in_lists_and_aliases_keep_their_lines() {
        check(
            "---\ntools:\n  - name: Kafka\n    since: 1.0\n  - {name: Redis, tags: [a, b]}\npatterns: {gold: [x], silver: [y]}\nbase: &b {k: v}\nmore:\n  <<: *b\n  l: w\ntext: |\n  two\n  lines\n---\n",
            &expect![[r#"
                base = {k: "v"@7}@7
                more = {k: "v"@7, l: "w"@10}@9
                patterns = {gold: ["x"@6]@6, silver: ["y"@6]@6}@6
                text = "two\nlines\n"@12
                tools = [{name: "Kafka"@3, since: "1.0"@4}@3, {name: "Redis"@5, tags: ["a"@5, "b"@5]@5}@5]@3
                body """#]],
        );
    }

    #[test]
    fn nearly_yaml_is_read_key_by_key_with_one_finding() {
        check(
            "---\ntitle: Faster, Smarter: How it works\nauthor: @someone\nnote: *Important* thing\ntags: [a, b\nlist:\n  - x: y: z\n  - w\nquoted: \"open\nnested:\n  a: 1\n---\nText",
            &expect![[r#"
                author = "@someone"@3
                list = ["x: y: z"@7, "w"@8]@6
                nested = {a: "1"@11}@11
                note = "*Important* thing"@4
                quoted = "open"@9
                tags = ["a"@5, "b"@5]@5
                title = "Faster, Smarter: How it works"@2
                fault 2:Some(23) `title` is not written as YAML: mapping values are not allowed in this context; it is read as it stands, as 5 other keys are
                body "Text""#]],
        );
        check(
            "+++\ntitle = Faster\ndate = 2023-02-30\n[extra]\nx = 1\ny = two\n+++\nText",
            &expect![[r#"
            date = "2023-02-30"@3
            extra = {x: "1"@5, y: "two"@6}@4
            title = "Faster"@2
            fault 2:None `title` is not written as TOML: invalid boolean, expected `false`; it is read as it stands, as 2 other keys are
            fault 3:None `date` is no date: there is no day `2023-02-30`
            body "Text""#]],
        );
    }

    #[test]
    fn keys_that_are_there_twice_and_days_that_are_not_cost_a_finding_only() {
        check(
            "---\na: 1\nb: 2023-02-30\na: 2\n---\nText",
            &expect![[r#"
            a = "1"@2
            b = "2023-02-30"@3
            fault 3:None `b` is no date: there is no day `2023-02-30`
            fault 4:None the key `a` is there twice, and only the first counts
            body "Text""#]],
        );
    }

    #[test]
    fn a_line_that_divides_the_text_begins_no_front_matter() {
        for text in [
            "---\n\nSome text.\n\n---\n\nMore.\n",
            "---\n# Head\n---\nText",
            "---\n- a list\n---\nText",
            "---\nNote: it is old.\n\nMore text.\nAnd more.\n\n---\n",
            "{\n  this is no JSON\n}\nText",
            "{\n",
            "---",
            "+++",
        ] {
            assert_eq!(FrontMatter::split(text, &LineIndex::new(text)), FrontMatter::default(), "{text}");
        }
        check(
            "---\n# a comment\na: b\n---\nText",
            &expect![[r#"
            a = "b"@3
            body "Text""#]],
        );
        check("---\n---\nText", &expect![[r#"body "Text""#]]);
    }

    #[test]
    fn json_is_front_matter_too() {
        check(
            "{\n  \"title\": \"A\",\n  \"tags\": [\"x\"]\n}\n# Head\n",
            &expect![[r##"
            tags = ["x"@3]@3
            title = "A"@2
            body "# Head\n""##]],
        );
        check(
            ";;;\n{\"title\": \"A\"}\n;;;\nText",
            &expect![[r#"
            title = "A"@2
            body "Text""#]],
        );
        check(
            "---json\n{\"title\": 1.10}\n---\nText",
            &expect![[r#"
            title = "1.10"@2
            body "Text""#]],
        );
    }

    #[test]
    fn huge_front_matter_and_alias_bombs_are_rejected() {
        let level = |n: u32| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(","));
        let levels: String = (1..12).map(level).collect();
        let bomb = format!("---\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n{levels}---\n");
        assert!(!FrontMatter::split(&bomb, &LineIndex::new(&bomb)).faults.is_empty());
        let deep = format!("---\na: {}\n---\n", "[".repeat(20_000));
        assert!(!FrontMatter::split(&deep, &LineIndex::new(&deep)).faults.is_empty());
        let long = format!("---\na: {}\n---\nText", "x".repeat(70_000));
        assert_eq!(FrontMatter::split(&long, &LineIndex::new(&long)).values.len(), 0);
    }
}
