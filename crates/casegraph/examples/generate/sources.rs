//! What a topic rests on: posts of companies, pages of documentation; and the list of them, `RESOURCES.md`.

use std::fmt::Write as _;

use super::Shape;
use super::dice::Dice;
use super::tree::Topic;
use super::words::Words;

/// A source.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    key: String,
    title: String,
    url: String,
    year: usize,
    /// The company that published it; empty for documentation.
    pub(crate) company: String,
    /// The technology that it documents; empty for posts.
    technology: String,
}

impl Source {
    /// The sources of a topic: posts that are its own, and pages of documentation that other topics cite too.
    pub(crate) fn of(topic: &Topic, shape: Shape, dice: &mut Dice, words: &Words) -> Vec<Self> {
        let (posts, pages) = match shape {
            Shape::Small => (dice.between(1, 3), 1),
            Shape::Large => (dice.between(4, 7), dice.between(4, 8)),
        };
        let mut sources = Vec::new();
        for number in 0..posts {
            let company = dice.pick_early(&words.companies).clone();
            let year = dice.between(2012, 2025);
            let host = host(&company);
            sources.push(Self {
                key: format!("{host}-{year}-{}", number + 1),
                title: format!("{} at {company}, part {}", topic.title, number + 1),
                url: format!(
                    "https://engineering.{host}.test/{year}/{}-{}",
                    topic.slug.replace('_', "-"),
                    number + 1
                ),
                year,
                company,
                technology: String::new(),
            });
        }
        for number in 0..pages {
            let technology = dice.pick_early(&words.technologies).clone();
            let chapter = dice.between(1, 9);
            let host = host(&technology);
            if sources.iter().any(|other: &Self| other.technology == technology) {
                continue;
            }
            sources.push(Self {
                key: format!("{host}-docs-{}", number + 1),
                title: format!("{technology}: operation, chapter {chapter}"),
                url: format!("https://docs.{host}.test/operation/chapter-{chapter}"),
                year: 2025,
                company: String::new(),
                technology,
            });
        }
        sources
    }

    /// The mark in a text.
    pub(crate) fn citation(&self) -> String {
        format!("[^{}]", self.key)
    }

    /// The definition of the mark, a line.
    pub(crate) fn definition(&self) -> String {
        let Self { key, title, url, company, technology, year } = self;
        if company.is_empty() {
            format!("[^{key}]: [{title}]({url}), {technology} documentation.\n")
        } else {
            format!("[^{key}]: [{title}]({url}), {company}, {year}.\n")
        }
    }
}

fn host(name: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let host: String = name.chars().map(letter).collect();
    host.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// The text of a topic's `RESOURCES.md`.
pub(crate) fn resources(topic: &Topic, sources: &[Source], shape: Shape, dice: &mut Dice) -> String {
    let mut out = format!("# {}: Research Resources\n\n", topic.title);
    out.push_str(
        "What is listed here was read for [the case studies](./README.md).\n\n## Engineering Blog Posts\n\n",
    );
    out.push_str(
        "| Company | Title | URL | Date | Key Insights |\n|---------|-------|-----|------|--------------|\n",
    );
    for source in sources.iter().filter(|source| !source.company.is_empty()) {
        let Source { company, title, url, year, .. } = source;
        let insight = insight(shape, dice);
        let _ = writeln!(out, "| {company} | {title} | {url} | {year} | {insight} |");
    }
    out.push_str("\n## Documentation References\n\n");
    for source in sources.iter().filter(|source| source.company.is_empty()) {
        let Source { technology, title, url, .. } = source;
        let _ = writeln!(out, "- [{title}]({url}) - {technology}: {}", insight(shape, dice));
    }
    out.push_str("\n## Research Methodology\n\n");
    let paragraphs = if shape == Shape::Large { 9 } else { 1 };
    for _ in 0..paragraphs {
        let _ = writeln!(
            out,
            "- **{}**: {}",
            dice.pick(&["Read in full", "Read in part", "One source only", "Dates"]),
            insight(shape, dice)
        );
    }
    out
}

const INSIGHTS: [&str; 10] = [
    "the order of the steps and what each of them cost",
    "figures before and after, taken at the client",
    "why the first design was given up",
    "the table of ranges and how it is changed",
    "what is not promised, in the words of those who run it",
    "a list of faults found in two years",
    "the limits of the approach, with the load at which they were met",
    "how the copy is checked while it is made",
    "which settings were changed and why",
    "a comparison with the design that was not chosen",
];

fn insight(shape: Shape, dice: &mut Dice) -> String {
    let parts = if shape == Shape::Large { dice.between(3, 6) } else { 1 };
    (0..parts).map(|_| *dice.pick(&INSIGHTS)).collect::<Vec<_>>().join("; ")
}
