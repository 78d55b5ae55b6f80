//! "Did you mean": suggestions for mistyped names.

use casegraph_facts::near_names;

/// The most similar known name, if it is similar enough for `name` to be a typo. Linear in the names.
pub(crate) fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    near_names(name, known).first().copied()
}

/// ` (did you mean `x`?)`, or nothing.
pub(crate) fn hint(suggestion: Option<&str>) -> String {
    suggestion.map_or(String::new(), |name| format!(" (did you mean `{name}`?)"))
}

/// Names as a list: `a`, `b`, `c`.
pub(crate) fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
