//! Suggests names for the vocabulary: frequent capitalised runs of words inside sentences, and companies that the text
//! states.
//!
//! Precision comes before recall: a word that the corpus also writes in lower case, or whose capital is that of a
//! sentence or title, is not suggested.

mod not_names;
mod token;

use std::collections::{BTreeMap, BTreeSet};

use super::company_list::is_listed;
use super::guard::{inside, is_sentence};
use super::matcher::{self, LabelMatch};
use super::registry::Registry;
use super::sentence::{Surroundings, sentences};
use super::word::words;
use crate::model::document_facts::DocumentFacts;
use crate::model::id::Kind;
use crate::model::location::DocPath;
use crate::model::name::NameOrigin;
use crate::model::prose::Prose;
use not_names::is_never_a_name;
use token::{Shape, Token, tokens};

/// The number of places that are given for a name.
const PLACES: usize = 3;

/// The longest run of words that can be a name.
const LONGEST: usize = 4;

/// A name that is in no vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedName {
    /// The name as written.
    pub name: String,
    /// The kind: company if most occurrences are in company cells or contexts, else technology. This is a guess.
    pub kind: Kind,
    /// The number of occurrences in the corpus.
    pub count: usize,
    /// The first places, at most three, by path and line.
    pub places: Vec<(DocPath, u32)>,
}

/// The names that occur at least `minimum` times in running text and are in no vocabulary: the most frequent first,
/// then by name. Linear in the text, but for sorting.
#[must_use]
pub fn suggest_names(registry: &Registry, documents: &[DocumentFacts], minimum: usize) -> Vec<SuggestedName> {
    let mut documents: Vec<&DocumentFacts> = documents.iter().collect();
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    let common = CorpusWords::new(&documents);
    let mut found: BTreeMap<String, Tally> = BTreeMap::new();
    for document in &documents {
        let mut places = matcher::places(registry.lexicon(), document).into_iter().peekable();
        for prose in &document.prose {
            let mut known = Vec::new();
            while let Some(place) = places.next_if(|place| std::ptr::eq(place.prose, prose)) {
                known.push(place);
            }
            for (name, at, stated) in names_in(registry, prose, &known, &common) {
                let company = stated || prose.company_cell || is_in_context(prose, at);
                found.entry(name).or_default().add(&document.path, prose.line_at(at), company, stated);
            }
        }
    }
    let plurals: Vec<String> = found
        .keys()
        .filter(|name| singular(name).is_some_and(|one| found.contains_key(one)))
        .cloned()
        .collect();
    for plural in plurals {
        if let Some(more) = found.remove(&plural)
            && let Some(one) = singular(&plural).and_then(|one| found.get_mut(one))
        {
            one.unite(more);
        }
    }
    let mut suggested: Vec<SuggestedName> = found
        .into_iter()
        .filter(|(_, found)| found.count >= minimum.max(1))
        .map(|(name, found)| SuggestedName {
            name,
            kind: if found.is_company() { Kind::Company } else { Kind::Technology },
            count: found.count,
            places: found.places,
        })
        .collect();
    suggested.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    suggested
}

#[derive(Default)]
struct Tally {
    count: usize,
    as_company: usize,
    stated: bool,
    places: Vec<(DocPath, u32)>,
}

impl Tally {
    fn add(&mut self, path: &DocPath, line: u32, company: bool, stated: bool) {
        self.count += 1;
        self.as_company += usize::from(company);
        self.stated |= stated;
        let is_new = self.places.last().is_none_or(|(last, at)| last != path || *at != line);
        if is_new && self.places.len() < PLACES {
            self.places.push((path.clone(), line));
        }
    }

    fn unite(&mut self, other: Self) {
        self.count += other.count;
        self.as_company += other.as_company;
        self.stated |= other.stated;
        self.places.extend(other.places);
        self.places.sort();
        self.places.dedup();
        self.places.truncate(PLACES);
    }

    fn is_company(&self) -> bool {
        self.stated || self.as_company * 2 >= self.count
    }
}

fn singular(name: &str) -> Option<&str> {
    name.strip_suffix('s')
}

fn is_in_context(prose: &Prose, at: usize) -> bool {
    prose.context_from.is_some_and(|from| from as usize <= at)
}

/// Evidence of the corpus that words are not names: words that it writes in lower case, people, and headings of several
/// words.
struct CorpusWords {
    lower: BTreeSet<String>,
    people: BTreeSet<String>,
    headings: BTreeSet<String>,
}

impl CorpusWords {
    fn new(documents: &[&DocumentFacts]) -> Self {
        let texts = documents.iter().flat_map(|document| &document.prose).map(|prose| prose.text.as_str());
        let parts = texts.flat_map(words).flat_map(|(_, word)| word.split(['-', '/', '.', '\'', '’']));
        let lower =
            parts.filter(|part| part.starts_with(char::is_lowercase) && !part.contains(char::is_uppercase));
        let citations = documents.iter().flat_map(|document| &document.citations);
        let authors = citations.flat_map(|citation| &citation.authors);
        let names = authors.map(|author| author.split('(').next().unwrap_or_default().trim());
        let people = names.flat_map(|name| [Some(name), name.rsplit_once(' ').map(|(_, family)| family)]);
        let headings = documents.iter().flat_map(|document| &document.sections).map(|section| &section.name);
        Self {
            lower: lower.map(str::to_owned).collect(),
            people: people.flatten().map(str::to_owned).collect(),
            headings: headings.filter(|heading| heading.contains(' ')).cloned().collect(),
        }
    }

