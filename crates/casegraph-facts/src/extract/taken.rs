//! Which rule takes a page, and what the page is by it: by path, front matter and headings; else by the roles and the tree of the
//! profile.

use std::collections::{BTreeMap, BTreeSet};

use crate::extract::parts::front_values;
use crate::markdown::block::{Block, BlockKind, plain_text};
use crate::markdown::front_matter::FrontMatter;
use crate::model::copy::CopyFacts;
use crate::model::document::Role;
use crate::model::location::DocPath;
use crate::model::tree_place::TreePlace;
use crate::profile::Profile;
use crate::profile::normal_form::normal_form;
use crate::profile::rule_place::place_by_rule;
use crate::rules::compiled::{CompiledRule, RuleIndex};
use crate::rules::text::Unit;

/// What a page is.
pub(super) struct Taken<'p> {
    /// The rule that takes it; `None` if only the profile does, or nothing.
    pub(super) rule: Option<&'p CompiledRule>,
    pub(super) role: Role,
    /// The place by the path.
    pub(super) place: TreePlace,
    /// The groups of the rule's path.
    pub(super) groups: BTreeMap<String, String>,
    pub(super) copy: Option<CopyFacts>,
    /// Later rules that would take it, too.
    pub(super) lost: Vec<RuleIndex>,
    /// The folder that is one thing with all of its pages, and whether the page meets all conditions of the rule.
    pub(super) folder: Option<(DocPath, bool)>,
}

impl<'p> Taken<'p> {
    /// Decides what the page at `path` is. Linear in the rules and the headings.
    pub(super) fn new(path: &DocPath, front: &FrontMatter, blocks: &[Block], profile: &'p Profile) -> Self {
        let (role, place) = profile.path_role(path);
        let none = Self {
            rule: None,
            role,
            place,
            groups: BTreeMap::new(),
            copy: None,
            lost: Vec::new(),
            folder: None,
        };
        if let Some(copy) = profile.rules().copy(path) {
            // A copy is what its original is; by itself it is nothing.
            let role = if role == Role::Template { role } else { Role::Page };
            return Self { role, place: TreePlace::default(), copy: Some(copy), ..none };
        }
        let page = Conditions::new(path, front, blocks);
        let mut taking =
            profile.rules().of_pages().filter_map(|rule| Some((rule, page.meets(rule, profile)?)));
        let Some((rule, whole)) = taking.next() else { return none };
        let lost = taking.map(|(rule, _)| rule.index).collect();
        let folder = (rule.unit == Unit::Folders).then(|| rule.condition.folder_of(path)).flatten();
        let folder = folder.map(|folder| (folder, whole));
        let is_main = |folder: &DocPath| profile.is_index_file(path) && path.parent() == *folder;
        let role = match (rule.are.role(), &folder) {
            (Role::CaseStudy, _) => Role::CaseStudy,
            // Of a folder that is a topic, the index page is its page; the others are parts of it.
            (_, Some((folder, _))) if !is_main(folder) => Role::Page,
            (role, _) => role,
        };
        let groups = rule.condition.groups(path);
        let place = place_by_rule(path, role, &groups, none.place, profile);
        Self { rule: Some(rule), role, place, groups, copy: None, lost, folder }
    }
}

/// What conditions ask of a page.
pub(super) struct Conditions<'a> {
    path: &'a DocPath,
    front: &'a FrontMatter,
    blocks: &'a [Block],
    /// Headings in normal form, made when the first condition asks for one.
    headings: std::cell::OnceCell<BTreeSet<String>>,
}

impl<'a> Conditions<'a> {
    pub(super) fn new(path: &'a DocPath, front: &'a FrontMatter, blocks: &'a [Block]) -> Self {
        Self { path, front, blocks, headings: std::cell::OnceCell::new() }
    }

    /// Whether a rule for pages or folders takes the page; and whether it meets all conditions, and not only that of the path. Only
    /// the page of a folder has to meet them all.
    fn meets(&self, rule: &CompiledRule, profile: &Profile) -> Option<bool> {
        let condition = &rule.condition;
        if rule.unit == Unit::Pages {
            return (condition.takes_path(self.path) && self.meets_content(rule)).then_some(true);
        }
        let folder = condition.folder_of(self.path)?;
        let takes = condition.takes_path(self.path) || condition.takes_path(&folder);
        let whole = takes && self.meets_content(rule);
        let is_index = profile.is_index_file(self.path) && self.path.parent() == folder;
        (takes && (whole || !is_index)).then_some(whole)
    }

    /// Whether front matter and headings are what the rule's condition asks of the page.
    pub(super) fn meets_content(&self, rule: &CompiledRule) -> bool {
        let condition = &rule.condition;
        condition.key.as_ref().is_none_or(|key| front_values::has(self.front, key))
            && condition.values.iter().all(|(key, words)| {
                let texts = front_values::texts(self.front, key);
                texts.iter().any(|(text, _)| words.contains(&text.to_lowercase()))
            })
            && (condition.headings.is_empty() || {
                let own = self.headings.get_or_init(|| headings(self.blocks));
                condition.headings.iter().all(|heading| own.contains(heading))
            })
    }
}

/// All headings in normal form.
fn headings(blocks: &[Block]) -> BTreeSet<String> {
    let found = blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading { .. }));
    found.map(|block| normal_form(&plain_text(&block.inlines))).collect()
}
