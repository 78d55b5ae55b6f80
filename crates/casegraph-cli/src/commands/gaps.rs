//! `casegraph gaps`

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context as _;
use casegraph::facts::Severity;
use casegraph::store::Answer;
use casegraph::{
    Baseline, Check, Checks, Error, Finding, GapOptions, GapReport, ReportFormat, Session, fixes,
    severity_word, write_report, write_whole,
};

use super::session_at;
use crate::arguments::{GapFormat, Gaps, Global, Grouping};
use crate::failure::Outcome;
use crate::output;

pub(crate) fn run(global: &Global, arguments: &Gaps) -> anyhow::Result<Outcome> {
    let session = session_at(global, &arguments.engine)?;
    let options = GapOptions {
        only: arguments.only.clone(),
        except: arguments.except.clone(),
        severity: arguments.severity.map(crate::arguments::Level::severity),
        paths: arguments.path.clone(),
        as_of: arguments.as_of.clone(),
    };
    let mut report = session.gaps(&options)?;
    if let Some(file) = &arguments.baseline {
        if arguments.update_baseline {
            let baseline = Baseline::of(&report);
            write_whole(file, baseline.to_text().as_bytes())?;
            output::note(
                global,
                &format!("{} findings are in the baseline {}", report.findings.len(), file.display()),
            );
            return Ok(Outcome::Clean);
        }
        read_baseline(file)?.apply(&mut report);
    }
    if arguments.fix {
        return mend(global, &session, &report, arguments.dry_run);
    }
    let checks = Checks::of(session.corpus())?.checks;
    let format = match arguments.format {
        GapFormat::Text => None,
        GapFormat::Json => Some(ReportFormat::Json),
        GapFormat::Csv => Some(ReportFormat::Csv),
        GapFormat::Markdown => Some(ReportFormat::Markdown),
        GapFormat::Sarif => Some(ReportFormat::Sarif),
        GapFormat::Github => Some(ReportFormat::Github),
    };
    // What an edit replaces is read from the file.
    let edits = if session.has_files() { fixes(session.corpus(), &report.findings)? } else { Vec::new() };
    if let Some(format) = format {
        let text = write_report(&report, &checks, &edits, format, &root(session.corpus().root()));
        output::write(text.as_bytes(), arguments.output.as_deref())?;
    } else {
        let mut mended = BTreeMap::new();
        for replacement in edits.iter().flat_map(|edit| &edit.replacements) {
            *mended.entry(replacement.code.clone()).or_default() += 1;
        }
        let text =
            Text { report: &report, checks: &checks, by: arguments.by, limit: arguments.limit, mended }
                .write();
        match &arguments.output {
            None => output::print(&text)?,
            Some(file) => {
                let plain = anstream::adapter::strip_str(&text).to_string();
                output::write(plain.as_bytes(), Some(file))?;
            }
        }
    }
    if format.is_none() && report.findings.is_empty() && !has_pages(&session)? {
        output::note(
            global,
            "no file of this collection is a topic page or a case study, so most checks had nothing to look at; \
             `casegraph build` says what is read as what",
        );
    }
    let fails = arguments.fail_on.severity().is_some_and(|severity| report.reaches(severity));
    Ok(if fails { Outcome::Findings } else { Outcome::Clean })
}

/// Whether there is anything that most checks look at.
fn has_pages(session: &Session) -> anyhow::Result<bool> {
    let question = "ASK { { ?topic cg:page ?page } UNION { ?study a cg:CaseStudy } }";
    Ok(matches!(session.ask_text("a query of casegraph", question)?, Answer::Boolean(true)))
}

fn read_baseline(file: &Path) -> anyhow::Result<Baseline> {
    let text =
        std::fs::read_to_string(file).map_err(|source| Error::Read { path: file.to_owned(), source })?;
    Baseline::parse(&text)
        .map_err(anyhow::Error::msg)
        .with_context(|| format!("cannot use {}", file.display()))
}

/// The corpus folder as seen from where the program runs, with `/`.
fn root(root: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.as_deref().and_then(|here| root.strip_prefix(here).ok()).unwrap_or(root);
    if below.is_absolute() { String::new() } else { below.to_string_lossy().replace('\\', "/") }
}

fn mend(global: &Global, session: &Session, report: &GapReport, dry_run: bool) -> anyhow::Result<Outcome> {
    let edits = fixes(session.corpus(), &report.findings)?;
    let places: usize = edits.iter().map(|edit| edit.replacements.len()).sum();
    for edit in &edits {
        if dry_run {
            output::print(&edit.diff())?;
        } else {
            edit.write(session.corpus())?;
        }
    }
    let done = if dry_run { "would be changed" } else { "changed" };
    let counted = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    output::note(global, &format!("{} in {} {done}", counted(places, "place"), counted(edits.len(), "file")));
    Ok(Outcome::Clean)
}

/// How many kinds of finding the top of a report names.
const MOST_KINDS: usize = 6;

/// The report for people.
struct Text<'a> {
    report: &'a GapReport,
    checks: &'a [Check],
    by: Grouping,
    limit: usize,
    /// How many places `--fix` would change, by code.
    mended: BTreeMap<String, usize>,
}

impl Text<'_> {
    fn write(&self) -> String {
        let bold = anstyle::Style::new().bold();
        let mut out = String::new();
        if self.report.findings.is_empty() {
            out.push_str("no gaps\n");
        } else {
            let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
                .into_iter()
                .filter(|severity| self.report.count(*severity) > 0)
                .map(|severity| counted(self.report.count(severity), severity))
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
            let _ = writeln!(out, "not told: {}", quiet.join(", "));
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

    /// The kinds of finding that weigh most, with how to mend them.
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
            |(severity, count, _): &(Severity, std::cmp::Reverse<usize>, &str)| noun(*severity, count.0);
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
            if let Some(places) = self.mended.get(*code) {
                let indent = digits + widest + 5;
                let _ = writeln!(out, "{:indent$}→ casegraph gaps --only {code} --fix mends {places}", "");
            }
        }
        if kinds.len() > shown.len() {
            let more = kinds.len() - shown.len();
            let kinds = if more == 1 { "kind" } else { "kinds" };
            let _ = writeln!(out, "  and {more} {kinds} more; --by code shows them all");
        }
    }

    /// The findings in groups: topics and files in the order of their worst finding, codes and categories by name.
    fn groups(&self) -> Vec<(String, Vec<&Finding>)> {
        let mut groups: Vec<(String, Vec<&Finding>)> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for finding in &self.report.findings {
            let none = || "not in a category".to_owned();
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
            severity_word(finding.severity),
            finding.path,
            finding.line,
            finding.message
        );
        if let Some(fix) = finding.fix.as_ref().filter(|fix| !fix.is_empty()) {
            let _ = writeln!(out, "      → {fix}");
        }
    }
}

fn counted(count: usize, severity: Severity) -> String {
    let style = style(severity);
    format!("{style}{count} {}{style:#}", noun(severity, count))
}

fn noun(severity: Severity, count: usize) -> &'static str {
    match (severity, count) {
        (Severity::Error, 1) => "error",
        (Severity::Error, _) => "errors",
        (Severity::Warning, 1) => "warning",
        (Severity::Warning, _) => "warnings",
        (Severity::Info, 1) => "note",
        (Severity::Info, _) => "notes",
    }
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