    /// Whether a run of words is a person, or a heading of the corpus.
    fn is_no_name(&self, run: &str) -> bool {
        self.people.contains(run) || self.headings.contains(run)
    }

    /// Whether the corpus writes a word in lower case, alone or as a plural.
    fn writes_lower(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        self.lower.contains(&lower) || lower.strip_suffix('s').is_some_and(|one| self.lower.contains(one))
    }
}

/// The unknown names in a unit of text: the name, its offset, and whether the text states that it is a company.
fn names_in(
    registry: &Registry,
    prose: &Prose,
    known: &[LabelMatch<'_>],
    common: &CorpusWords,
) -> Vec<(String, usize, bool)> {
    let text = prose.text.as_str();
    let mut found = Vec::new();
    for place in known {
        let name = place.counts.and_then(|term| registry.name(registry.lexicon().id(term)?));
        if let Some(name) = name.filter(|name| name.origin == NameOrigin::Text) {
            found.push((name.label.clone(), place.start, true));
        }
    }
    if prose.cites_works && !prose.company_cell {
        return found;
    }
    let sentences = sentences(text);
    let mut sentence = sentences.iter().copied().peekable();
    for run in runs(text, known) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        while sentence.next_if(|(_, end)| *end <= first.start).is_some() {}
        let bounds = sentence.peek().copied().unwrap_or((0, text.len()));
        let around = Surroundings::new(text, first.start, last.end, bounds);
        let listed = prose.company_cell || is_listed(prose, first.start, last.end);
        if !listed && !is_sentence(&around) {
            continue;
        }
        let run =
            if listed || inside(&around).is_some() { run.as_slice() } else { without_opener(&run, common) };
        let Some(run) = as_name(run, common) else { continue };
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let name = text.get(first.start..last.end).unwrap_or_default();
        if !common.is_no_name(name) {
            found.push((name.to_owned(), first.start, false));
        }
    }
    found
}

/// Runs of unknown capitalised tokens with single spaces between them.
fn runs<'t>(text: &'t str, known: &[LabelMatch<'_>]) -> Vec<Vec<Token<'t>>> {
    let mut runs: Vec<Vec<Token<'t>>> = Vec::new();
    let mut places = known.iter().peekable();
    let mut end = None;
    for token in tokens(text) {
        while places.next_if(|place| place.end <= token.start).is_some() {}
        let is_known = places.peek().is_some_and(|place| place.start < token.end);
        if is_known || token.shape == Shape::Word {
            end = None;
            continue;
        }
        let joined = end.is_some_and(|end| text.get(end..token.start) == Some(" "));
        end = token.may_go_on().then_some(token.end);
        match runs.last_mut() {
            Some(run) if joined => run.push(token),
            _ => runs.push(vec![token]),
        }
    }
    runs
}

/// A run at the start of a sentence without the word that has its capital from there: a word that the corpus writes in
/// lower case too, or a word that is the whole run.
fn without_opener<'r, 't>(run: &'r [Token<'t>], common: &CorpusWords) -> &'r [Token<'t>] {
    match run.split_first() {
        Some((first, rest))
            if first.shape == Shape::Capitalised && (rest.is_empty() || common.writes_lower(first.text)) =>
        {
            rest
        }
        _ => run,
    }
}

/// The part of a run that can be a name, without the words at its ends that are never part of one.
fn as_name<'r, 't>(run: &'r [Token<'t>], common: &CorpusWords) -> Option<&'r [Token<'t>]> {
    let is_noise = |token: &Token<'t>| is_never_a_name(token.text);
    let start = run.iter().position(|token| !is_noise(token))?;
    let end = run.iter().rposition(|token| !is_noise(token))? + 1;
    let run = run.get(start..end)?;
    let is_new = |token: &Token<'t>| !is_noise(token) && token.parts().any(|part| !common.writes_lower(part));
    (run.len() <= LONGEST && run.iter().any(is_new)).then_some(run)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::extract::extract;
    use crate::model::id::ThingId;
    use crate::model::name::Name;
    use crate::profile::Profile;

    #[test]
    fn unknown_names_are_suggested_with_their_places() {
        let text = "---\ncompanies: [Acme, Known]\n---\n\n# The Great Sharding Guide\n\nWe run Vitess with FooBarDB at Known, and \
            Acme too.\nSharding is hard; the Sharding team used Vitess's planner in May.\n\n**Vitess**: a proxy.\n\n\
            The FooBarDB nodes use the NVMX drives, `Code`, and Hidden Gem Labs tools.\nThen Hidden Gem Labs and JSON.\n";
        let profile = Profile::shipped("pages").unwrap();
        let document = extract(&DocPath::new("a.md").unwrap(), text.as_bytes(), &profile);
        let known = Name::plain(ThingId::new(Kind::Company, "known"), "Known", NameOrigin::Corpus);
        let documents = [document];
        let registry = Registry::new(&[known], &documents);
        let shown: Vec<String> = suggest_names(&registry, &documents, 1)
            .iter()
            .map(|suggested| {
                let lines: Vec<String> = suggested.places.iter().map(|(_, line)| line.to_string()).collect();
                let SuggestedName { name, kind, count, .. } = suggested;
                format!("{count} {name} {kind:?} {}", lines.join(" "))
            })
            .collect();
        expect![[r#"
            2 Acme Company 2 7
            2 FooBarDB Technology 7 12
            2 Vitess Technology 7 8
            1 Hidden Gem Labs Technology 12
            1 NVMX Technology 12
            1 Sharding Technology 8"#]]
        .assert_eq(&shown.join("\n"));
    }
}
