//! Patterns of headings: globs joined by `|`, over headings in normal form.

use crate::profile::normal_form::{normal_form, without_remark};

/// Patterns of headings, ready for use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct HeadingGlobs(Vec<Glob>);

/// The pieces between the `*` of a glob, in normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Glob(Vec<String>);

impl HeadingGlobs {
    /// The globs of a text such as `Who uses*|Adopters`.
    pub(crate) fn new(text: &str) -> Self {
        let glob = |text: &str| Glob(text.split('*').map(normal_form).collect());
        Self(text.split('|').map(glob).collect())
    }

    /// Whether a heading, in normal form, fits one of the globs.
    pub(crate) fn is_match(&self, normal: &str) -> bool {
        self.0.iter().any(|glob| glob.rest(normal).is_some())
    }

    /// The words that the `*` of a glob leave open, as the heading writes them: "Argo CD" of `Who uses Argo CD?` for `Who uses*`.
    /// `None` if no glob fits or nothing is left open.
    pub(crate) fn open_words(&self, heading: &str) -> Option<String> {
        let normal = normal_form(heading);
        let (before, after) = self.0.iter().find_map(|glob| glob.rest(&normal))?;
        let words = without_remark(heading).split_whitespace().filter(|word| !normal_form(word).is_empty());
        let is_number = |word: &&str| normal_form(word).bytes().all(|byte| byte.is_ascii_digit());
        let words: Vec<&str> = words.skip_while(is_number).collect();
        // A word as written may be several in normal form: `re:Invent`.
        let mut counts = words.iter().map(|word| normal_form(word).split(' ').count());
        let mut skip = 0;
        let mut seen = 0;
        while seen < before {
            seen += counts.next()?;
            skip += 1;
        }
        let mut end = words.len();
        let mut left = 0;
        while left < after {
            end = end.checked_sub(1)?;
            left += normal_form(words.get(end)?).split(' ').count();
        }
        let open = words.get(skip..end)?.join(" ");
        let open = open.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#' | ')' | '('));
        (!open.is_empty()).then(|| open.to_owned())
    }
}

impl Glob {
    /// If a heading fits: the number of its words before the first `*`, and of those after the last one. Without `*` all words are
    /// before it.
    fn rest(&self, normal: &str) -> Option<(usize, usize)> {
        let count = |text: &str| text.split(' ').filter(|word| !word.is_empty()).count();
        let (first, others) = self.0.split_first()?;
        let mut rest = normal.strip_prefix(first.as_str())?;
        let Some((last, between)) = others.split_last() else {
            return rest.is_empty().then(|| (count(first), 0));
        };
        for piece in between {
            let at = rest.find(piece.as_str())?;
            rest = rest.get(at + piece.len()..)?;
        }
        rest.strip_suffix(last.as_str())?;
        Some((count(first), count(last)))
    }
}

#[cfg(test)]
mod tests {
    use super::HeadingGlobs;
    use crate::profile::normal_form::normal_form;

    #[test]
    fn headings_fit_globs_and_say_what_is_left_open() {
        let globs = HeadingGlobs::new("Who uses*|*Adopters|Powered by *|Known Instances");
        let cases = [
            ("Who uses Argo CD?", true, Some("Argo CD")),
            ("🚀 Who uses re:Dash (in production)", true, Some("re:Dash")),
            ("Who uses", true, None),
            ("Gantry Adopters", true, Some("Gantry")),
            ("Adopters", true, None),
            ("Powered by Gantry", true, Some("Gantry")),
            ("Known instances", true, None),
            ("Known instances of it", false, None),
            ("How to use Gantry", false, None),
        ];
        for (heading, fits, open) in cases {
            assert_eq!(globs.is_match(&normal_form(heading)), fits, "{heading}");
            assert_eq!(globs.open_words(heading).as_deref(), open, "{heading}");
        }
    }
}
