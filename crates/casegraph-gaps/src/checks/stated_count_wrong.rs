//! `stated-count-wrong`: the edit must leave nothing wrong in the words around the number, such as a percentage.

use crate::check::{Raw, Row, Rows};
use crate::finding::Edit;

pub(crate) const CHECK: &str = "\
#+ summary: A document states a count that is not what was counted
#+ severity: warning
#+ tags: [plan]
#+ why: Numbers in a plan are copied into other documents. A wrong one makes the whole plan doubtful.
#+ example: |
#+   The heading says `### 04_API_Design (5/14)`, and the table below it has 15 rows. A goal is no count: `1000+ articles`,
#+   `target: 50 articles`, and the 100 of `25/100` where the 25 that are done are all that is listed.
#+ fix: |
#+   Write the number that was counted, or list or tick what is missing; `casegraph gaps --fix` writes the number where it is
#+   the one thing to mend, and no other number beside it depends on it. A percentage of a fraction is mended with it.

SELECT ?path ?line ?about ?what ?stated ?counted ?surface
WHERE {
  ?count cg:agrees false ; a cg:StatedCount ; cg:what ?what ; cg:stated ?stated ; cg:counted ?counted ; cg:surface ?surface ;
         cg:from ?about ; prov:wasDerivedFrom ?document ; cg:startLine ?line .
  ?document cg:path ?path .
}
";

pub(crate) fn judge(rows: &Rows<'_>) -> Vec<Raw> {
    let mut claims: Vec<Claim<'_>> = rows.iter().filter_map(Claim::of).collect();
    claims.sort_by_key(|claim| (claim.row.text("path"), claim.row.line(), claim.what));
    let of_one = |a: &Claim<'_>, b: &Claim<'_>| {
        (a.row.text("path"), a.row.line()) == (b.row.text("path"), b.row.line())
    };
    let mut found = Vec::new();
    for claims in claims.chunk_by(of_one) {
        let edit = edit(claims).filter(|_| claims.iter().all(Claim::is_stale));
        for claim in claims {
            let Claim { row, what, stated, counted } = claim;
            let there = if *counted == 1 { "is" } else { "are" };
            let what_there =
                if *stated == 1 { what.replacen("s in ", " in ", 1) } else { (*what).to_owned() };
            let message = format!("states {stated} {what_there}, but {counted} {there} there");
            let fix = match &edit {
                Some(edit) => format!("write `{}`", edit.new),
                None if counted < stated => {
                    let others = if what.starts_with("done") { "tick" } else { "list" };
                    format!("write {counted}, or {others} the others")
                }
                None => format!("write {counted}"),
            };
            found.push(Raw { fix: Some(fix), edit: edit.clone(), ..row.at(message) });
        }
    }
    found
}

/// A wrong number.
struct Claim<'a> {
    row: Row<'a>,
    what: &'a str,
    stated: u64,
    counted: u64,
}

impl<'a> Claim<'a> {
    fn of(row: Row<'a>) -> Option<Self> {
        let (stated, counted) = (row.text("stated").parse().ok()?, row.text("counted").parse().ok()?);
        Some(Self { row, what: row.text("what"), stated, counted })
    }
}

impl Claim<'_> {
    /// Whether the number is what must change. Of fewer done items than stated some may not be ticked yet, and a list that
    /// is far too short may only be begun.
    fn is_stale(&self) -> bool {
        self.counted > self.stated
            || (!self.what.starts_with("done") && self.counted.saturating_mul(2) >= self.stated)
    }
}

