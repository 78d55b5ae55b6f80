//! The lines of terms in a vocabulary file; the parser does not report the positions of triples.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::rdf::base::Base;

/// Finds the lines of terms in the text of a vocabulary file.
#[derive(Clone, Debug, Default)]
pub(super) struct TermLines {
    turtle: String,
    prefixes: BTreeMap<String, String>,
    /// The first line that begins with each IRI, by the IRI as written.
    subjects: OnceLock<BTreeMap<String, usize>>,
}

impl TermLines {
    pub(super) fn new(turtle: &str, prefixes: BTreeMap<String, String>) -> Self {
        Self { turtle: turtle.to_owned(), prefixes, subjects: OnceLock::new() }
    }

    /// The first line of the description of a term, or else the first line that contains its IRI, or else 1.
    pub(super) fn line_of(&self, iri: &str, base: &Base) -> u32 {
        self.index_of(iri, base).map_or(1, number)
    }

    /// The line of a literal in the description of a term, or else the line of the term.
    pub(super) fn line_of_text(&self, iri: &str, text: &str, base: &Base) -> u32 {
        let Some(begins) = self.index_of(iri, base) else { return 1 };
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
        let mut open = true;
        let mut lines = self
            .turtle
            .lines()
            .enumerate()
            .skip(begins)
            .take_while(|(_, line)| std::mem::replace(&mut open, !line.trim_end().ends_with('.')));
        let found = lines.find(|(_, line)| {
            line.contains(&format!("\"{escaped}\"")) || line.contains(&format!("'{text}'"))
        });
        number(found.map_or(begins, |(line, _)| line))
    }

    fn index_of(&self, iri: &str, base: &Base) -> Option<usize> {
        let mut spellings = vec![format!("<{iri}>")];
        spellings.extend(iri.strip_prefix(base.as_str()).map(|relative| format!("<{relative}>")));
        let short = self
            .prefixes
            .iter()
            .filter_map(|(prefix, space)| Some(format!("{prefix}:{}", iri.strip_prefix(space.as_str())?)));
        spellings.extend(short);
        let subjects = self.subjects.get_or_init(|| subjects(&self.turtle));
        let as_subject = spellings.iter().filter_map(|spelling| subjects.get(spelling)).min().copied();
        as_subject.or_else(|| self.turtle.lines().position(|line| holds(line, &spellings)))
    }
}

fn subjects(turtle: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for (at, line) in turtle.lines().enumerate() {
        let first = line.split_whitespace().next().unwrap_or_default();
        if first.contains(':') || first.starts_with('<') {
            found.entry(first.to_owned()).or_insert(at);
        }
    }
    found
}

/// Whether a line, other than a prefix declaration, contains one of these spellings of an IRI.
fn holds(line: &str, spellings: &[String]) -> bool {
    let is_prefix = line
        .trim_start()
        .trim_start_matches('@')
        .get(..6)
        .is_some_and(|word| word.eq_ignore_ascii_case("prefix"));
    !is_prefix
        && spellings.iter().any(|spelling| {
            line.find(spelling.as_str()).is_some_and(|at| {
                let after = line.get(at + spelling.len()..).and_then(|rest| rest.chars().next());
                after.is_none_or(|c| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '%' | ':')))
            })
        })
}

/// Converts a number from 0 to a number from 1.
fn number(from_zero: usize) -> u32 {
    u32::try_from(from_zero.saturating_add(1)).unwrap_or(u32::MAX)
}
