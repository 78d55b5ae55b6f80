//! "Did you mean": the known name that a mistyped one is nearest to.

/// The known name nearest to `name`, when it is near enough to be a slip. Linear in the names.
pub(crate) fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let folded = fold(name);
    let distance = |other: &str| {
        let other = fold(other);
        if !folded.is_empty() && (other.starts_with(&folded) || folded.starts_with(&other)) {
            1
        } else {
            strsim::damerau_levenshtein(&folded, &other)
        }
    };
    let limit = 1 + folded.chars().count() / 4;
    known
        .into_iter()
        .map(|other| (distance(other), other))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, other)| other)
}

fn fold(name: &str) -> String {
    // Longer names are not slips of any name of ours, and the distance is quadratic.
    name.chars()
        .take(64)
        .flat_map(char::to_lowercase)
        .map(|c| if c == '_' || c == ' ' { '-' } else { c })
        .collect()
}

/// ` (did you mean `x`?)`, or nothing.
pub(crate) fn hint(suggestion: Option<&str>) -> String {
    suggestion.map_or(String::new(), |name| format!(" (did you mean `{name}`?)"))
}

/// Names as text: `a`, `b`, `c`.
pub(crate) fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_other_words_are_not() {
        let known = ["topics-by-status", "things-by-kind", "related-patterns"];
        let cases = [
            ("topic-by-status", Some("topics-by-status")),
            ("Topics_By_Status", Some("topics-by-status")),
            ("related", Some("related-patterns")),
            ("thigns-by-kind", Some("things-by-kind")),
            ("companies", None),
            ("", None),
        ];
        for (name, expected) in cases {
            assert_eq!(nearest(name, known), expected, "{name}");
        }
    }
}
