//! `casegraph.toml`: the settings of a corpus, merged over a shipped profile.

mod gaps;
mod maps;

use std::ops::Range;
use std::path::Path;

use casegraph_facts::{DocPath, Profile, ProfileText, SHIPPED_PROFILES, merge_tables};
use casegraph_store::Base;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::Error;
use crate::text_error::TextError;
use gaps::GapTable;
pub use gaps::{CheckSettings, GapSettings, SeveritySetting, Suppress};
pub use maps::MapSettings;

/// The name of the file that makes a folder a corpus.
pub const CONFIG_FILE: &str = "casegraph.toml";

/// The corpus's own keys; all others are a profile's.
const OWN_KEYS: [&str; 8] =
    ["title", "profile", "base", "ignore", "vocabulary", "builtin-vocabulary", "gaps", "maps"];

/// A corpus's settings, ready for use.
#[derive(Clone, Debug)]
pub struct Config {
    /// The corpus's title.
    pub title: String,
    /// The base of the IRIs of its things.
    pub base: Base,
    /// The form of its Markdown.
    pub profile: Profile,
    /// Globs of files that are not read, as in `.gitignore`.
    pub ignore: Vec<String>,
    /// Globs of vocabulary files in Turtle.
    pub vocabulary: Vec<String>,
    /// The maps that `map --all` writes.
    pub maps: MapSettings,
    /// Whether the built-in vocabulary is used too.
    pub builtin_vocabulary: bool,
    /// The settings of the gap checks.
    pub gaps: GapSettings,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnText {
    title: String,
    profile: Option<Spanned<String>>,
    base: Option<Spanned<String>>,
    #[serde(default)]
    ignore: Vec<String>,
    vocabulary: Option<Vec<String>>,
    #[serde(default)]
    maps: MapSettings,
    #[serde(rename = "builtin-vocabulary", default = "yes")]
    builtin_vocabulary: bool,
    gaps: Option<Spanned<GapTable>>,
}

fn yes() -> bool {
    true
}

impl Config {
    /// Parses the text of a config file; `file` is its name in errors.
    ///
    /// # Errors
    /// [`Error::Text`] with line, column and what is allowed; [`Error::Profile`] when a pattern does not compile.
    pub fn parse(file: &Path, text: &str) -> Result<Self, Error> {
        let fault = |span: Range<usize>, message: String| {
            TextError::new(file.display().to_string(), text, span, message)
        };
        let wrong = |error: toml::de::Error| {
            let (message, help) = plain_message(error.message());
            let error = fault(error.span().unwrap_or(0..0), message);
            Error::from(match help {
                Some(help) => error.with_help(help),
                None => error,
            })
        };
        let (own, over) = split(DeTable::parse(text).map_err(wrong)?);
        let own = OwnText::deserialize(toml::Deserializer::from(own)).map_err(wrong)?;
        let base = match own.base {
            None => Base::default(),
            Some(base) => Base::new(base.get_ref()).map_err(|error| fault(base.span(), error.to_string()))?,
        };
        let gaps = match own.gaps {
            None => GapSettings::default(),
            Some(gaps) => {
                let span = gaps.span();
                gaps.into_inner().settings().map_err(|error| fault(span, error.to_string()))?
            }
        };
        let name = own.profile.as_ref().map_or("case-studies", |name| name.get_ref().as_str());
        let shipped = ProfileText::shipped_table(name).ok_or_else(|| {
            let known: Vec<&str> = SHIPPED_PROFILES.iter().map(|(name, _)| *name).collect();
            let span = own.profile.as_ref().map_or(0..0, Spanned::span);
            fault(span, format!("no profile is called `{name}`"))
                .with_help(format!("profiles are: {}", known.join(", ")))
        })?;
        let spans = rule_spans(over.get_ref());
        // Reports wrong keys with their place in this text.
        let own_rules = ProfileText::deserialize(toml::Deserializer::from(over)).map_err(wrong)?.rules_text();
        own_rules.check().map_err(|(rule, error)| {
            let span = rule.and_then(|rule| spans.get(rule).cloned()).unwrap_or(0..0);
            fault(span, error.to_string())
        })?;
        let lines = spans.iter().map(|span| line_of(text, span.start)).collect();
        let mut merged = shipped.map_err(wrong)?;
        merge_tables(&mut merged, toml::from_str(text).map_err(wrong)?);
        merged.retain(|key, _| !OWN_KEYS.contains(&key));
        let profile = Profile::new(merged.try_into().map_err(wrong)?);
        let profile = profile.map_err(|source| Error::Profile { file: file.to_owned(), source })?;
        let profile = profile.of_collection(&own.title);
        Ok(Self {
            title: own.title,
            base,
            profile: match DocPath::new(CONFIG_FILE) {
                Some(file) if !spans.is_empty() => profile.with_rule_lines(file, lines),
                _ => profile,
            },
            ignore: own.ignore,
            gaps,
            vocabulary: own.vocabulary.unwrap_or_else(|| vec!["vocabulary/**/*.ttl".to_owned()]),
            maps: own.maps,
            builtin_vocabulary: own.builtin_vocabulary,
        })
    }

