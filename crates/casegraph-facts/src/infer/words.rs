//! The words by which the shape of a collection is seen: `words/shapes.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::profile::normal_form::normal_form;
use crate::rules::text::Are;

/// All lists of `words/shapes.toml`.
pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("../../words/shapes.toml")).unwrap_or_default());

/// A list of words.
pub(super) type List = Vec<String>;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Words {
    pub(super) company_keys: List,
    pub(super) person_keys: List,
    pub(super) job_keys: List,
    pub(super) other_keys: List,
    pub(super) kind_keys: List,
    pub(super) own_kind_keys: List,
    pub(super) title_keys: List,
    pub(super) category_keys: List,
    pub(super) date_keys: List,
    pub(super) status_keys: List,
    pub(super) tag_keys: List,
    pub(super) alias_keys: List,
    pub(super) uses_keys: List,
    pub(super) related_keys: List,
    pub(super) prerequisite_keys: List,
    pub(super) metrics_keys: List,
    pub(super) supersedes_keys: List,
    pub(super) superseded_keys: List,
    pub(super) decider_keys: List,
    pub(super) post_keys: List,
    pub(super) uses_headings: List,
    pub(super) source_headings: List,
    pub(super) related_headings: List,
    pub(super) alias_headings: List,
    pub(super) decision_headings: List,
    pub(super) record_headings: List,
    pub(super) madr_headings: List,
    pub(super) pattern_headings: List,
    pub(super) pattern_marks: List,
    pub(super) story_headings: Vec<List>,
    pub(super) company_headings: List,
    pub(super) company_page_keys: List,
    pub(super) user_headings: List,
    pub(super) user_files: List,
    pub(super) story_list_headings: List,
    pub(super) resource_headings: List,
    pub(super) company_list_headings: List,
    pub(super) company_columns: List,
    pub(super) user_columns: List,
    pub(super) site_columns: List,
    pub(super) category_columns: List,
    pub(super) date_columns: List,
    pub(super) uses_columns: List,
    pub(super) title_columns: List,
    pub(super) story_columns: List,
    pub(super) person_columns: List,
    pub(super) tag_columns: List,
    pub(super) other_columns: List,
    pub(super) case_study_folders: List,
    pub(super) customer_folders: List,
    pub(super) customer_keys: List,
    pub(super) company_folders: List,
    pub(super) pattern_folders: List,
    pub(super) decision_folders: List,
    pub(super) technology_folders: List,
    pub(super) translation_folders: List,
    pub(super) repository_pages: List,
    pub(super) values: BTreeMap<Are, List>,
}

/// Whether a list has a word.
pub(super) fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|known| known == word)
}

/// A key of front matter as it is compared: its last part, in lower case, with `_` between words.
pub(super) fn key_form(key: &str) -> String {
    let mut form = String::with_capacity(key.len() + 2);
    let mut before_is_lower = false;
    for c in key.chars() {
        if matches!(c, '-' | ' ' | '_') {
            if !form.is_empty() && !form.ends_with('_') {
                form.push('_');
            }
            before_is_lower = false;
            continue;
        }
        if c.is_uppercase() && before_is_lower {
            form.push('_');
        }
        before_is_lower = c.is_lowercase();
        form.extend(c.to_lowercase());
    }
    form
}

/// Whether a heading in normal form fits a glob of the list; `*` stands for any words, and none.
pub(super) fn fits(list: &[String], heading: &str) -> bool {
    list.iter().any(|glob| fits_one(glob, heading))
}

/// Whether a heading fits one glob.
pub(super) fn fits_one(glob: &str, heading: &str) -> bool {
    let (before, after) = match glob.split_once('*') {
        None => return glob == heading,
        Some((before, after)) => (before, after),
    };
    heading.len() >= before.len() + after.len() && heading.starts_with(before) && heading.ends_with(after)
}

/// What the value of a kind key says that its page is.
pub(super) fn kind_of_value(value: &str) -> Option<Are> {
    let value = normal_form(value);
    WORDS.values.iter().find(|(_, values)| has(values, &value)).map(|(are, _)| *are)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_and_its_words_are_in_the_form_in_which_they_are_compared() {
        let words: Words = toml::from_str(include_str!("../../words/shapes.toml")).unwrap();
        for key in [&words.company_keys, &words.person_keys, &words.kind_keys, &words.uses_keys]
            .into_iter()
            .flatten()
        {
            assert_eq!(&key_form(key), key);
        }
        let headings =
            [&words.uses_headings, &words.pattern_headings, &words.company_columns, &words.pattern_folders];
        for heading in headings.into_iter().flatten().chain(words.values.values().flatten()) {
            assert_eq!(&normal_form(heading), heading);
        }
    }

    #[test]
    fn keys_and_headings_are_compared_by_their_words() {
        assert_eq!(
            ["customerName", "Customer Name", "customer-name", "ID"].map(key_form),
            ["customer_name", "customer_name", "customer_name", "id"]
        );
        assert!(
            fits_one("who uses*", "who uses argo cd")
                && fits_one("who uses*", "who uses")
                && !fits_one("adopters", "our adopters")
        );
        assert_eq!(kind_of_value("Case-Studies"), Some(Are::CaseStudy));
        assert_eq!(kind_of_value("release"), None);
    }
}
