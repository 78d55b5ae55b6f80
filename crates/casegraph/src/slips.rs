//! "Did you mean": the names that a mistyped one may stand for.

/// The names at most three slips away from `wanted`, or that hold it; the nearest first, equally near ones by name.
///
/// Slips are counted as by Damerau and Levenshtein. Linear in the names.
pub(crate) fn near(wanted: &str, names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut near: Vec<(usize, String)> = names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(wanted, &name), name))
        .filter(|(distance, name)| *distance <= 3 || name.contains(wanted))
        .collect();
    near.sort();
    near.into_iter().map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn the_nearest_comes_first_and_far_names_do_not_come() {
        let names = || ["rate_limiting", "rate_limits", "limits", "sharding"].map(str::to_owned);
        assert_eq!(near("rate_limit", names()), ["rate_limits", "rate_limiting"]);
        assert_eq!(near("shradnig", names()), ["sharding"]);
        assert!(near("nothing_like_it", names()).is_empty());
    }
}
