//! The ids of topics: as short as they can be while each is unique.

use std::collections::{BTreeMap, HashMap};

use super::name_collision::name_collision;
use super::nodes::TopicNode;
use super::topic_key::TopicKey;
use crate::model::diagnostic::Diagnostic;
use crate::model::id::{Kind, ThingId};
use crate::model::location::DocPath;
use crate::model::severity::Severity;

/// Gives every topic its id: the one that its front matter states, else the stem, with the category before it if the stem is
/// not unique, and the domain before that if they are not unique either. Returns the findings about stated ids that collide.
/// Time is linear in the topics, but for sorting.
pub(super) fn assign_ids(topics: &mut BTreeMap<TopicKey, TopicNode>) -> Vec<Diagnostic> {
    let (stated, found) = Stated::new(topics);
    let (by_stem, by_qualified) =
        (counts(topics, &stated, |key| key.stem.clone()), counts(topics, &stated, TopicKey::qualified));
    let is_free = |counts: &HashMap<String, usize>, name: &str| {
        let name = name.to_lowercase();
        counts.get(&name).copied().unwrap_or_default() < 2 && !stated.taken.contains_key(&name)
    };
    for (key, topic) in topics.iter_mut() {
        let id = stated.ids.get(key).cloned().unwrap_or_else(|| {
            let qualified = key.qualified();
            if is_free(&by_stem, &key.stem) {
                key.stem.clone()
            } else if is_free(&by_qualified, &qualified) {
                qualified
            } else {
                format!("{}/{}/{}", key.domain, key.category, key.stem)
            }
        });
        topic.id = Some(ThingId::new(Kind::Topic, id));
    }
    found
}

/// The ids that front matter states.
#[derive(Default)]
struct Stated {
    ids: BTreeMap<TopicKey, String>,
    /// By the id in lower case, since an address must not depend on case: the id and the page that states it.
    taken: BTreeMap<String, (String, DocPath)>,
}

impl Stated {
    fn new(topics: &BTreeMap<TopicKey, TopicNode>) -> (Self, Vec<Diagnostic>) {
        let (mut stated, mut found) = (Self::default(), Vec::new());
        for (key, topic) in topics {
            let (Some(id), Some(page)) = (&topic.stated_id, topic.pages.first()) else { continue };
            if let Some((other, other_page)) = stated.taken.get(&id.to_lowercase()) {
                let is_same = other == id;
                let message = if is_same {
                    format!("the id `{id}` is taken by {other_page}")
                } else {
                    format!("the id `{id}` and `{other}` of {other_page} differ in case only")
                };
                let warning = name_collision(page, 1, message, "give one of the two another `id:`");
                let severity = if is_same { Severity::Error } else { warning.severity };
                found.push(Diagnostic { severity, ..warning });
                if is_same {
                    continue;
                }
            } else {
                stated.taken.insert(id.to_lowercase(), (id.clone(), page.clone()));
            }
            stated.ids.insert(key.clone(), id.clone());
        }
        (stated, found)
    }
}

/// How many topics without a stated id have each name, by the name in lower case.
fn counts(
    topics: &BTreeMap<TopicKey, TopicNode>,
    stated: &Stated,
    name: impl Fn(&TopicKey) -> String,
) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::with_capacity(topics.len());
    for key in topics.keys().filter(|key| !stated.ids.contains_key(key)) {
        *counts.entry(name(key).to_lowercase()).or_default() += 1;
    }
    counts
}