/// The one edit of a line that makes all its numbers right, if there is one.
fn edit(claims: &[Claim<'_>]) -> Option<Edit> {
    let text = claims.first()?.row.text("surface");
    let right =
        |kind: &str| claims.iter().find(|claim| claim.what.starts_with(kind)).map(|claim| claim.counted);
    let (done, all, topics) = (right("done items"), right("items"), right("topics"));
    match topics {
        Some(_) if claims.len() > 1 => None,
        Some(counted) => of_number(text, claims.first()?.stated, counted),
        None => of_fraction(text, done, all),
    }
}

/// `3 topics`: where no other number in the same brackets may depend on it.
fn of_number(text: &str, stated: u64, counted: u64) -> Option<Edit> {
    let old = stated.to_string();
    let mut places = numbers(text).filter(|(_, number)| *number == old);
    let (at, _) = places.next()?;
    if places.next().is_some() || text.contains('%') {
        return None;
    }
    let start = text.get(..at)?.rfind(['(', '[']).unwrap_or_default();
    let end = text.get(at..)?.find([')', ']']).map_or(text.len(), |end| at + end);
    let in_brackets = text.get(start..end)?;
    (numbers(in_brackets).count() == 1).then(|| Edit { old, new: counted.to_string() })
}

/// `5/14`, with a percentage behind it or without.
fn of_fraction(text: &str, done: Option<u64>, all: Option<u64>) -> Option<Edit> {
    let (at, first, second) = fraction(text)?;
    let old = format!("{first}/{second}");
    let (new_done, new_all) = (done.map_or(first.to_owned(), |done| done.to_string()), all);
    let new_all = new_all.map_or(second.to_owned(), |all| all.to_string());
    let new = format!("{new_done}/{new_all}");
    let (before, behind) = (text.get(..at)?, text.get(at + old.len()..)?);
    let changed = [(first, done.is_some()), (second, all.is_some())];
    let is_repeated = |text: &str| {
        numbers(text).any(|(_, number)| changed.iter().any(|(old, changes)| *changes && number == *old))
    };
    let Some(mark) = behind.find('%') else {
        return (!is_repeated(before) && !is_repeated(behind)).then_some(Edit { old, new });
    };
    let digits = behind.get(..mark)?.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (between, stated) = (behind.get(..digits)?, behind.get(digits..mark)?);
    let rest = behind.get(mark + 1..)?;
    let is_sign = |c: char| " (,:–-=".contains(c);
    let depends = |text: &str| is_repeated(text) || text.contains('%');
    if !between.chars().all(is_sign) || depends(before) || depends(rest) {
        return None;
    }
    let close = if between.contains('(') && rest.starts_with(')') { ")" } else { "" };
    let percent = |done: &str, all: &str| -> Option<u64> {
        let (done, all): (u64, u64) = (done.parse().ok()?, all.parse().ok()?);
        (done.checked_mul(200)?.checked_add(all)?).checked_div(all.checked_mul(2)?)
    };
    (percent(first, second)? == stated.parse::<u64>().ok()?).then_some(Edit {
        old: format!("{old}{between}{stated}%{close}"),
        new: format!("{new}{between}{}%{close}", percent(&new_done, &new_all)?),
    })
}

/// The one `5/14` of a text.
fn fraction(text: &str) -> Option<(usize, &str, &str)> {
    let mut found = None;
    for (slash, _) in text.match_indices('/') {
        let (before, after) = (text.get(..slash)?, text.get(slash + 1..)?);
        let at = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let end = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (first, second) = (before.get(at..)?, after.get(..end)?);
        if first.is_empty() || second.is_empty() {
            continue;
        }
        if found.is_some() {
            return None;
        }
        found = Some((at, first, second));
    }
    found
}

/// The runs of digits of a text that are no part of a word, with their places.
fn numbers(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|c: char| !c.is_ascii_digit()).filter_map(move |run| {
        let start = at;
        at += run.len() + text.get(at + run.len()..)?.chars().next().map_or(0, char::len_utf8);
        let before = text.get(..start)?.chars().next_back();
        let after = text.get(start + run.len()..)?.chars().next();
        let in_word = [before, after].into_iter().flatten().any(char::is_alphabetic);
        (!run.is_empty() && !in_word).then_some((start, run))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(edit: Option<Edit>) -> Option<String> {
        edit.map(|edit| format!("{} → {}", edit.old, edit.new))
    }

    #[test]
    fn a_fraction_is_mended_with_its_percentage_or_not_at_all() {
        let cases = [
            ("### 04_API (5/14)", Some(6), Some(15), Some("5/14 → 6/15")),
            ("6/5 (120%)", Some(5), None, Some("6/5 (120%) → 5/5 (100%)")),
            ("2/10 (20%)", Some(0), None, Some("2/10 (20%) → 0/10 (0%)")),
            ("1/3 (33%)", Some(2), None, Some("1/3 (33%) → 2/3 (67%)")),
            ("1/3 (50%)", Some(2), None, None),
            ("1/3, of which 40% are drafts", Some(2), None, None),
            ("5/14: 5 done", Some(6), None, None),
            ("5/14 and 2/3", Some(6), None, None),
            ("60/1000+ POCs", Some(61), None, Some("60/1000 → 61/1000")),
        ];
        for (text, done, all, expected) in cases {
            assert_eq!(shown(of_fraction(text, done, all)).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_number_is_mended_where_no_other_depends_on_it() {
        let cases = [
            ("01_B (3 topics)", Some("3 → 2")),
            ("03_S3 (3 topics)", Some("3 → 2")),
            ("Priority 4: Messaging (3 articles)", Some("3 → 2")),
            ("01_B/ (6 files: 3 case studies + 3 resources)", None),
            ("01_B/ (7 files: 3 case studies + 4 resources)", None),
            ("Total: 3 articles (33%)", None),
            ("3 topics of 4", None),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(of_number(text, 3, 2)).as_deref(), expected, "{text}");
        }
    }
}
