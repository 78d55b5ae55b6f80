//! A rule that cannot be used.

/// A rule that cannot be used, with the key that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{key}`: {reason}")]
pub struct RuleError {
    /// The key, dotted, from the rule on: `pages.path`.
    pub key: String,
    /// What is wrong, and what to write.
    pub reason: String,
}

impl RuleError {
    pub(crate) fn new(key: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { key: key.into(), reason: reason.into() }
    }
}
