//! `related TOPIC`: a topic between those that name it and those that it names, one or two steps out.
//!
//! Two steps out, every topic hangs on one of those nearer to the middle: with all its links drawn, thirty topics are a ball of
//! wool. How many links are not drawn is said beside the topic, and its tooltip tells them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::rows::rows;
use super::{Source, by_id, counted, left_out, topic_legend, topic_node};
use crate::Error;
use casegraph_draw::{Arrangement, Class, GraphView, MOST_NODES, ViewLink};

/// Who names whom, with the reason.
type Named<'a> = BTreeMap<(&'a str, &'a str), &'a str>;

/// The topic on one side or the other of the picture, and how far from the middle.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Standing<'a> {
    distance: usize,
    /// Left of the topic: it, or what leads to it, names the topic, and is not named back.
    before: bool,
    /// What it hangs on; the topic in the middle on itself.
    parent: &'a str,
    /// How many others nearer to the middle it has links with.
    others: usize,
}

pub(crate) fn related(source: &Source<'_>, topic: &str, depth: usize) -> Result<GraphView, Error> {
    let coverage = source.coverage()?;
    let topics = by_id(&coverage);
    let id = coverage.topic_called(topic, source.session.corpus())?;
    let topic = id.as_str();
    let center =
        topics.get(topic).ok_or_else(|| Error::Map { message: format!("`{topic}` is in no category") })?;
    let answer = source.ask("related.rq", include_str!("related.rq"))?;
    let named: Named<'_> = rows(&answer)
        .into_iter()
        .map(|row| ((source.key(row.text("from")), source.key(row.text("to"))), row.text("remark")))
        .filter(|((from, to), _)| topics.contains_key(from) && topics.contains_key(to) && from != to)
        .collect();

    let (standings, beyond) = choose(topic, depth, &named);
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut nodes = Vec::new();
    // Those on the left first, so that layouts begin with them.
    let mut order: Vec<(&str, Standing<'_>)> =
        standings.iter().map(|(id, standing)| (*id, *standing)).collect();
    order.sort_by_key(|(id, standing)| {
        (!standing.before, standing.distance, topics.get(id).map(|t| &t.label))
    });
    for (id, standing) in &order {
        let Some(topic) = topics.get(id) else { continue };
        let remark = match standing.others {
            0 => String::new(),
            others => format!("+{}", counted(others, "link", "links")),
        };
        let mut node = topic_node(topic, remark, 0);
        if standing.others > 0 {
            let _ = write!(node.tooltip, "; {}", other_links(id, standing, &standings, &named).join("; "));
        }
        if standing.distance == 0 {
            node.class = Class::Focus;
            node.font_size = 14.0;
        }
        places.insert(id, nodes.len());
        nodes.push(node);
    }
    let legend = topic_legend(&nodes);
    let links = links(&order, &places, &named);
    let (out, back) = (
        named.keys().filter(|(from, _)| *from == topic).count(),
        named.keys().filter(|(_, to)| *to == topic).count(),
    );
    let more: usize = standings.values().map(|standing| standing.others).sum();
    Ok(GraphView {
        name: format!("related-{topic}"),
        title: format!("Related to {}", center.label),
        summary: format!(
            "names {}, is named by {}",
            counted(out, "topic", "topics"),
            counted(back, "topic", "topics")
        ),
        legend,
        nodes,
        links,
        clusters: Vec::new(),
        left_out: left_out([
            (beyond, "topic further out", "topics further out"),
            (more, "more link between those shown", "more links between those shown"),
        ]),
        arrangement: Arrangement::Across,
    })
}

/// The topics to show, nearest first and then those with most links to what is shown; and how many do not fit.
fn choose<'a>(topic: &'a str, depth: usize, named: &Named<'a>) -> (BTreeMap<&'a str, Standing<'a>>, usize) {
    let middle = Standing { distance: 0, before: false, parent: topic, others: 0 };
    let mut chosen = BTreeMap::from([(topic, middle)]);
    let mut beyond = 0;
    for distance in 1..=depth {
        // What is one step further out, with what of the step before it has links with.
        let mut near: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (from, to) in named.keys() {
            for (inner, outer) in [(from, to), (to, from)] {
                let is_inner = chosen.get(inner).is_some_and(|standing| standing.distance + 1 == distance);
                if is_inner && !chosen.contains_key(outer) {
                    near.entry(outer).or_default().insert(inner);
                }
            }
        }
        let mut near: Vec<(&str, BTreeSet<&str>)> = near.into_iter().collect();
        near.sort_by_key(|(id, inner)| (std::cmp::Reverse(inner.len()), *id));
        let room = MOST_NODES.saturating_sub(chosen.len());
        beyond += near.len().saturating_sub(room);
        near.truncate(room);
        // Those with one link only have no choice; the others spread over what has least.
        near.sort_by_key(|(id, inner)| (inner.len(), *id));
        let mut children: BTreeMap<&str, usize> = BTreeMap::new();
        for (id, inner) in near {
            let both = |other: &str| named.contains_key(&(id, other)) && named.contains_key(&(other, id));
            let parent = inner
                .iter()
                .copied()
                .min_by_key(|other| (!both(other), children.get(other).copied().unwrap_or_default(), *other));
            let Some(parent) = parent else { continue };
            *children.entry(parent).or_default() += 1;
            let before = if distance == 1 {
                named.contains_key(&(id, topic)) && !named.contains_key(&(topic, id))
            } else {
                chosen.get(parent).is_some_and(|standing| standing.before)
            };
            chosen.insert(id, Standing { distance, before, parent, others: inner.len() - 1 });
        }
    }
    (chosen, beyond)
}

/// One line from each topic to what it hangs on, with arrows as the pages name each other.
fn links(order: &[(&str, Standing<'_>)], places: &BTreeMap<&str, usize>, named: &Named<'_>) -> Vec<ViewLink> {
    let mut links = Vec::new();
    for (id, standing) in order.iter().filter(|(_, standing)| standing.distance > 0) {
        let [first, second] = if standing.before { [*id, standing.parent] } else { [standing.parent, *id] };
        let (Some(from), Some(to)) = (places.get(first), places.get(second)) else { continue };
        let [forth, back] = [(first, second), (second, first)].map(|pair| named.contains_key(&pair));
        links.push(ViewLink {
            from: *from,
            to: *to,
            arrows: [back, forth],
            width: if forth && back { 1.6 } else { 1.0 },
            class: if forth && back { Class::StrongEdge } else { Class::Edge },
            tooltip: reasons(first, second, named).join("; "),
            label: String::new(),
            link: None,
        });
    }
    links
}

/// Who names whom of two topics, and why.
fn reasons(first: &str, second: &str, named: &Named<'_>) -> Vec<String> {
    let reason = |(a, b)| {
        let remark = named.get(&(a, b))?;
        Some(if remark.is_empty() { format!("{a} names {b}") } else { format!("{a} names {b}: {remark}") })
    };
    [(first, second), (second, first)].into_iter().filter_map(reason).collect()
}

/// The links of a topic that are not drawn.
fn other_links(
    id: &str,
    standing: &Standing<'_>,
    standings: &BTreeMap<&str, Standing<'_>>,
    named: &Named<'_>,
) -> Vec<String> {
    let inner = standings
        .iter()
        .filter(|(other, inner)| inner.distance + 1 == standing.distance && **other != standing.parent);
    inner.flat_map(|(other, _)| reasons(other, id, named)).collect()
}
