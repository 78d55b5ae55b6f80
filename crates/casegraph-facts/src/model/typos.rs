//! "Did you mean": the known names that a mistyped one may mean. The one rule for every name that people type.

/// Longer text is not a mistyped name, and the distance takes quadratic time.
const LONGEST: usize = 64;

/// The distance from a typed name to a known one, if the typed name may mean it: the Damerau-Levenshtein distance, if
/// that is at most one plus one for every four letters; else the distance after that limit, if one name contains the
/// other and both have four letters or more. `None` otherwise. Upper and lower case are equal, and so are `-`, `_` and
/// a space.
#[must_use]
pub fn typo_distance(wanted: &str, known: &str) -> Option<usize> {
    let (wanted, known) = (folded(wanted), folded(known));
    let length = wanted.chars().count();
    if length == 0 {
        return None;
    }
    let limit = 1 + length / 4;
    let distance = strsim::damerau_levenshtein(&wanted, &known);
    if distance <= limit {
        return Some(distance);
    }
    let holds = |one: &str, other: &str| other.chars().count() >= 4 && one.contains(other);
    (holds(&known, &wanted) || holds(&wanted, &known)).then_some(limit + 1)
}

/// The known names that a typed one may mean: the nearest first, names of equal distance by name. Linear in the number
/// of names.
///
/// ```
/// use casegraph_facts::near_names;
/// assert_eq!(near_names("shradnig", ["sharding", "api"]), ["sharding"]);
/// ```
#[must_use]
pub fn near_names<'n>(wanted: &str, known: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let far = |name: &'n str| Some((typo_distance(wanted, name)?, name));
    let mut near: Vec<(usize, &str)> = known.into_iter().filter_map(far).collect();
    near.sort_unstable();
    near.into_iter().map(|(_, name)| name).collect()
}

fn folded(name: &str) -> String {
    let joint = |c: char| if c == '_' || c == ' ' { '-' } else { c };
    name.trim().chars().take(LONGEST).flat_map(char::to_lowercase).map(joint).collect()
}

#[cfg(test)]
mod tests {
    use super::near_names;

    #[test]
    fn near_names_come_nearest_first_and_far_ones_are_left_out() {
        let near = |wanted: &str| {
            near_names(
                wanted,
                ["rate_limiting", "rate_limits", "limits", "sharding", "topics-by-status", "api"],
            )
            .join(" ")
        };
        let cases = [
            ("rate_limit", "rate_limits rate_limiting"),
            ("Rate Limits", "rate_limits rate_limiting limits"),
            ("shradnig", "sharding"),
            ("topic-by-status", "topics-by-status"),
            ("Topics_By_Status", "topics-by-status"),
            ("status", "topics-by-status"),
            ("apis", "api"),
            ("map", ""),
            ("by", ""),
            ("nothing_like_it", ""),
            ("", ""),
        ];
        for (wanted, expected) in cases {
            assert_eq!(near(wanted), expected, "{wanted}");
        }
    }
}
