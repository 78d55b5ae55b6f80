//! Anchors: the link fragments that lead to headings.

mod slug;

use std::collections::{BTreeMap, HashSet};

use super::block::{Block, BlockKind};
use super::heading::{HeadingText, without_attributes};
use crate::profile::text::SlugRule;

/// The anchors of headings.
#[derive(Debug, Default)]
pub(crate) struct HeadingAnchors {
    /// By the line of the heading.
    pub(crate) by_line: BTreeMap<u32, String>,
    /// Other fragments that lead to a heading: what the generator makes of it under another of its settings, the id that its
    /// author gives it, a second heading of a line.
    pub(crate) others: Vec<String>,
}

/// The anchors of these headings. Linear in the headings, but for sorting.
pub(crate) fn anchors<'b>(headings: impl Iterator<Item = &'b Block>, rule: SlugRule) -> HeadingAnchors {
    let mut headings: Vec<(u32, &HeadingText)> = headings
        .filter(|block| matches!(block.kind, BlockKind::Heading { .. }))
        .filter_map(|block| Some((block.lines.start(), block.heading.as_deref()?)))
        .collect();
    headings.sort_by_key(|(line, _)| *line);
    let texts: Vec<&HeadingText> = headings.iter().map(|(_, heading)| *heading).collect();
    let mut found = HeadingAnchors::default();
    let mut variants = variants(rule).iter().map(|variant| number(&texts, rule, *variant));
    for (at, anchor) in variants.next().unwrap_or_default().into_iter().enumerate() {
        let Some((line, heading)) = headings.get(at) else { continue };
        if rule.is_githubs() {
            found.others.extend(heading.id.clone()); // a reader of the source, if not GitHub, goes by it
        }
        match found.by_line.entry(*line) {
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(anchor);
            }
            std::collections::btree_map::Entry::Occupied(_) => found.others.push(anchor),
        }
    }
    let known: HashSet<&String> = found.by_line.values().collect();
    let others: Vec<String> = variants.flatten().filter(|anchor| !known.contains(anchor)).collect();
    found.others.extend(others);
    found
}

/// What the rule makes of the words of a heading, without numbers.
pub(crate) fn slugs(heading: &str, rule: SlugRule) -> Vec<String> {
    let heading = HeadingText {
        text: heading.to_owned(),
        with_images: heading.to_owned(),
        source: heading.to_owned(),
        ..HeadingText::default()
    };
    variants(rule).iter().map(|variant| variant(&heading)).collect()
}

/// One way in which a generator may read a heading.
type Variant = fn(&HeadingText) -> String;

/// The ways in which a generator reads headings, the usual one first: settings and versions differ.
fn variants(rule: SlugRule) -> &'static [Variant] {
    match rule {
        SlugRule::Github | SlugRule::None => {
            &[|heading| slug::github(&of_github(heading)), |heading| slug::github(of_html(heading))]
        }
        SlugRule::Mkdocs => &[|heading| slug::mkdocs(heading.without_attributes())],
        SlugRule::Docusaurus => &[
            |heading| slug::github(without_attributes(&heading.with_images).trim()),
            |heading| slug::github(heading.without_attributes().trim()),
        ],
        SlugRule::Hugo => &[
            |heading| slug::hugo(without_attributes(&heading.source)),
            |heading| slug::hugo(heading.without_attributes()),
        ],
        SlugRule::Jekyll => &[
            |heading| slug::github(without_attributes(&heading.source)),
            |heading| slug::github(heading.without_attributes()),
            |heading| slug::kramdown(without_attributes(&heading.source)),
        ],
        SlugRule::Vitepress => &[|heading| slug::vitepress(without_attributes(&heading.with_images))],
        SlugRule::Gitbook => &[
            |heading| slug::github(&of_github(heading)),
            |heading| slug::gitbook(heading.without_attributes()),
            |heading| format!("id-{}", slug::gitbook(heading.without_attributes())),
        ],
        SlugRule::Mdbook => &[|heading| slug::mdbook(heading.without_attributes())],
        SlugRule::Docsify => &[|heading| slug::docsify(heading.without_attributes())],
        SlugRule::MarkdownIt => &[
            |heading| slug::markdown_it(heading.without_attributes()),
            |heading| slug::github(heading.without_attributes()),
            |heading| slug::vitepress(heading.without_attributes()),
        ],
    }
}

/// The text that GitHub makes an anchor of: attributes in braces are text there. A comment at its end leaves no space.
fn of_github(heading: &HeadingText) -> String {
    if heading.has_comment { heading.text.trim().to_owned() } else { heading.text.clone() }
}

/// The text of an HTML heading without the white space at its ends: versions of GitHub differ.
fn of_html(heading: &HeadingText) -> &str {
    if heading.is_html { heading.text.trim() } else { heading.text.as_str() }
}

/// The anchors of headings read in one way, in their order, with numbers after repeated ones.
fn number(headings: &[&HeadingText], rule: SlugRule, variant: Variant) -> Vec<String> {
    let stated = |heading: &HeadingText| heading.id.clone().filter(|_| !rule.is_githubs());
    let mut anchors = Anchors { rule, next: BTreeMap::new() };
    for id in headings.iter().filter_map(|heading| stated(heading)) {
        anchors.next.insert(id, 1);
    }
    headings.iter().map(|heading| stated(heading).unwrap_or_else(|| anchors.next(variant(heading)))).collect()
}

