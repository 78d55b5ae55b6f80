//! Where the parts of the pages of a rule come from.

use std::collections::BTreeMap;

use crate::profile::normal_form::normal_form;
use crate::rules::part::{PartText, PartWord};
use crate::rules::text::{Are, Part, RuleText, Unit};

use super::key_stats::{KeyStat, KeyStats};
use super::names::{is_name, says_at};
use super::page::{Class, Page, share, tally};
use super::words::{WORDS, has};

/// Adds the parts that the pages of a rule have. `company` is the place of the company, where the rule was found by it.
pub(super) fn add(rule: RuleText, pages: &[&Page<'_>], company: Option<PartText>) -> RuleText {
    let are = rule.are;
    let keys = KeyStats::new(pages);
    let key = |words: &[String], percent: usize, fits: fn(&KeyStat<'_>) -> bool| {
        keys.first(words, percent, fits).map(PartText::key).into_iter().collect::<Vec<_>>()
    };
    let sections = Sections::new(pages);
    let mut rule = rule.with(Part::Title, title(pages, &keys, are));
    if are == Are::CaseStudy {
        let is_id = |stat: &KeyStat<'_>| stat.distinct.len() == stat.pages && stat.short == stat.pages;
        rule = rule.with(Part::Id, key(&["id".to_owned()], 95, is_id));
        let company = company.map_or_else(|| stated_company(pages), |company| vec![company]);
        rule = rule.with(Part::Company, company);
    }
    let category = category(&rule, pages, &keys);
    rule = rule.with(Part::Category, category);
    let is_short = |stat: &KeyStat<'_>| share(stat.short, stat.pages, 80);
    let mut status = Vec::new();
    let mut date = Vec::new();
    if matches!(are, Are::CaseStudy | Are::Decision | Are::Pattern | Are::Technology) {
        status = key(&WORDS.status_keys, 30, is_short);
        date = key(&WORDS.date_keys, 30, is_short);
    }
    if are == Are::Decision {
        status.extend(sections.named(&["status"], 30));
        status.extend(label(pages, &["status"]));
        date.extend(sections.named(&["date"], 30));
        date.extend(label(pages, &["date"]));
    }
    if are == Are::Pattern && status.is_empty() {
        status.extend(sections.named(&["status"], 50));
    }
    rule = rule.with(Part::Status, status).with(Part::Date, date);
    rule = rule.with(Part::Sources, sources(are, &keys, &sections));
    if matches!(are, Are::CaseStudy | Are::Company) {
        let is_list_of_names = |stat: &KeyStat<'_>| share(stat.short, stat.pages, 90) && stat.addresses == 0;
        let mut uses: Vec<PartText> =
            keys.all(&WORDS.uses_keys, 10, is_list_of_names).into_iter().map(PartText::key).collect();
        uses.extend(sections.of(&WORDS.uses_headings, 10));
        rule = rule.with(Part::Uses, uses);
    }
    if are == Are::Decision {
        let mut decision = sections.of(&WORDS.decision_headings, 30);
        decision.truncate(1);
        rule = rule.with(Part::Uses, decision);
        let mut superseded = key(&WORDS.superseded_keys, 1, |_| true);
        superseded.extend(sections.named(&["status"], 30));
        rule = rule.with(Part::Supersedes, key(&WORDS.supersedes_keys, 1, |_| true));
        rule = rule.with(Part::SupersededBy, superseded);
    }
    let mut related: Vec<PartText> =
        keys.all(&WORDS.related_keys, 3, |_| true).into_iter().map(PartText::key).collect();
    if matches!(are, Are::Pattern | Are::CaseStudy | Are::Topic | Are::Technology) {
        related.extend(sections.related());
    }
    rule = rule.with(Part::Related, related);
    rule = rule.with(Part::Prerequisites, key(&WORDS.prerequisite_keys, 5, |_| true));
    let used: Vec<String> = rule.part(Part::Category).iter().filter_map(key_name).collect();
    let tags = keys.first(&WORDS.tag_keys, 10, |_| true).filter(|name| !used.iter().any(|used| used == name));
    rule = rule.with(Part::Tags, tags.map(PartText::key).into_iter().collect());
    if are == Are::CaseStudy {
        rule = rule.with(Part::Metrics, key(&WORDS.metrics_keys, 10, |_| true));
    }
    let mut also = key(&WORDS.alias_keys, 3, |stat| stat.addresses == 0 && stat.named > 0);
    also.extend(sections.of(&WORDS.alias_headings, 3));
    rule.with(Part::AlsoCalled, also)
}

fn key_name(place: &PartText) -> Option<String> {
    match place {
        PartText::Key { key, .. } => Some(key.clone()),
        _ => None,
    }
}

/// A first heading that most pages have is a label of their template: the name stands below it.
pub(super) fn label_heading(pages: &[&Page<'_>]) -> Option<String> {
    let firsts = tally(pages.iter().filter_map(|page| page.first_normal()));
    let (normal, count) = firsts.into_iter().max_by_key(|(_, count)| *count)?;
    if count < 2 || !share(count, pages.len(), 60) || normal.is_empty() {
        return None;
    }
    let first = pages.iter().find(|page| page.first_normal() == Some(normal))?;
    first.first_heading().map(str::to_owned)
}

fn title(pages: &[&Page<'_>], keys: &KeyStats<'_>, are: Are) -> Vec<PartText> {
    let is_index = pages.iter().filter(|page| page.class == Class::Index).count() * 2 > pages.len();
    let file = PartText::Word(if is_index { PartWord::Folder } else { PartWord::FileName });
    let mut places = Vec::new();
    let many = |stat: &KeyStat<'_>| stat.distinct.len() * 4 > stat.pages;
    let is_name_of_all = !matches!(are, Are::Company | Are::Technology);
    let stated = keys.first(&WORDS.title_keys, 60, many);
    let value_of = |page: &Page<'_>, name: &str| {
        page.features.key(name).and_then(|key| key.value()).unwrap_or_default().to_owned()
    };
    let is_company_name = |name: &str| are_names(pages, |page| value_of(page, name));
    if let Some(name) = stated.filter(|name| is_name_of_all || is_company_name(name)) {
        places.push(PartText::key(name));
        if keys.keys.get(name).is_some_and(|stat| stat.pages == pages.len()) {
            return places;
        }
    }
    if let Some(heading) = label_heading(pages) {
        let has_name = |page: &&&Page<'_>| {
            page.features
                .headings
                .first()
                .and_then(|heading| heading.below.as_deref())
                .is_some_and(|below| below.split_whitespace().count() <= 8)
        };
        if share(pages.iter().filter(has_name).count(), pages.len(), 60) {
            places.push(PartText::BelowHeading { below_heading: heading });
        }
        places.push(file);
        return places;
    }
    let with_heading = pages.iter().filter(|page| page.first_heading().is_some()).count();
    let fits = is_name_of_all || are_names(pages, |page| page.first_heading().unwrap_or_default().to_owned());
    if fits && share(with_heading, pages.len(), 60) {
        places.push(PartText::Word(PartWord::FirstHeading));
        return places;
    }
    places.push(file);
    places
}

/// Whether most texts are names: like that of their file, or a few words, of which the last is not that of most others.
fn are_names(pages: &[&Page<'_>], text: impl Fn(&Page<'_>) -> String) -> bool {
    let texts: Vec<String> = pages.iter().map(|page| text(page)).collect();
    let fits =
        texts.iter().zip(pages).filter(|(text, page)| is_name(text) || resembles(text, page.name)).count();
    let last = |text: &String| {
        text.split_whitespace().nth(1).and(text.split_whitespace().next_back()).map(str::to_lowercase)
    };
    let most = tally(texts.iter().filter_map(last)).into_values().max().unwrap_or_default();
    share(fits, pages.len(), 80) && !(most > 2 && share(most, pages.len(), 60))
}

/// Whether a title is the name of its file, but for marks and case.
pub(super) fn resembles(title: &str, name: &str) -> bool {
    let letters = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let (title, name) = (letters(title), letters(name));
    !name.is_empty()
        && !title.is_empty()
        && (title == name
            || title.starts_with(&name) && title.len() <= name.len() + 8
            || name.starts_with(&title) && title.len() >= 3)
}

/// The key whose few values divide the pages, else the folders that the rule's path names.
fn category(rule: &RuleText, pages: &[&Page<'_>], keys: &KeyStats<'_>) -> Vec<PartText> {
    if matches!(rule.are, Are::Company | Are::Decision) && pages.len() < 2 {
        return Vec::new();
    }
    let divides = |stat: &KeyStat<'_>| {
        let few = stat.distinct.len() * 3 <= stat.pages * 2 || stat.pages <= 4;
        few && share(stat.short, stat.pages, 90) && stat.addresses == 0
    };
    // A key that makes the pages what they are is no category of them.
    let is_condition = |key: &str| rule.unit().is_ok_and(|(_, condition)| condition.value.contains_key(key));
    if let Some(key) = keys.first(&WORDS.category_keys, 40, divides).filter(|key| !is_condition(key)) {
        return vec![PartText::key(key)];
    }
    // The same words as the last part of a key: `detail.industry`.
    let nested = keys.all(&WORDS.category_keys, 40, divides);
    if let Some(key) = nested.into_iter().find(|key| key.contains('.')) {
        return vec![PartText::key(key)];
    }
    let has_group = rule.unit().is_ok_and(|(unit, condition)| {
        unit == Unit::Pages && condition.path.as_deref().is_some_and(|path| path.contains("(?<category>"))
    });
    if has_group {
        return vec![PartText::PathGroup { path_group: "category".to_owned() }];
    }
    Vec::new()
}

/// The company of case studies whose rule was not found by it: a label, else the words after ` at ` in titles.
/// In a folder of customers, or on pages with keys of a customer, the file's name where the title says it too.
fn stated_company(pages: &[&Page<'_>]) -> Vec<PartText> {
    let mut places = label(
        pages,
        &["company", "customer", "client", "organisation", "organization", "公司", "客户", "企业"],
    );
    let titles: Vec<&str> = pages.iter().filter_map(|page| page.title()).collect();
    if share(titles.iter().filter(|title| says_at(title)).count(), titles.len(), 30) {
        places.push(PartText::TitleAfter { title_after: " at ".to_owned() });
    }
    if places.is_empty() && are_of_customers(pages) {
        let is_named = |page: &&&Page<'_>| {
            let name = normal_form(&page.name.replace(['-', '_'], " "));
            let title = page.title().map(normal_form).unwrap_or_default();
            let title = format!(" {title} ");
            !name.is_empty() && name.split(' ').count() <= 3 && title.contains(&format!(" {name} "))
        };
        if share(pages.iter().filter(is_named).count(), pages.len(), 80) {
            let is_index = pages.iter().filter(|page| page.class == Class::Index).count() * 2 > pages.len();
            places.push(PartText::Word(if is_index { PartWord::Folder } else { PartWord::FileName }));
        }
    }
    places
}

/// Whether folder or keys say that the pages are about customers.
fn are_of_customers(pages: &[&Page<'_>]) -> bool {
    let in_folder =
        |page: &&&Page<'_>| page.folders().any(|folder| has(&WORDS.customer_folders, &normal_form(folder)));
    let has_key = |page: &&&Page<'_>| {
        page.features.keys.iter().filter(|key| has(&WORDS.customer_keys, &key.form)).count() >= 2
    };
    share(pages.iter().filter(in_folder).count(), pages.len(), 90)
        || share(pages.iter().filter(has_key).count(), pages.len(), 60)
}

/// Labels of the page's head that at least three pages in ten have, with names or short words after them.
fn label(pages: &[&Page<'_>], labels: &[&str]) -> Vec<PartText> {
    let has_label = |page: &&&Page<'_>, wanted: &str| {
        page.features
            .labels
            .iter()
            .any(|(label, text)| &**label == wanted && text.split_whitespace().count() <= 8)
    };
    let found = labels
        .iter()
        .find(|wanted| share(pages.iter().filter(|page| has_label(page, wanted)).count(), pages.len(), 30));
    let spelled = found.map(|label| {
        let mut letters = label.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
    });
    spelled.map(|label| PartText::Label { label }).into_iter().collect()
}

fn sources(are: Are, keys: &KeyStats<'_>, sections: &Sections<'_>) -> Vec<PartText> {
    let mut places = Vec::new();
    if are == Are::CaseStudy {
        let is_image = |form: &str| {
            [
                "image",
                "logo",
                "img",
                "cover",
                "avatar",
                "thumbnail",
                "banner",
                "icon",
                "website",
                "homepage",
                "canonical",
            ]
            .iter()
            .any(|word| form.contains(word))
        };
        let addresses = keys.keys.iter().filter(|(_, stat)| {
            share(stat.addresses, stat.pages, 60) && share(stat.pages, keys.pages, 20) && !is_image(stat.form)
        });
        places.extend(addresses.map(|(name, _)| PartText::key(name)));
        places.push(PartText::Word(PartWord::Links));
        return places;
    }
    if matches!(are, Are::Pattern | Are::Topic | Are::Technology) {
        places.extend(sections.of(&WORDS.source_headings, 10));
    }
    places
}

/// The sections of some pages.
struct Sections<'p> {
    pages: usize,
    /// How many pages have a heading, and how it is written first.
    headings: BTreeMap<&'p str, (usize, &'p str)>,
}

