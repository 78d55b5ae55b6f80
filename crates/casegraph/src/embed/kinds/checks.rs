//! `checks`: the gap checks by group, and the details of each.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::embed::kind::{EmbedKind, Filled, Request, one_line};
use crate::embed::markdown::{Align, table};
use crate::words::Words;
use casegraph_gaps::{Check, Checks};

pub(super) const KIND: EmbedKind = EmbedKind {
    name: "checks",
    usage: "checks [--group NAME] [--details] [--page FILE]",
    summary: "the gap checks by group; --details adds the full text of each, --page links each to its details on that page",
    fill,
};

fn fill(request: &Request<'_>) -> Result<Filled, String> {
    let words = Words::read_with_flags(request.words, &["group", "page"], &["details"])?;
    words.none()?;
    let checks = Checks::of(request.session.corpus()).map_err(one_line)?.checks;
    let mut groups: BTreeMap<&str, Vec<&Check>> = BTreeMap::new();
    for check in &checks {
        groups.entry(check.group()).or_default().push(check);
    }
    if let Some(group) = words.option("group")? {
        if !groups.contains_key(group) {
            let known: Vec<&str> = groups.keys().copied().collect();
            return Err(format!("there is no group `{group}` (there are: {})", known.join(", ")));
        }
        groups.retain(|name, _| *name == group);
    }
    let details = words.has("details");
    let page = words.option("page")?.or(details.then_some(""));
    let mut out = String::new();
    for (group, checks) in &groups {
        let _ = writeln!(out, "**{}**\n", capitalized(group));
        let row = |check: &&Check| vec![name(check.code(), page), severity(check), cell(check.title())];
        let header = [("Check", Align::Left), ("Severity", Align::Left), ("What it finds", Align::Left)];
        let _ = writeln!(out, "{}", table(&header, &checks.iter().map(row).collect::<Vec<_>>()));
    }
    if details {
        for check in groups.values().flatten() {
            detail(check, &mut out);
        }
    }
    Ok(out.into())
}

fn name(code: &str, page: Option<&str>) -> String {
    page.map_or_else(|| format!("`{code}`"), |page| format!("[`{code}`]({page}#{code})"))
}

fn severity(check: &Check) -> String {
    check.severity().code().to_owned()
}

/// A text of a check, which is Markdown, as a table cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn detail(check: &Check, out: &mut String) {
    let _ = write!(
        out,
        "### {}\n\n{}. *{}, {}*\n\n",
        check.code(),
        check.title(),
        severity(check),
        check.group()
    );
    for (label, text) in
        [("Why it matters", check.why()), ("Example", check.example()), ("How to fix it", check.fix())]
    {
        let _ = writeln!(out, "**{label}.** {}\n", text.lines().map(str::trim).collect::<Vec<_>>().join(" "));
    }
    for parameter in check.parameters() {
        let name = parameter.name.replace('_', "-");
        let default = parameter.default.as_ref().filter(|default| !default.is_empty());
        let default = default.map_or(String::new(), |default| format!(" (default: `{default}`)"));
        let _ = writeln!(out, "- `{name}` in `[gaps.{}]`: {}{default}", check.code(), parameter.description);
    }
    if !check.parameters().is_empty() {
        out.push('\n');
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
