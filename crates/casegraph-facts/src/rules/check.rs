//! Whether a rule can be used.

use super::condition::With;
use super::error::RuleError;
use super::kind::{Part, Unit};
use super::part::PartText;
use super::path_pattern::PathPattern;
use super::text::RuleText;

impl RuleText {
    /// Whether the rule can be used: one unit, conditions and parts that the unit can have, patterns that compile.
    ///
    /// # Errors
    /// The first key that is wrong.
    pub fn check(&self) -> Result<(), RuleError> {
        let (unit, condition) = self.unit()?;
        let key = |name: &str| format!("{}.{name}", unit.code());
        if self.edge.is_some() && !unit.is_inside_a_page() {
            let reason =
                "relates a unit inside a page to the page's thing; a rule for pages or folders has none";
            return Err(RuleError::new("edge", reason));
        }
        if !condition.columns.is_empty() && unit != Unit::Rows {
            return Err(RuleError::new(key("columns"), "only `rows` have columns"));
        }
        if condition.with == Some(With::Link) && !unit.is_inside_a_page() {
            return Err(RuleError::new(key("with"), "only units inside a page are taken by their link"));
        }
        if condition.heading.is_some() && !unit.is_inside_a_page() {
            let reason =
                "says under which heading a unit stands; for the headings that a page has, write `headings`";
            return Err(RuleError::new(key("heading"), reason));
        }
        let pattern =
            condition.path.as_deref().map(|path| PathPattern::new(&key("path"), path)).transpose()?;
        if let (Some(path), Some(under)) = (&condition.path, &condition.under)
            && never_under(path, under)
        {
            let reason = format!("`path` never lies under `{under}`, so the rule can take nothing");
            return Err(RuleError::new(key("under"), reason));
        }
        for (name, part) in Part::ALL {
            for place in self.part(part) {
                match place {
                    PartText::Column { column } if unit != Unit::Rows => {
                        let reason = format!("only `rows` have columns, so there is no column `{column}`");
                        return Err(RuleError::new(name, reason));
                    }
                    PartText::PathGroup { path_group } => {
                        let known = pattern.as_ref().is_some_and(|pattern| {
                            pattern.group_names().any(|group| group == path_group.as_str())
                        });
                        if !known {
                            let reason = format!("the rule's `path` has no group `(?<{path_group}>…)`");
                            return Err(RuleError::new(name, reason));
                        }
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

/// Whether no path that fits the pattern lies in the folder: the letters before the first mark of a pattern decide.
fn never_under(path: &str, under: &str) -> bool {
    let marks = ['\\', '(', ')', '^', '$', '+', '|', '*', '?', '[', ']', '{', '}', '.'];
    if path.contains('|') {
        return false;
    }
    let literal = path.split(marks).next().unwrap_or_default();
    let shared = literal.len().min(under.len());
    literal.get(..shared) != under.get(..shared)
}