    /// The settings of a corpus without title that uses this shipped profile.
    ///
    /// # Errors
    /// [`Error::Text`] for an unknown profile.
    pub fn plain(profile: &str) -> Result<Self, Error> {
        Self::parse(Path::new(CONFIG_FILE), &format!("title = ''\nprofile = '{profile}'\n"))
    }

    /// Reads the config file of the corpus in `folder`.
    ///
    /// # Errors
    /// [`Error::NoConfig`], [`Error::Read`], and those of [`Config::parse`].
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let file = if folder == Path::new(".") { CONFIG_FILE.into() } else { folder.join(CONFIG_FILE) };
        match std::fs::read_to_string(&file) {
            Ok(text) => Self::parse(&file, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(Error::NoConfig { folder: folder.to_owned() })
            }
            Err(source) => Err(Error::Read { path: file, source }),
        }
    }
}

/// A message of the TOML parser in the words of TOML instead of Rust, and advice.
fn plain_message(message: &str) -> (String, Option<String>) {
    let line = message.lines().collect::<Vec<_>>().join("; ");
    if let Some(key) = between(&line, "missing field `", "`") {
        return (format!("the key `{key}` is missing"), Some(format!("add `{key} = …`")));
    }
    for unknown in ["unknown field `", "unknown variant `"] {
        if let Some(key) = between(&line, unknown, "`") {
            let known: Vec<&str> = line.split('`').skip(3).step_by(2).collect();
            // Only the keys of the whole file are the corpus's and the profile's.
            let own = if known.contains(&"front-matter") { OWN_KEYS.as_slice() } else { &[] };
            let all: Vec<&str> = own.iter().copied().chain(known).collect();
            let near = closest(key, &all).map_or(String::new(), |near| format!("did you mean `{near}`? "));
            return (
                format!("there is no key `{key}` here"),
                Some(format!("{near}allowed are: {}", all.join(", "))),
            );
        }
    }
    if line.starts_with("invalid type") || line.starts_with("invalid value") {
        let plain = [
            ("u32", "a whole number"),
            ("a sequence", "a list"),
            ("a boolean", "true or false"),
            ("a map", "a table"),
            ("struct ", "a table of "),
        ];
        let line = plain.iter().fold(line, |line, (rust, words)| line.replace(rust, words));
        let found = line.split_once(": ").map_or(line.as_str(), |(_, found)| found);
        let message = match found.split_once(", expected ") {
            Some((found, expected)) => format!("expected {expected}, found {found}"),
            None => found.to_owned(),
        };
        return (message, None);
    }
    (line, None)
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}

/// The entry of a list that is most similar to `name`.
fn closest<'n>(name: &str, names: &[&'n str]) -> Option<&'n str> {
    casegraph_facts::near_names(name, names.iter().copied()).first().copied()
}

/// A shipped profile with all its keys, as TOML: what all profiles have in common, then its own.
///
/// # Errors
/// [`Error::UnknownProfile`] with the name that comes closest.
pub fn shipped_profile_text(name: &str) -> Result<String, Error> {
    let names: Vec<&str> = SHIPPED_PROFILES.iter().map(|(name, _)| *name).collect();
    let unknown = || Error::UnknownProfile {
        name: name.to_owned(),
        suggestion: closest(name, &names).map(str::to_owned),
        known: names.join(", "),
    };
    let (_, own) = SHIPPED_PROFILES.iter().find(|(known, _)| *known == name).ok_or_else(unknown)?;
    let table = ProfileText::shipped_table(name).ok_or_else(unknown)?.map_err(|_| unknown())?;
    let purpose: String =
        own.lines().take_while(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    Ok(format!("{purpose}\n{table}"))
}

/// Where each `[[rule]]` is in the text.
fn rule_spans(table: &DeTable<'_>) -> Vec<Range<usize>> {
    match table.get("rule").map(Spanned::get_ref) {
        Some(DeValue::Array(rules)) => rules.iter().map(Spanned::span).collect(),
        _ => Vec::new(),
    }
}

/// The line, from 1, of a byte of a text.
fn line_of(text: &str, at: usize) -> u32 {
    let before = text.get(..at).unwrap_or_default();
    u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX)
}

