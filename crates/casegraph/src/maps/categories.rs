//! `categories`: the categories and the links between them. A line for each pair with at least two links, thicker for more.

use std::collections::BTreeMap;

use casegraph_draw::{Arrangement, Diagram, DiagramLink, DiagramNode, MOST_NODES, Style};

use super::context::MapContext;
use super::left_out::counted;
use super::topic_node::FONT_SIZE;
use crate::coverage::topics::CoverageCategory;
use crate::error::Error;
use crate::rows::rows;

/// Minimum number of links for a line: fewer may be chance.
const FEWEST: usize = 2;

/// The diagram of `categories`.
pub(super) fn categories(context: &MapContext<'_>) -> Result<Diagram, Error> {
    let coverage = context.coverage()?;
    let answer = context.ask("categories.rq", include_str!("categories.rq"))?;
    let mut pairs: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in rows(&answer) {
        let (from, to) = (context.key(row.text("from")), context.key(row.text("to")));
        if from != to {
            let pair = if from < to { (from, to) } else { (to, from) };
            *pairs.entry(pair).or_default() += row.number("links");
        }
    }
    let all = pairs.len();
    pairs.retain(|_, links| *links >= FEWEST);

    let named: Vec<(usize, &CoverageCategory)> = coverage
        .domains
        .iter()
        .enumerate()
        .flat_map(|(nth, domain)| domain.categories.iter().map(move |category| (nth, category)))
        .filter(|(_, category)| !category.label.is_empty())
        .collect();
    // Categories with links first: they are the subject of the picture.
    let is_linked = |category: &CoverageCategory| {
        pairs.keys().any(|(one, other)| *one == category.id || *other == category.id)
    };
    let mut chosen = named.clone();
    chosen.sort_by_key(|(_, category)| !is_linked(category));
    chosen.truncate(MOST_NODES);
    let order = |id: &str| named.iter().position(|(_, category)| category.id == id);
    chosen.sort_by_key(|(domain, category)| (*domain, order(&category.id)));
    let nodes: Vec<DiagramNode> = chosen.iter().map(|(domain, category)| node(*domain, category)).collect();
    let place = |id: &str| chosen.iter().position(|(_, category)| category.id == id);
    let mut links = Vec::new();
    for ((one, other), count) in &pairs {
        let (Some(a), Some(b)) = (place(one), place(other)) else { continue };
        links.push(DiagramLink {
            from: a.min(b),
            to: a.max(b),
            arrows: [false, false],
            width: width(*count),
            style: if *count > 2 * FEWEST { Style::StrongEdge } else { Style::Edge },
            tooltip: format!("{one} and {other}: {}", counted(*count, "related link", "related links")),
            label: count.to_string(),
            link: None,
        });
    }
    let mut left_out = Vec::new();
    if named.len() > nodes.len() {
        left_out.push(counted(named.len() - nodes.len(), "category", "categories"));
    }
    if all > pairs.len() {
        left_out.push(counted(all - pairs.len(), "pair with a single link", "pairs with a single link"));
    }
    let legend = [
        (Style::Complete, "all topics complete"),
        (Style::InProgress, "some topics complete"),
        (Style::Second, "none complete"),
    ];
    Ok(Diagram {
        name: "categories".to_owned(),
        title: "Categories and their links".to_owned(),
        summary: format!(
            "{}, {} with at least {FEWEST} related links; thicker line: more links",
            counted(nodes.len(), "category", "categories"),
            counted(links.len(), "pair", "pairs"),
        ),
        legend: legend
            .into_iter()
            .filter(|(style, _)| nodes.iter().any(|node| node.style == *style))
            .map(|(style, text)| (style, text.to_owned()))
            .collect(),
        nodes,
        links,
        clusters: coverage.domains.iter().map(|domain| domain.label.clone()).collect(),
        left_out: (!left_out.is_empty()).then(|| left_out.join(" and ")),
        arrangement: Arrangement::Arcs,
    })
}

#[expect(clippy::cast_precision_loss, reason = "no two categories have 2^52 links")]
fn width(links: usize) -> f64 {
    (links as f64 * 0.7).clamp(1.0, 8.0)
}

fn node(domain: usize, category: &CoverageCategory) -> DiagramNode {
    let counts = category.counts();
    let style = match (counts.complete, counts.total()) {
        (0, _) => Style::Second,
        (complete, total) if complete == total => Style::Complete,
        _ => Style::InProgress,
    };
    DiagramNode {
        id: format!("category-{domain}-{}", category.id),
        label: category.label.clone(),
        remark: format!("{}/{}", counts.complete, counts.total()),
        style,
        font_size: FONT_SIZE,
        tooltip: format!(
            "{}: {} complete, {} in progress, {} not started",
            category.label, counts.complete, counts.in_progress, counts.not_started
        ),
        link: None,
        cluster: Some(domain),
        column: 0,
    }
}
