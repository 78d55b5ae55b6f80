//! "Did you mean": the known name that a mistyped one is nearest to, and how it is said.

use casegraph_facts::near_names;

/// The known name nearest to `name`, when it is near enough to be a slip. Linear in the names.
pub(crate) fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    near_names(name, known).first().copied()
}

/// ` (did you mean `x`?)`, or nothing.
pub(crate) fn hint(suggestion: Option<&str>) -> String {
    suggestion.map_or(String::new(), |name| format!(" (did you mean `{name}`?)"))
}

/// Names as text: `a`, `b`, `c`.
pub(crate) fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
