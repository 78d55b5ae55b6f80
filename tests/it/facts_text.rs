//! Facts as lines of text, in the order of the file: what the suite's cases compare.

use std::fmt::Write as _;

use casegraph::facts::{
    Bound, DecisionStatus, Detail, Document, FactSet, Lines, Metric, NameOrigin, Occurrence, Quantity,
    Relation, ThingId, Topic,
};

/// What one document asserts, a fact a line, sorted by line.
pub(crate) fn document(document: &Document) -> String {
    let mut facts: Vec<(Lines, u8, String)> = Vec::new();
    for section in &document.sections {
        let kind = section.kind.as_deref().unwrap_or("-");
        let text = format!("section {} {kind} #{} {}", section.level, section.anchor, section.name);
        facts.push((section.lines, 0, text));
    }
    for case_study in &document.case_studies {
        facts.push((case_study.lines, 1, format!("case-study {} {}", case_study.id.key(), case_study.title)));
        let category = case_study.category.as_ref().map(ThingId::to_string);
        let tags = Some(case_study.tags.join(", ")).filter(|tags| !tags.is_empty());
        let stated = [
            ("category", &category),
            ("date", &case_study.date),
            ("status", &case_study.status),
            ("tags", &tags),
        ];
        for (label, text) in stated {
            if let Some(text) = text {
                facts.push((case_study.lines, 2, format!("  {label}: {text}")));
            }
        }
        let of_case = [
            ("context", &case_study.context),
            ("quick-answer", &case_study.quick_answer),
            ("key-insight", &case_study.key_insight),
        ];
        for (label, text) in of_case {
            if let Some(text) = text {
                facts.push((case_study.lines, 2, format!("  {label}: {text}")));
            }
        }
        for metric in &case_study.metrics {
            facts.push((metric.lines, 3, self::metric(metric)));
        }
    }
    for occurrence in &document.occurrences {
        facts.push((occurrence.lines, 4, self::occurrence(occurrence, document)));
    }
    facts.sort_by_key(|(lines, rank, _)| (lines.start(), *rank));
    let about = document.about.as_ref().map_or(String::new(), |topic| format!(" about {}", topic.key()));
    let mut out = format!("{} [{}]{about}: {}\n", document.path, document.role.code(), document.name);
    out.push_str(&page_things(document));
    for (lines, _, text) in facts {
        let _ = writeln!(out, "{:>5} {text}", lines.to_string());
    }
    out
}

/// What the document is the page of, and what it is a copy of.
fn page_things(document: &Document) -> String {
    let mut out = String::new();
    if let Some(name) = &document.names {
        let _ = writeln!(out, "      page of {name}");
    }
    if let Some(original) = &document.copy_of {
        let language = document.language.as_deref().unwrap_or("-");
        let label =
            document.label.as_ref().map_or(String::new(), |label| format!(", a label in {}", label.language));
        let _ = writeln!(out, "      copy of {original} in {language}{label}");
    }
    if !document.tags.is_empty() {
        let _ = writeln!(out, "      tags: {}", document.tags.join(", "));
    }
    if let Some(decision) = &document.decision {
        let number = decision.number.map_or("-".to_owned(), |number| number.to_string());
        let status = decision.status.map_or("-", DecisionStatus::code);
        let [stated, date] =
            [&decision.stated_status, &decision.date].map(|text| text.as_deref().unwrap_or("-"));
        let _ = writeln!(
            out,
            "      decision {} no. {number}, {status} ({stated}), {date}: {}",
            decision.id.key(),
            decision.title
        );
    }
    out
}

/// What a corpus asserts beyond its documents: tree, topics, names made known, sources, findings.
pub(crate) fn corpus(facts: &FactSet) -> String {
    let mut out = String::new();
    for domain in &facts.domains {
        let _ = writeln!(out, "domain {} {}{}", domain.id.key(), domain.label, number(domain.position));
    }
    for category in &facts.categories {
        let domain = category.domain.as_ref().map_or("-", |domain| domain.key());
        let _ = writeln!(
            out,
            "category {} {}{} in {domain}",
            category.id.key(),
            category.label,
            number(category.position)
        );
    }
    for topic in &facts.topics {
        let _ = writeln!(out, "{}", self::topic(topic));
    }
    for name in facts.names.iter().filter(|name| name.origin != NameOrigin::Corpus) {
        let _ = writeln!(out, "name {} {}", name.id, name.label);
    }
    for source in &facts.sources {
        let company = source.company.as_ref().map_or(String::new(), |company| format!(" by {company}"));
        let written =
            [&source.publisher, &source.date, &source.url].map(|text| text.as_deref().unwrap_or("-"));
        let _ = writeln!(
            out,
            "{} {} {} | {} | {}{company}",
            source.id,
            source.kind.code(),
            source.title,
            source.authors.join(", "),
            written.join(" | ")
        );
    }
    for finding in &facts.diagnostics {
        let severity = finding.severity.code();
        let column = finding.column.map_or(String::new(), |column| format!(":{column}"));
        let _ = writeln!(
            out,
            "{severity} {} {}:{}{column} {}",
            finding.code, finding.path, finding.line, finding.message
        );
    }
    for unread in &facts.unread {
        let _ = writeln!(out, "unread {:?} {}:{} {}", unread.kind, unread.path, unread.line, unread.text);
    }
    out
}

