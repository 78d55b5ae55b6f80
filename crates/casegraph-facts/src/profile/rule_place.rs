//! The place in the tree of a page that a rule takes.

use std::collections::BTreeMap;

use crate::model::document::Role;
use crate::model::location::DocPath;
use crate::model::tree_place::{TreePart, TreePlace};
use crate::profile::Profile;

/// The place of a page by the groups of its rule. What the rule leaves open, the profile's tree says, if it takes the page for a
/// topic, too.
pub(crate) fn place_by_rule(
    path: &DocPath,
    role: Role,
    groups: &BTreeMap<String, String>,
    of_profile: TreePlace,
    profile: &Profile,
) -> TreePlace {
    let part = |name: &str| groups.get(name).map(|name| TreePart::from_folder(name));
    let (domain, category) = (part("domain"), part("category"));
    let is_open = domain.is_none() && category.is_none() && !groups.contains_key("topic");
    let stem = || stem_of(path, profile);
    match role {
        Role::Topic | Role::Pattern | Role::Sources => {
            let topic =
                groups.get("topic").cloned().or_else(|| of_profile.topic.clone()).unwrap_or_else(stem);
            if is_open {
                TreePlace { topic: Some(topic), case: None, ..of_profile }
            } else {
                TreePlace { domain, category, topic: Some(topic), case: None }
            }
        }
        Role::Index if is_open => TreePlace { topic: None, case: None, ..of_profile },
        Role::CaseStudy => TreePlace { domain, category, topic: groups.get("topic").cloned(), case: None },
        _ => TreePlace { domain, category, topic: None, case: None },
    }
}

/// The name of a page by its file: the stem; of the page of a folder, the folder's name.
pub(crate) fn stem_of(path: &DocPath, profile: &Profile) -> String {
    let folder = path.parent();
    if profile.is_index_file(path) && !folder.file_name().is_empty() {
        return folder.file_name().to_owned();
    }
    path.stem().to_owned()
}
