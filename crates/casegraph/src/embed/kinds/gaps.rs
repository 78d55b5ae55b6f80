//! `gaps`: the findings, counted by check or as a list.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use casegraph_facts::{DocPath, counted};

use crate::embed::kind::{EmbedKind, Filled, Request, one_line};
use crate::embed::markdown::{Align, link, sentence, table};
use crate::gap_coverage::words_of;
use crate::topic_rows::read_coverage;
use crate::view::{Part, gap_options};
use crate::words::Words;
use casegraph_gaps::{Check, Checks, Finding, GapOptions};

pub(super) const KIND: EmbedKind = EmbedKind {
    name: "gaps",
    usage: "gaps [--severity LEVEL] [--only CODE]... [--except CODE]... [--path FILE]... [--domain NAME] [--category NAME] \
            [--topic TOPIC] [--list] [--limit N]",
    summary: "the gaps and errors: a table of checks with counts, or with --list the findings with their places",
    fill,
};

fn fill(request: &Request<'_>) -> Result<Filled, String> {
    let options = ["severity", "only", "except", "path", "domain", "category", "topic", "limit"];
    let words = Words::read_with_flags(request.words, &options, &["list"])?;
    words.none()?;
    let limit = words.number("limit")?.unwrap_or(usize::MAX);
    let options =
        GapOptions { paths: words.all("path").map(str::to_owned).collect(), ..gap_options(&words)? };
    let mut findings = casegraph_gaps::run(request.session, &options).map_err(one_line)?.findings;
    if let Some(topics) = topics(request, &words)? {
        findings.retain(|finding| finding.topic.as_ref().is_some_and(|topic| topics.contains(topic)));
    }
    if findings.is_empty() {
        return Ok("*No findings.*".to_owned().into());
    }
    if words.has("list") {
        return Ok(list(request, &findings, limit).into());
    }
    let checks = Checks::of(request.session.corpus()).map_err(one_line)?.checks;
    Ok(counts(&findings, &checks, limit).into())
}

/// The topics of the requested part of the corpus, to filter the findings.
fn topics(request: &Request<'_>, words: &Words) -> Result<Option<BTreeSet<String>>, String> {
    let part = Part::of(words)?;
    let topic = words.option("topic")?;
    if part.is_whole() && topic.is_none() {
        return Ok(None);
    }
    let coverage = read_coverage(request.session, &request.links).map_err(one_line)?;
    let topic = topic.map(|topic| coverage.topic_called(topic, request.session.corpus()).map_err(one_line));
    let topic = topic.transpose()?;
    let coverage = coverage.only(&part)?;
    let ids = coverage.topics().map(|topic| topic.id.clone());
    Ok(Some(ids.filter(|id| topic.as_ref().is_none_or(|topic| topic == id)).collect()))
}

/// The findings in their order, with links to their lines.
fn list(request: &Request<'_>, findings: &[Finding], limit: usize) -> String {
    let mut out = String::new();
    for finding in findings.iter().take(limit) {
        let place = format!("{}:{}", finding.path, finding.line);
        let target =
            DocPath::new(&finding.path).map(|path| request.links.line(&path, u64::from(finding.line)));
        let _ = writeln!(
            out,
            "- **{}** {}: {} (`{}`)",
            finding.severity.code(),
            link(&place, target.as_deref()),
            sentence(&finding.message),
            finding.code
        );
    }
    if findings.len() > limit {
        let _ = writeln!(out, "\n*and {} more*", findings.len() - limit);
    }
    out
}

/// The number of findings of each check, by severity, then by count.
fn counts(findings: &[Finding], checks: &[Check], limit: usize) -> String {
    let mut kinds: BTreeMap<(casegraph_facts::Severity, &str), usize> = BTreeMap::new();
    for finding in findings {
        *kinds.entry((finding.severity, finding.code.as_str())).or_default() += 1;
    }
    let mut kinds: Vec<_> =
        kinds.into_iter().map(|((severity, code), count)| (severity, count, code)).collect();
    kinds.sort_by_key(|(severity, count, code)| (*severity, std::cmp::Reverse(*count), *code));
    let row = |(severity, count, code): &(casegraph_facts::Severity, usize, &str)| {
        let title = checks.iter().find(|check| check.code() == *code).map_or("", Check::title);
        vec![count.to_string(), severity.code().to_owned(), format!("`{code}`"), title.replace('|', "\\|")]
    };
    let header = [
        ("Findings", Align::Right),
        ("Severity", Align::Left),
        ("Check", Align::Left),
        ("What it finds", Align::Left),
    ];
    let rows: Vec<Vec<String>> = kinds.iter().take(limit).map(row).collect();
    let more = match kinds.len().saturating_sub(limit) {
        0 => String::new(),
        more => format!("\n*and the findings of {}*\n", counted(more, "more check", "more checks")),
    };
    format!("{}.\n\n{}{more}", words_of(findings), table(&header, &rows))
}