fn number(position: Option<u32>) -> String {
    position.map_or(String::new(), |position| format!(" (no. {position})"))
}

fn topic(topic: &Topic) -> String {
    let status = topic.status.code();
    let category = topic.category.as_ref().map_or("-", |category| category.key());
    let priority = topic.priority.map_or(String::new(), |priority| format!(" P{priority}"));
    let mut out = format!("topic {} {status}{priority} in {category}: {}", topic.id.key(), topic.label);
    if !topic.alternatives.is_empty() {
        let _ = write!(out, " (or {})", topic.alternatives.join(", "));
    }
    if !topic.key_topics.is_empty() {
        let _ = write!(out, " [{}]", topic.key_topics.join("; "));
    }
    out
}

fn metric(metric: &Metric) -> String {
    let mut out = format!("metric {} {}", metric.id.key(), metric.name);
    for (label, text) in [("before", &metric.before), ("after", &metric.after), ("change", &metric.change)] {
        if let Some(text) = text {
            let _ = write!(out, " | {label} {text}");
        }
    }
    if metric.before.is_none() {
        let _ = write!(out, " | raw {}", metric.raw_text);
    }
    for (label, read) in [("before", &metric.before_quantity), ("after", &metric.after_quantity)] {
        if let Some(read) = read {
            let _ = write!(out, " | {label}={}", quantity(read));
        }
    }
    out
}

fn quantity(quantity: &Quantity) -> String {
    let bound = match quantity.bound {
        Bound::Exact => "",
        Bound::About => "~",
        Bound::Below => "<",
        Bound::Above => ">",
    };
    let high = quantity.high.as_ref().map_or(String::new(), |high| format!("..{high}"));
    format!(
        "{bound}{}{high}{}",
        quantity.value,
        quantity.unit.as_ref().map_or(String::new(), |unit| format!("[{unit}]"))
    )
}

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::RelatedPattern => "related",
        Relation::Prerequisite => "prerequisite",
        Relation::Uses => "uses",
        Relation::Cites => "cites",
        Relation::Mentions => "mentions",
        Relation::LinksTo => "links-to",
        Relation::Company => "company",
        Relation::Related => "related-both-ways",
        Relation::Replaced => "replaced",
        Relation::Rejected => "rejected",
        Relation::Supersedes => "supersedes",
    }
}

fn occurrence(occurrence: &Occurrence, document: &Document) -> String {
    let from = if occurrence.from == document.id { "doc".to_owned() } else { occurrence.from.to_string() };
    let to = occurrence.to.as_ref().map_or("?".to_owned(), ToString::to_string);
    let edges: Vec<&str> = occurrence.asserts.iter().copied().map(relation).collect();
    let edges = if edges.is_empty() { "no edge".to_owned() } else { edges.join("+") };
    let detail = match &occurrence.detail {
        Detail::Plain => "plain".to_owned(),
        Detail::StatedCount { what, stated, counted, agrees, .. } => {
            format!("count of {what}: stated {stated}, counted {counted}{}", if *agrees { "" } else { " !" })
        }
        Detail::Mention { surface } => format!("mention {surface:?}"),
        Detail::PlanEntry { stated_status, stated_priority, .. } => {
            let priority = stated_priority.map_or(String::new(), |priority| format!(" P{priority}"));
            format!("plan {}{priority}", stated_status.as_deref().unwrap_or("-"))
        }
        Detail::Citation(citation) => {
            let mut text = format!("citation {:?}", citation.title);
            for (label, written) in [
                ("url", &citation.url),
                ("publisher", &citation.publisher),
                ("date", &citation.date),
                ("remark", &citation.remark),
            ] {
                if let Some(written) = written {
                    let _ = write!(text, " {label}={written}");
                }
            }
            if !citation.authors.is_empty() {
                let _ = write!(text, " authors={}", citation.authors.join(", "));
            }
            for flag in &citation.flags {
                let _ = write!(text, " !{}", flag.code());
            }
            text
        }
        Detail::Link(link) => {
            let mut text = format!("link {:?} href={}", link.text, link.href);
            if let Some(resolution) = link.resolution {
                let _ = write!(text, " {}", resolution.code());
            } else {
                let _ = write!(text, " {}", link.scheme);
            }
            if let Some(remark) = &link.remark {
                let _ = write!(text, " remark={remark}");
            }
            if let Some(suggestion) = &link.suggestion {
                let _ = write!(text, " suggestion={suggestion}");
            }
            if let Some(unresolved) = &link.unresolved {
                let _ = write!(text, " lost={}", relation(unresolved.relation));
                if let Some(probably) = &unresolved.suggested_target {
                    let _ = write!(text, " probably={probably}");
                }
            }
            text
        }
    };
    format!("{from} {edges} {to}: {detail} ({})", occurrence.rule.code())
}