/// Assigns the anchors of one document, with `-1`, `-2` after repeated ones.
#[derive(Debug)]
struct Anchors {
    rule: SlugRule,
    next: BTreeMap<String, u32>,
}

impl Anchors {
    /// The anchor of the next heading with this slug.
    fn next(&mut self, slug: String) -> String {
        if self.rule == SlugRule::Mkdocs {
            return self.next_of_mkdocs(slug);
        }
        let Some(mut number) = self.next.get(&slug).copied() else {
            self.next.insert(slug.clone(), 1);
            return slug;
        };
        loop {
            let numbered = format!("{slug}-{number}");
            number += 1;
            if !self.next.contains_key(&numbered) {
                self.next.insert(numbered.clone(), 1);
                self.next.insert(slug, number);
                return numbered;
            }
        }
    }

    /// `_1` after a repeated or empty one; a number that is there already goes on.
    fn next_of_mkdocs(&mut self, slug: String) -> String {
        if !slug.is_empty() && !self.next.contains_key(&slug) {
            self.next.insert(slug.clone(), 1);
            return slug;
        }
        let (stem, first) = match slug.rsplit_once('_').map(|(stem, number)| (stem, number.parse::<u32>())) {
            Some((stem, Ok(number))) => (stem.to_owned(), number.saturating_add(1)),
            _ => (slug.clone(), 1),
        };
        let mut number = first.max(self.next.get(&format!("{stem}\0")).copied().unwrap_or_default());
        loop {
            let numbered = format!("{stem}_{number}");
            number = number.saturating_add(1);
            if !self.next.contains_key(&numbered) || number == u32::MAX {
                self.next.insert(format!("{stem}\0"), number);
                self.next.insert(numbered.clone(), 1);
                return numbered;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(rule: SlugRule, headings: &[&str]) -> String {
        let mut texts: Vec<HeadingText> = headings
            .iter()
            .map(|text| HeadingText {
                text: (*text).to_owned(),
                with_images: (*text).to_owned(),
                source: (*text).to_owned(),
                ..HeadingText::default()
            })
            .collect();
        for heading in &mut texts {
            heading.take_attributes();
        }
        let texts: Vec<&HeadingText> = texts.iter().collect();
        let found = number(&texts, rule, variants(rule)[0]);
        found.iter().map(|anchor| format!("#{anchor}")).collect::<Vec<_>>().join(" ")
    }

    const HEADINGS: [&str; 10] = [
        "What? Why & How",
        "A",
        "A",
        "A-1",
        "Łódź — 2",
        "H₂O ① ²",
        "⚠️ Café  à",
        "1. snake_case",
        "数据",
        "Set up {#setup}",
    ];

    #[test]
    fn anchors_follow_the_slug_rule() {
        for (rule, expected) in [
            (
                SlugRule::Github,
                "#what-why--how #a #a-1 #a-1-1 #łódź--2 #ho-- #\u{fe0f}-café--à #1-snake_case #数据 #set-up-setup",
            ),
            (SlugRule::Mkdocs, "#what-why-how #a #a_1 #a-1 #odz-2 #h2o-1-2 #cafe-a #1-snake_case #_1 #setup"),
            (
                SlugRule::Docusaurus,
                "#what-why--how #a #a-1 #a-1-1 #łódź--2 #ho-- #\u{fe0f}-café--à #1-snake_case #数据 #setup",
            ),
            (
                SlugRule::Hugo,
                "#what-why--how #a #a-1 #a-1-1 #łódź--2 #ho-- #-café--à #1-snake_case #数据 #setup",
            ),
            (
                SlugRule::Vitepress,
                "#what-why-how #a #a-1 #a-1-1 #łodz-—-2 #h2o-1-2 #⚠\u{fe0f}-cafe-a #_1-snake-case #数据 #setup",
            ),
            (
                SlugRule::Mdbook,
                "#what-why--how #a #a-1 #a-1-1 #łódź--2 #h₂o-①-² #-café--à #1-snake_case #数据 #setup",
            ),
            (
                SlugRule::Gitbook,
                "#what-why--how #a #a-1 #a-1-1 #łódź--2 #ho-- #\u{fe0f}-café--à #1-snake_case #数据 #setup",
            ),
            (
                SlugRule::Jekyll,
                "#what-why--how #a #a-1 #a-1-1 #łódź--2 #ho-- #\u{fe0f}-café--à #1-snake_case #数据 #setup",
            ),
            (
                SlugRule::Docsify,
                "#what-why-how #a #a-1 #a-1-1 #Łódź-2 #h₂o-①-² #⚠\u{fe0f}-café-à #_1-snake_case #数据 #setup",
            ),
        ] {
            assert_eq!(all(rule, &HEADINGS), expected, "{rule:?}");
        }
    }

    #[test]
    fn repeated_headings_are_numbered_past_those_that_look_numbered() {
        let headings = ["A", "A-1", "A", "A", "A_1", "A_1"];
        assert_eq!(all(SlugRule::Github, &headings), "#a #a-1 #a-2 #a-3 #a_1 #a_1-1");
        assert_eq!(all(SlugRule::Mkdocs, &headings), "#a #a-1 #a_1 #a_2 #a_3 #a_4");
        assert_eq!(all(SlugRule::Mkdocs, &["概要", "背景", "結論", "_1"]), "#_1 #_2 #_3 #_4");
    }
}
