//! `categories`: how the categories hang together. A line for every pair with two links and more, the thicker the more.

use std::collections::BTreeMap;

use super::rows::rows;
use super::{FONT_SIZE, Source, counted};
use crate::Error;
use crate::coverage::CoverageCategory;
use casegraph_draw::{Arrangement, Class, GraphView, MOST_NODES, ViewLink, ViewNode};

/// Fewer links than these may be chance.
const FEWEST: usize = 2;

pub(crate) fn categories(source: &Source<'_>) -> Result<GraphView, Error> {
    let coverage = source.coverage()?;
    let answer = source.ask("categories.rq", include_str!("categories.rq"))?;
    let mut pairs: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in rows(&answer) {
        let (from, to) = (source.key(row.text("from")), source.key(row.text("to")));
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
    // The ones with links first: those are what the picture is about.
    let is_linked = |category: &CoverageCategory| {
        pairs.keys().any(|(one, other)| *one == category.id || *other == category.id)
    };
    let mut chosen = named.clone();
    chosen.sort_by_key(|(_, category)| !is_linked(category));
    chosen.truncate(MOST_NODES);
    let order = |id: &str| named.iter().position(|(_, category)| category.id == id);
    chosen.sort_by_key(|(domain, category)| (*domain, order(&category.id)));
    let nodes: Vec<ViewNode> = chosen.iter().map(|(domain, category)| node(*domain, category)).collect();
    let place = |id: &str| chosen.iter().position(|(_, category)| category.id == id);
    let mut links = Vec::new();
    for ((one, other), count) in &pairs {
        let (Some(a), Some(b)) = (place(one), place(other)) else { continue };
        links.push(ViewLink {
            from: a.min(b),
            to: a.max(b),
            arrows: [false, false],
            width: width(*count),
            class: if *count > 2 * FEWEST { Class::StrongEdge } else { Class::Edge },
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
        (Class::Complete, "all topics complete"),
        (Class::InProgress, "some topics complete"),
        (Class::Second, "none complete"),
    ];
    Ok(GraphView {
        name: "categories".to_owned(),
        title: "Categories and their links".to_owned(),
        summary: format!(
            "{}, {} with {FEWEST} related links and more; the thicker the line, the more",
            counted(nodes.len(), "category", "categories"),
            counted(links.len(), "pair", "pairs"),
        ),
        legend: legend
            .into_iter()
            .filter(|(class, _)| nodes.iter().any(|node| node.class == *class))
            .map(|(class, text)| (class, text.to_owned()))
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

fn node(domain: usize, category: &CoverageCategory) -> ViewNode {
    let counts = category.counts();
    let class = match (counts.complete, counts.total()) {
        (0, _) => Class::Second,
        (complete, total) if complete == total => Class::Complete,
        _ => Class::InProgress,
    };
    ViewNode {
        id: format!("category-{domain}-{}", category.id),
        label: category.label.clone(),
        remark: format!("{}/{}", counts.complete, counts.total()),
        class,
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
