//! What changed documents do to the joining of others.

use super::Joiner;
use crate::model::id::ThingId;
use crate::model::location::DocPath;

/// What one joiner joins otherwise than another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Pages with case studies that have other keys.
    pub pages: Vec<DocPath>,
    /// Topics with another number of case studies.
    pub topics: Vec<ThingId>,
}

impl Joiner<'_> {
    /// What `after` joins otherwise, a joiner of the same documents after some have changed, with the same names, inventory and
    /// profile: besides the changed documents themselves, and links to their anchors. None where it may be anything. Linear in the
    /// heads.
    #[must_use]
    pub fn differences(&self, after: &Joiner<'_>) -> Option<Differences> {
        let is_same = self.tree == after.tree
            && self.placeholders == after.placeholders
            && self.case_folders.are_where(&after.case_folders);
        is_same.then(|| Differences {
            pages: self.case_keys.other_pages(&after.case_keys),
            topics: self.case_keys.other_counts(&after.case_keys),
        })
    }
}
