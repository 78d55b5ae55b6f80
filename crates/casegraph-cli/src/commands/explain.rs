//! `casegraph explain`

use std::fmt::Write as _;

use casegraph::{Check, Checks, shipped_checks};
use clap::Args;

use crate::failure::Outcome;
use crate::global::Global;
use crate::output;

#[derive(Args)]
#[command(after_help = "Examples:\n  casegraph explain moved-link\n  casegraph explain --list")]
pub(crate) struct ExplainArgs {
    /// The code of a check
    #[arg(value_name = "CODE", required_unless_present = "list")]
    pub(crate) code: Option<String>,
    /// List all checks
    #[arg(long, conflicts_with = "code")]
    pub(crate) list: bool,
}

pub(crate) fn run(global: &Global, arguments: &ExplainArgs) -> anyhow::Result<Outcome> {
    let checks = match output::corpus(global) {
        Ok(corpus) => Checks::of(&corpus)?,
        // Outside a corpus the shipped checks can still be explained.
        Err(_) if global.corpus.is_none() => Checks { checks: shipped_checks()?, faults: Vec::new() },
        Err(error) => return Err(error),
    };
    let text = match &arguments.code {
        Some(code) => explanation(checks.get(code)?),
        None => list(&checks.checks),
    };
    output::print(&text)?;
    Ok(Outcome::Clean)
}

fn explanation(check: &Check) -> String {
    let bold = anstyle::Style::new().bold();
    let mut out = format!(
        "{bold}{}{bold:#}: {} ({}, {})\n",
        check.code(),
        check.title(),
        check.severity().code(),
        check.group()
    );
    for (label, text) in
        [("Why it matters", check.why()), ("Example", check.example()), ("How to fix it", check.fix())]
    {
        let _ = write!(out, "\n{bold}{label}{bold:#}\n");
        for line in text.lines() {
            let _ = writeln!(out, "  {line}");
        }
    }
    if !check.parameters().is_empty() {
        let _ = write!(out, "\n{bold}Parameters{bold:#}, in [gaps.{}] of casegraph.toml\n", check.code());
        for parameter in check.parameters() {
            let default = parameter.default.as_ref().filter(|default| !default.is_empty());
            let default = default.map_or(String::new(), |default| format!(" (default: {default})"));
            let _ =
                writeln!(out, "  {}: {}{default}", parameter.name.replace('_', "-"), parameter.description);
        }
    }
    if let Some(file) = &check.file {
        let _ = write!(out, "\nDefined by this corpus: {file}\n");
    }
    out
}

fn list(checks: &[Check]) -> String {
    let width = checks.iter().map(|check| check.code().len()).max().unwrap_or_default();
    let mut groups: Vec<&str> = checks.iter().map(Check::group).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut out = String::new();
    for group in groups {
        let bold = anstyle::Style::new().bold();
        let _ = writeln!(out, "{bold}{group}{bold:#}");
        for check in checks.iter().filter(|check| check.group() == group) {
            let _ =
                writeln!(out, "  {:width$}  {:7}  {}", check.code(), check.severity().code(), check.title());
        }
    }
    out
}
