//! The kinds of blocks: one file per kind, and the list of all.

mod checks;
mod coverage;
mod gaps;
mod help;
mod map;
mod path;
mod plan;
mod queries;
mod query;
mod related;

use super::kind::EmbedKind;

/// All kinds, by name.
pub const EMBED_KINDS: [EmbedKind; 10] = [
    checks::KIND,
    coverage::KIND,
    gaps::KIND,
    help::KIND,
    map::KIND,
    path::KIND,
    plan::KIND,
    queries::KIND,
    query::KIND,
    related::KIND,
];

#[cfg(test)]
mod tests {
    use super::EMBED_KINDS;

    #[test]
    fn kinds_are_sorted_and_described() {
        assert!(EMBED_KINDS.is_sorted_by_key(|kind| kind.name));
        for kind in EMBED_KINDS {
            assert!(kind.usage.starts_with(kind.name) && !kind.summary.ends_with('.'), "{}", kind.name);
        }
    }
}
