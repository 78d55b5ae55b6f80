//! Small collections with what is inferred of them, near-misses beside hits.

mod copies_and_site;
mod inside_pages;
mod pages;

use std::fmt::Write as _;

use expect_test::Expect;
use proptest::prelude::*;

use super::features::Features;
use super::infer;
use super::site::{SiteFile, site_files};
use crate::join::inventory::Inventory;
use crate::model::location::DocPath;

/// Paths with their texts.
type Files = Vec<(String, String)>;

/// Holds what is inferred of some files against what is expected: the profile, the rules with their evidence, and the rest.
fn check(files: &Files, expected: &Expect) {
    let inventory = Inventory::new(files.iter().filter_map(|(path, _)| DocPath::new(path)));
    let text_of =
        |path: &DocPath| files.iter().find(|(known, _)| known == path.as_str()).map(|(_, text)| text.clone());
    let markdown = inventory.files().filter(|path| path.is_markdown());
    let features: Vec<Features> =
        markdown.map(|path| Features::read(path, text_of(path).unwrap_or_default().as_bytes())).collect();
    let site: Vec<SiteFile> = site_files(&inventory)
        .into_iter()
        .map(|path| SiteFile { bytes: text_of(&path).unwrap_or_default().into_bytes(), path })
        .collect();
    let inference = infer(&features, &inventory, &site);
    for rule in &inference.rules {
        rule.rule.check().unwrap();
    }
    for copies in &inference.copies {
        copies.copies.check().unwrap();
    }
    inference.site.site.check().unwrap();
    let mut shown =
        inference.profile.iter().map(|profile| format!("profile {}\n", profile.name)).collect::<String>();
    shown += &inference.to_toml();
    if !inference.source_headings.is_empty() {
        let _ = write!(shown, "kinds of source: {}", inference.source_headings.join(", "));
    }
    // The order of the files says nothing.
    let reversed: Vec<Features> = features.into_iter().rev().collect();
    assert_eq!(infer(&reversed, &inventory, &site), inference);
    expected.assert_eq(&shown);
}

/// A file of each name of a list, from a path and a text in which `{}` stands for the name and `{n}` for its number.
fn each(names: &[&str], path: &str, text: &str) -> Files {
    let fill = |form: &str, number: usize, name: &str| {
        let slug = name.to_lowercase().replace(' ', "-");
        form.replace("{}", name).replace("{slug}", &slug).replace("{n}", &number.to_string())
    };
    names
        .iter()
        .enumerate()
        .map(|(number, name)| (fill(path, number, name), fill(text, number, name)))
        .collect()
}

fn file(path: &str, text: &str) -> Files {
    vec![(path.to_owned(), text.to_owned())]
}

/// All files of some lists of them.
fn all<const N: usize>(lists: [Files; N]) -> Files {
    lists.into_iter().flatten().collect()
}

/// Names of firms that are none.
const FIRMS: [&str; 6] = ["Alderbank", "Northwick Air", "Pellucid", "Tarragon", "Voltmark", "Quayside"];

proptest! {
    #[test]
    fn any_text_is_read(texts in prop::collection::vec("([-*#|\\[\\]()<>`:_ \n]|---\n|key: |\\[a\\]\\(https://b.c/d\\)|<details>|<summary>|</|Ab|案例|é){0,60}", 1..6)) {
        let path = |number: usize| DocPath::new(&format!("f{}/p{number}.md", number % 2)).unwrap();
        let features: Vec<Features> =
            texts.iter().enumerate().map(|(number, text)| Features::read(&path(number), text.as_bytes())).collect();
        let inventory = Inventory::new((0..texts.len()).map(path));
        let inference = infer(&features, &inventory, &[]);
        for rule in &inference.rules {
            prop_assert!(rule.rule.check().is_ok());
        }
    }
}
