//! The report of `casegraph gaps` as text for the terminal.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use casegraph::facts::{Severity, counted};
use casegraph::{Check, Finding, GapReport};
use clap::ValueEnum;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Grouping {
    Code,
    Topic,
    File,
    Category,
}

/// Maximum number of kinds of findings at the top of a report.
const MOST_KINDS: usize = 6;

/// The report as text.
pub(super) struct GapText<'a> {
    pub(super) report: &'a GapReport,
    pub(super) checks: &'a [Check],
    pub(super) by: Grouping,
    pub(super) limit: usize,
    /// How many places `--fix` would change, by code.
    pub(super) fixable: BTreeMap<String, usize>,
}

impl GapText<'_> {
    /// The whole report, with colours.
    pub(super) fn write(&self) -> String {
        let bold = anstyle::Style::new().bold();
        let mut out = String::new();
        if self.report.findings.is_empty() {
            out.push_str("no gaps\n");
        } else {
            let counts: Vec<String> = Severity::ALL
                .into_iter()
                .filter(|severity| self.report.count(*severity) > 0)
                .map(|severity| styled_count(self.report.count(severity), severity))
                .collect();
            let _ = writeln!(out, "{}", counts.join(", "));
        }
        let quiet = [(self.report.suppressed, "suppressed"), (self.report.known, "in the baseline")];
        let quiet: Vec<String> = quiet
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        if !quiet.is_empty() {
            let _ = writeln!(out, "not reported: {}", quiet.join(", "));
        }
        if self.report.findings.is_empty() {
            return out;
        }
        let _ = write!(out, "\n{bold}What to do first{bold:#}\n");
        self.first(&mut out);
        for (name, findings) in self.groups() {
            let _ = write!(out, "\n{bold}{name}{bold:#}\n");
            let shown = if self.limit == 0 { findings.len() } else { self.limit };
            for finding in findings.iter().take(shown) {
                self.finding(finding, &mut out);
            }
            if findings.len() > shown {
                let _ = writeln!(out, "  … and {} more; --limit 0 shows all", findings.len() - shown);
            }
        }
        out
    }

    /// The most severe kinds of findings, with the command that fixes them.
    fn first(&self, out: &mut String) {
        let mut kinds: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        for finding in &self.report.findings {
            *kinds.entry((finding.severity, &finding.code)).or_default() += 1;
        }
        let mut kinds: Vec<(Severity, std::cmp::Reverse<usize>, &str)> = kinds
            .into_iter()
            .map(|((severity, code), count)| (severity, std::cmp::Reverse(count), code))
            .collect();
        kinds.sort_unstable();
        let digits = kinds.iter().map(|(_, count, _)| count.0.to_string().len()).max().unwrap_or_default();
        let nouns =
            |(severity, count, _): &(Severity, std::cmp::Reverse<usize>, &str)| severity.noun(count.0);
        let shown = kinds.get(..MOST_KINDS).unwrap_or(&kinds);
        let widest = shown.iter().map(|kind| nouns(kind).len()).max().unwrap_or_default();
        let widest_code = shown.iter().map(|(_, _, code)| code.len()).max().unwrap_or_default();
        for kind in shown {
            let (severity, count, code) = kind;
            let title = self.checks.iter().find(|check| check.code() == *code).map_or("", Check::title);
            let style = style(*severity);
            let _ = writeln!(
                out,
                "  {:>digits$} {style}{:<widest$}{style:#}  {code:<widest_code$}  {}",
                count.0,
                nouns(kind),
                lower(title)
            );
            if let Some(places) = self.fixable.get(*code) {
                let indent = digits + widest + 5;
                let _ = writeln!(out, "{:indent$}→ casegraph gaps --only {code} --fix fixes {places}", "");
            }
        }
        if kinds.len() > shown.len() {
            let more = kinds.len() - shown.len();
            let more = counted(more, "more kind", "more kinds");
            let _ = writeln!(out, "  and {more}; --by code shows all");
        }
    }

    /// The findings in groups: topics and files in the order of their worst finding, codes and categories by name.
    fn groups(&self) -> Vec<(String, Vec<&Finding>)> {
        let mut groups: Vec<(String, Vec<&Finding>)> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for finding in &self.report.findings {
            let none = || "no category".to_owned();
            let name = match self.by {
                Grouping::Code => finding.code.clone(),
                Grouping::File => finding.path.clone(),
                Grouping::Category => finding.category.clone().unwrap_or_else(none),
                Grouping::Topic => finding.topic.clone().unwrap_or_else(|| finding.path.clone()),
            };
            let place = *places.entry(name.clone()).or_insert(groups.len());
            if place == groups.len() {
                groups.push((name, Vec::new()));
            }
            if let Some((_, findings)) = groups.get_mut(place) {
                findings.push(finding);
            }
        }
        groups
    }

    fn finding(&self, finding: &Finding, out: &mut String) {
        let style = style(finding.severity);
        let code = if self.by == Grouping::Code { String::new() } else { format!(" [{}]", finding.code) };
        let _ = writeln!(
            out,
            "  {style}{}{style:#} {}:{} {}{code}",
            finding.severity.code(),
            finding.path,
            finding.line,
            finding.message
        );
        if let Some(fix) = finding.fix.as_ref().filter(|fix| !fix.is_empty()) {
            let _ = writeln!(out, "      → {fix}");
        }
    }
}

fn styled_count(count: usize, severity: Severity) -> String {
    let style = style(severity);
    format!("{style}{}{style:#}", severity.counted(count))
}

fn style(severity: Severity) -> anstyle::Style {
    let colour = match severity {
        Severity::Error => anstyle::AnsiColor::Red,
        Severity::Warning => anstyle::AnsiColor::Yellow,
        Severity::Info => anstyle::AnsiColor::Blue,
    };
    colour.on_default()
}

fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}