impl<'p> Sections<'p> {
    fn new(pages: &[&'p Page<'p>]) -> Self {
        let mut headings: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
        for page in pages {
            let mut seen: Vec<&str> = Vec::new();
            for heading in &page.features.headings {
                if !seen.contains(&&*heading.normal) {
                    seen.push(&heading.normal);
                    headings.entry(&heading.normal).or_insert((0, &heading.text)).0 += 1;
                }
            }
        }
        Self { pages: pages.len(), headings }
    }

    fn places(&self, percent: usize, is_wanted: impl Fn(&str) -> bool) -> Vec<PartText> {
        let least = usize::from(self.pages > 4) + 1;
        let mut found: Vec<(usize, &str)> = self
            .headings
            .iter()
            .filter(|(normal, (count, _))| {
                is_wanted(normal) && share(*count, self.pages, percent) && *count >= least.min(self.pages)
            })
            .map(|(_, (count, text))| (*count, *text))
            .collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        found.into_iter().take(3).map(|(_, text)| PartText::section(text.trim())).collect()
    }

    fn of(&self, words: &[String], percent: usize) -> Vec<PartText> {
        self.places(percent, |normal| has(words, normal))
    }

    fn named(&self, words: &[&str], percent: usize) -> Vec<PartText> {
        self.places(percent, |normal| words.contains(&normal))
    }

    fn related(&self) -> Vec<PartText> {
        let is_related = |normal: &str| {
            has(&WORDS.related_headings, normal)
                || (normal.starts_with("related ") && normal.contains("pattern"))
        };
        self.places(3, is_related)
    }
}

/// How most of some pages write a heading.
pub(super) fn spelling(pages: &[&Page<'_>], normal: &str) -> String {
    let texts =
        pages.iter().flat_map(|page| &page.features.headings).filter(|heading| &*heading.normal == normal);
    let counts = tally(texts.map(|heading| heading.text.trim()));
    let most = counts.into_iter().max_by_key(|(text, count)| (*count, std::cmp::Reverse(*text)));
    most.map_or_else(|| normal_form(normal), |(text, _)| text.to_owned())
}
