//! Where things lie: domains, categories, topics, and the topics that are planned only.

use super::dice::Dice;
use super::words::{AREAS, FIELDS, SETTINGS, Words};

/// A folder of categories.
#[derive(Clone, Debug)]
pub(crate) struct Domain {
    pub(crate) folder: String,
    pub(crate) name: String,
    pub(crate) categories: Vec<Category>,
}

/// A folder of topics.
#[derive(Clone, Debug)]
pub(crate) struct Category {
    pub(crate) folder: String,
    pub(crate) name: String,
    pub(crate) topics: Vec<Topic>,
    /// Topics that the plan lists and nobody has written.
    pub(crate) unwritten: Vec<Topic>,
}

/// A topic.
#[derive(Clone, Debug)]
pub(crate) struct Topic {
    /// Its number among all topics, from 0.
    pub(crate) number: usize,
    pub(crate) slug: String,
    pub(crate) title: String,
    /// The pattern that it is about.
    pub(crate) pattern: String,
    pub(crate) priority: usize,
}

/// A whole collection without its texts.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    pub(crate) domains: Vec<Domain>,
    /// Documents that are needed to make up the number, beside the pages.
    pub(crate) others: usize,
}

impl Tree {
    /// A tree of exactly `documents` documents: a README and a plan, an index for each domain and category, two pages for
    /// each topic, and up to two others.
    pub(crate) fn new(documents: usize, seed: u64, words: &Words) -> Self {
        let mut dice = Dice::new(seed, u64::MAX);
        let mut left = documents.saturating_sub(2);
        let mut domains: Vec<Domain> = Vec::new();
        let (mut number, mut categories_wanted, mut topics_wanted) = (0, 0, 0);
        loop {
            let full =
                |domain: &Domain| domain.categories.last().is_none_or(|c| c.topics.len() >= topics_wanted);
            let new_category = domains.last().is_none_or(full);
            let new_domain =
                new_category && domains.last().is_none_or(|d| d.categories.len() >= categories_wanted);
            let cost = 2 + usize::from(new_category) + usize::from(new_domain);
            if left < cost {
                break;
            }
            left -= cost;
            if new_domain {
                categories_wanted = dice.between(4, 9);
                domains.push(domain(domains.len()));
            }
            let Some(domain) = domains.last_mut() else { break };
            if new_category {
                topics_wanted = dice.between(5, 11);
                domain.categories.push(category(
                    domain.categories.len(),
                    domain.folder.len() + number,
                    &mut dice,
                ));
            }
            let Some(category) = domain.categories.last_mut() else { break };
            category.topics.push(topic(number, &mut dice, words));
            number += 1;
        }
        for category in domains.iter_mut().flat_map(|domain| &mut domain.categories) {
            for _ in 0..category.topics.len().div_ceil(3) {
                category.unwritten.push(topic(number, &mut dice, words));
                number += 1;
            }
        }
        Self { domains, others: left }
    }

    /// All written topics by number, each with the folder that it lies in.
    pub(crate) fn written(&self) -> Vec<(&Topic, String)> {
        let mut all = Vec::new();
        for domain in &self.domains {
            for category in &domain.categories {
                let folder = |topic: &Topic| format!("{}/{}/{}", domain.folder, category.folder, topic.slug);
                all.extend(category.topics.iter().map(|topic| (topic, folder(topic))));
            }
        }
        all
    }
}

fn domain(position: usize) -> Domain {
    let round = position / FIELDS.len();
    let mut name = FIELDS[position % FIELDS.len()].to_owned();
    if round > 0 {
        name = format!("{name} {}", round + 1);
    }
    Domain { folder: format!("{:02}_{}", position + 1, name.replace(' ', "_")), name, categories: Vec::new() }
}

fn category(position: usize, salt: usize, dice: &mut Dice) -> Category {
    let at = (position * 7 + salt + dice.below(3)) % AREAS.len();
    let name = AREAS[at].to_owned();
    Category {
        folder: format!("{:02}_{}", position + 1, name.replace(' ', "_")),
        name,
        topics: Vec::new(),
        unwritten: Vec::new(),
    }
}

/// The topic with this number. Every pair of pattern and setting comes once before a number must tell two topics apart.
fn topic(number: usize, dice: &mut Dice, words: &Words) -> Topic {
    let patterns = words.patterns.len();
    let pattern = words.patterns[number % patterns].clone();
    let setting = SETTINGS[(number / patterns + number) % SETTINGS.len()];
    let round = number / (patterns * SETTINGS.len());
    let mut title = format!("{} {setting}", capitalised(&pattern));
    if round > 0 {
        title = format!("{title} part {}", round + 1);
    }
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let slug: Vec<String> = title
        .chars()
        .map(letter)
        .collect::<String>()
        .split('_')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    Topic { number, slug: slug.join("_"), title, pattern, priority: dice.between(1, 3) }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
