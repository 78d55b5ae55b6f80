//! `companies`: who taught us what. Companies on the left, the larger the more topics, and topics on the right.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::rows;
use super::{FONT_SIZE, Source, by_id, counted, left_out, topic_legend, topic_node};
use crate::Error;
use casegraph_draw::{Arrangement, Class, GraphView, MOST_NODES, ViewLink, ViewNode};

/// A company and its topics with the number of case studies.
struct Company<'a> {
    name: &'a str,
    id: &'a str,
    topics: BTreeMap<&'a str, usize>,
}

pub(crate) fn companies(source: &Source<'_>) -> Result<GraphView, Error> {
    let coverage = source.coverage()?;
    let topics = by_id(&coverage);
    let answer = source.ask("companies.rq", include_str!("companies.rq"))?;
    let mut companies: Vec<Company<'_>> = Vec::new();
    for row in rows(&answer) {
        let (id, topic) = (source.key(row.text("company")), source.key(row.text("topic")));
        if companies.last().is_none_or(|last| last.id != id) {
            companies.push(Company { name: row.text("name"), id, topics: BTreeMap::new() });
        }
        if let Some(company) = companies.last_mut().filter(|_| topics.contains_key(topic)) {
            company.topics.insert(topic, row.number("studies"));
        }
    }
    let studies = |company: &Company<'_>| company.topics.values().sum::<usize>();
    companies.sort_by_key(|company| {
        (std::cmp::Reverse((company.topics.len(), studies(company))), company.name, company.id)
    });
    let all = companies.len();

    // Companies in order of weight, as long as they and their topics fit.
    let mut shown_topics: BTreeSet<&str> = BTreeSet::new();
    let mut shown = Vec::new();
    for company in companies {
        let fresh = company.topics.keys().filter(|topic| !shown_topics.contains(*topic)).count();
        if shown.len() + shown_topics.len() + 1 + fresh > MOST_NODES {
            continue;
        }
        shown_topics.extend(company.topics.keys());
        shown.push(company);
    }
    let hidden = all - shown.len();

    let mut nodes: Vec<ViewNode> = shown.iter().map(company_node).collect();
    let mut places = BTreeMap::new();
    for id in &shown_topics {
        let Some(topic) = topics.get(id) else { continue };
        places.insert(*id, nodes.len());
        nodes.push(topic_node(topic, counted(topic.case_studies as usize, "case study", "case studies"), 1));
    }
    let mut links = Vec::new();
    for (at, company) in shown.iter().enumerate() {
        for (topic, count) in &company.topics {
            let Some(to) = places.get(topic) else { continue };
            links.push(ViewLink {
                from: at,
                to: *to,
                arrows: [false, false],
                width: if *count > 1 { 2.5 } else { 1.2 },
                class: if company.topics.len() > 1 { Class::StrongEdge } else { Class::Edge },
                tooltip: format!(
                    "{}: {} on {topic}",
                    company.name,
                    counted(*count, "case study", "case studies")
                ),
                label: String::new(),
                link: None,
            });
        }
    }
    let legend = topic_legend(&nodes);
    Ok(GraphView {
        name: "companies".to_owned(),
        title: "Companies and what they taught us".to_owned(),
        summary: format!(
            "{} of {}; the larger, the more topics; a thick line is more than one case study",
            shown.len(),
            counted(all, "company", "companies"),
        ),
        legend,
        nodes,
        links,
        clusters: Vec::new(),
        left_out: left_out([(hidden, "company with fewer topics", "companies with fewer topics")]),
        arrangement: Arrangement::Columns,
    })
}

fn company_node(company: &Company<'_>) -> ViewNode {
    let topics = company.topics.len();
    let names: Vec<&str> = company.topics.keys().copied().collect();
    let size = [FONT_SIZE, 12.5, 14.0, 15.5];
    ViewNode {
        id: format!("company-{}", company.id),
        label: company.name.to_owned(),
        remark: String::new(),
        class: Class::Thing,
        font_size: size.get(topics.saturating_sub(1)).copied().unwrap_or(17.0),
        tooltip: format!("{}: {}", company.name, names.join(", ")),
        link: None,
        cluster: None,
        column: 0,
    }
}
