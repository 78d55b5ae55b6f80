//! Decision records.

use serde::{Deserialize, Serialize};

use crate::model::id::ThingId;
use crate::model::location::Lines;

/// A decision record, as its page states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionFacts {
    /// The short name that makes its identity.
    pub key: String,
    /// The number in its title or file name.
    pub number: Option<u32>,
    /// The title without the number.
    pub title: String,
    /// The status as written.
    pub status: Option<String>,
    /// The date as written.
    pub date: Option<String>,
    /// The lines of the record.
    pub lines: Lines,
}

/// A decision record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The identity: the stem of its page, with the folder before it if several decisions have the same stem.
    pub id: ThingId,
    /// The number in its title or file name.
    pub number: Option<u32>,
    /// The title without the number.
    pub title: String,
    /// The status as written.
    pub stated_status: Option<String>,
    /// The meaning of the status, if it is a known one.
    pub status: Option<DecisionStatus>,
    /// The date as written.
    pub date: Option<String>,
    /// The lines of the record.
    pub lines: Lines,
}

/// The meaning of the status of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecisionStatus {
    /// In force.
    Accepted,
    /// Under discussion.
    Proposed,
    /// Turned down.
    Rejected,
    /// Replaced by another decision.
    Superseded,
    /// No longer in force.
    Deprecated,
}

/// Words that begin a status, in lower case. The first that a status has decides: "Superseded by 3, was accepted" is superseded.
const WORDS: [(DecisionStatus, &[&str]); 5] = [
    (
        DecisionStatus::Superseded,
        &["superseded", "superceded", "supersedes by", "replaced by", "amended by", "被取代", "已取代"],
    ),
    (
        DecisionStatus::Rejected,
        &[
            "rejected",
            "declined",
            "denied",
            "turned down",
            "not accepted",
            "abandoned",
            "withdrawn",
            "拒绝",
            "已拒绝",
        ],
    ),
    (DecisionStatus::Deprecated, &["deprecated", "obsolete", "retired", "no longer", "废弃", "已废弃"]),
    (
        DecisionStatus::Proposed,
        &[
            "proposed",
            "draft",
            "pending",
            "open",
            "in review",
            "under review",
            "under discussion",
            "rfc",
            "in progress",
            "wip",
            "提议",
            "草案",
        ],
    ),
    (
        DecisionStatus::Accepted,
        &[
            "accepted",
            "approved",
            "adopted",
            "agreed",
            "decided",
            "implemented",
            "accept",
            "done",
            "active",
            "in force",
            "接受",
            "已接受",
            "采纳",
            "承認",
        ],
    ),
];

impl DecisionStatus {
    /// The literal of `cg:decisionStatus`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Proposed => "proposed",
            Self::Rejected => "rejected",
            Self::Superseded => "superseded",
            Self::Deprecated => "deprecated",
        }
    }

    /// The meaning of a status as written: `✅ Accepted (2020)` is accepted.
    ///
    /// ```
    /// use casegraph_facts::DecisionStatus;
    /// assert_eq!(DecisionStatus::parse("⌛️ Superseded by [3](3.md)"), Some(DecisionStatus::Superseded));
    /// assert_eq!(DecisionStatus::parse("Accepted, supersedes 2"), Some(DecisionStatus::Accepted));
    /// assert_eq!(DecisionStatus::parse("Unacceptable"), None);
    /// ```
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let lower = written.to_lowercase();
        let text = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
        let found = WORDS.iter().flat_map(|(status, words)| {
            words.iter().filter_map(|word| Some((position(text, word)?, *status)))
        });
        found.min_by_key(|(at, _)| *at).map(|(_, status)| status)
    }
}

/// Where a text has a word as a whole.
fn position(text: &str, word: &str) -> Option<usize> {
    let is_ascii = word.is_ascii();
    let is_part = |c: Option<char>| is_ascii && c.is_some_and(char::is_alphanumeric);
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let (before, after) = (text.get(..*at), text.get(at + word.len()..));
        !is_part(before.and_then(|text| text.chars().next_back()))
            && !is_part(after.and_then(|text| text.chars().next()))
    })
}
