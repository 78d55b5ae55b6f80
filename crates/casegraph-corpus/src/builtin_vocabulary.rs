//! The built-in vocabulary: well-known companies, technologies and patterns of backend and cloud engineering.
//!
//! Its Turtle files have the form of a corpus's own (`crates/casegraph-corpus/vocabulary`). A corpus's vocabulary is laid over it;
//! `builtin-vocabulary = false` in `casegraph.toml` leaves it out.

use std::sync::OnceLock;

use casegraph_facts::{DocPath, Name, NameOrigin};
use casegraph_store::{Base, Vocabulary, read_vocabulary};

/// The files: name and text.
pub(crate) const FILES: [(&str, &str); 3] = [
    ("companies.ttl", include_str!("../vocabulary/companies.ttl")),
    ("patterns.ttl", include_str!("../vocabulary/patterns.ttl")),
    ("technologies.ttl", include_str!("../vocabulary/technologies.ttl")),
];

/// The names of the built-in vocabulary, by id. The files are read once.
#[must_use]
pub fn built_in_names() -> &'static [Name] {
    static NAMES: OnceLock<Vec<Name>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names: Vec<Name> = files().into_iter().flat_map(|file| file.names).collect();
        for name in &mut names {
            name.origin = NameOrigin::BuiltIn;
        }
        names.sort_by(|a, b| a.id.cmp(&b.id));
        names
    })
}

fn files() -> Vec<Vocabulary> {
    let read =
        |(name, text): (&str, &str)| Some(read_vocabulary(&DocPath::new(name)?, text, &Base::default()));
    FILES.into_iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use casegraph_facts::Kind;
    use casegraph_store::check_vocabularies;
    use expect_test::expect;

    use super::*;

    #[test]
    fn nothing_is_wrong_with_it() {
        let files = files();
        let mut findings: Vec<_> = files.iter().flat_map(|file| file.diagnostics.clone()).collect();
        findings.extend(check_vocabularies(&files, &[], &Base::default()));
        assert_eq!(findings, []);
        let ids: BTreeSet<_> = built_in_names().iter().map(|name| &name.id).collect();
        assert_eq!(ids.len(), built_in_names().len(), "a term is declared twice");
        let count = |kind| built_in_names().iter().filter(|name| name.id.kind() == kind).count();
        let kinds = [Kind::Company, Kind::Pattern, Kind::Technology].map(count);
        expect!["[159, 184, 314]"].assert_eq(&format!("{kinds:?}"));
    }
}