/// The corpus's own keys, and the rest; both keep their places in the text.
fn split(whole: Spanned<DeTable<'_>>) -> (Spanned<DeTable<'_>>, Spanned<DeTable<'_>>) {
    let span = whole.span();
    let (own, over): (Vec<_>, Vec<_>) =
        whole.into_inner().into_iter().partition(|(key, _)| OWN_KEYS.contains(&key.get_ref().as_ref()));
    (Spanned::new(span.clone(), own.into_iter().collect()), Spanned::new(span, over.into_iter().collect()))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expected: &Expect) {
        let shown = match Config::parse(Path::new("casegraph.toml"), text) {
            Ok(config) => {
                format!("{} {} {}", config.title, config.base, config.profile.text().case_study.minimum)
            }
            Err(error) => format!("{error}\n{}", error.help().unwrap_or_default()),
        };
        expected.assert_eq(&shown);
    }

    #[test]
    fn keys_override_those_of_the_profile() {
        check("title = 'A'\n", &expect!["A http://casegraph.localhost/ 3"]);
        check(
            "title = 'A'\nbase = 'https://a.example/b/'\n[case-study]\nminimum = 4\n",
            &expect!["A https://a.example/b/ 4"],
        );
    }

    #[test]
    fn the_built_in_vocabulary_can_be_left_out() {
        let read = |text: &str| Config::parse(Path::new("casegraph.toml"), text).unwrap().builtin_vocabulary;
        assert!(read("title = 'A'\n"));
        assert!(!read("title = 'A'\nbuiltin-vocabulary = false\n"));
        check(
            "title = 'A'\nbuiltin-vocabulary = 'no'\n",
            &expect![[r#"
                casegraph.toml:2:22: expected true or false, found string "no"
            "#]],
        );
    }

    #[test]
    fn errors_have_a_place_and_the_allowed_values() {
        check(
            "",
            &expect![[r#"
            casegraph.toml:1:1: the key `title` is missing
            add `title = …`"#]],
        );
        check(
            "title = 'A'\ntitel = 'B'\n",
            &expect![[r#"
                casegraph.toml:2:1: there is no key `titel` here
                did you mean `title`? allowed are: title, profile, base, ignore, vocabulary, builtin-vocabulary, gaps, maps, roles, tree, case-study, sections, section-rules, metrics, sources, placeholders, plan, links, front-matter, rule, copies, site"#]],
        );
        check(
            "title = 'A'\nprofile = 'case-study'\n",
            &expect![[r#"
                casegraph.toml:2:11: no profile is called `case-study`
                profiles are: article-plan, case-studies, design-folders, link-list, pages"#]],
        );
        check(
            "title = 'A'\nbase = 'nowhere'\n",
            &expect![[r#"
            casegraph.toml:2:8: `nowhere` cannot be the base IRI: it does not begin with `http://` or `https://` (allowed: an absolute http or https IRI with a host that ends in `/` or `#`, such as `https://example.org/cases/`)
        "#]],
        );
        check(
            "title = 'A'\n[case-study]\nminimum = 'three'\n",
            &expect![[r#"
            casegraph.toml:3:11: expected a whole number, found string "three"
        "#]],
        );
        check(
            "title = 'A'\n[case-study]\nheadings = 'x'\n",
            &expect![[r#"
                casegraph.toml:3:1: there is no key `headings` here
                did you mean `heading`? allowed are: heading, item-sections, row-sections, minimum, maximum, context-phrases, context-labels, key-insight-labels"#]],
        );
        check(
            "title = 'A'\n[roles]\ntopics = []\n",
            &expect![[r#"
                casegraph.toml:3:1: there is no key `topics` here
                did you mean `topic`? allowed are: template, plan, sources, case-study, topic, pattern, company, technology, decision, index, page"#]],
        );
        check(
            "title = 'A'\n[case-study]\nheading = '('\n",
            &expect![[r#"
            casegraph.toml: the profile is wrong: `case-study.heading`: regex parse error:
                (
                ^
            error: unclosed group
            correct the key in casegraph.toml"#]],
        );
        check(
            "title = A\n",
            &expect![[r#"
            casegraph.toml:1:9: string values must be quoted, expected literal string
        "#]],
        );
    }
}
