//! "Did you mean": the names that a mistyped one may stand for. The one rule for every name that people type.

/// Longer text is no slip of a name, and the distance is quadratic.
const LONGEST: usize = 64;

/// How far a typed name is from a known one, if it may be a slip of it: the number of typo_distance as Damerau and Levenshtein count
/// them, of which there may be one and one more for every four letters; else, of names of four letters and more, one that holds
/// the other. Upper and lower case are the same, and so are `-`, `_` and a space.
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

/// The known names that a typed one may be a slip of: the nearest first, equally near ones by name. Linear in the names.
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
    fn the_nearest_comes_first_and_far_names_do_not_come() {
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
