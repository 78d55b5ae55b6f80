//! `related TOPIC`: a topic between the topics that name it and the topics that it names, one or two steps out.
//!
//! At two steps, each topic has a line to one topic nearer to the centre only: with all its links, thirty topics would be
//! unreadable. The number of links that are not drawn is beside the topic; its tooltip lists them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use casegraph_draw::{Arrangement, Diagram, DiagramLink, MOST_NODES, Style};

use super::context::MapContext;
use super::left_out::{counted, left_out};
use super::topic_node::{by_id, topic_legend, topic_node};
use crate::error::Error;
use crate::learners::resolve_topic;
use crate::rows::rows;

/// Pairs of topics, the first names the second, with the reason.
type Named<'a> = BTreeMap<(&'a str, &'a str), &'a str>;

/// The position of a topic in the picture.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Position<'a> {
    /// Steps from the centre.
    distance: usize,
    /// On the left: it, or its parent, names the centre and is not named by it.
    before: bool,
    /// The topic that it has a line to; the centre is its own parent.
    parent: &'a str,
    /// Number of further topics nearer to the centre that it has links with.
    others: usize,
}

/// The diagram of `related`.
pub(super) fn related(context: &MapContext<'_>, topic: &str, depth: usize) -> Result<Diagram, Error> {
    let coverage = context.coverage()?;
    let topics = by_id(&coverage);
    let id = resolve_topic(context.session, &coverage, topic)?;
    let topic = id.as_str();
    let center = topics
        .get(topic)
        .ok_or_else(|| Error::Map { message: format!("the topic `{topic}` is not in a category") })?;
    let answer = context.ask("related.rq", include_str!("related.rq"))?;
    let named: Named<'_> = rows(&answer)
        .into_iter()
        .map(|row| ((context.key(row.text("from")), context.key(row.text("to"))), row.text("remark")))
        .filter(|((from, to), _)| topics.contains_key(from) && topics.contains_key(to) && from != to)
        .collect();

    let (positions, beyond) = choose(topic, depth, &named);
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut nodes = Vec::new();
    // Topics on the left first, so that the layout begins with them.
    let mut order: Vec<(&str, Position<'_>)> =
        positions.iter().map(|(id, position)| (*id, *position)).collect();
    order.sort_by_key(|(id, position)| {
        (!position.before, position.distance, topics.get(id).map(|t| &t.label))
    });
    for (id, position) in &order {
        let Some(topic) = topics.get(id) else { continue };
        let remark = match position.others {
            0 => String::new(),
            others => format!("+{}", counted(others, "link", "links")),
        };
        let mut node = topic_node(topic, remark, 0);
        if position.others > 0 {
            let _ = write!(node.tooltip, "; {}", other_links(id, position, &positions, &named).join("; "));
        }
        if position.distance == 0 {
            node.style = Style::Focus;
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
    let more: usize = positions.values().map(|position| position.others).sum();
    Ok(Diagram {
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
            (more, "more link between shown topics", "more links between shown topics"),
        ]),
        arrangement: Arrangement::Across,
    })
}

/// The topics to show, nearest first, then by the number of links to shown topics; and the number that does not fit.
fn choose<'a>(topic: &'a str, depth: usize, named: &Named<'a>) -> (BTreeMap<&'a str, Position<'a>>, usize) {
    let middle = Position { distance: 0, before: false, parent: topic, others: 0 };
    let mut chosen = BTreeMap::from([(topic, middle)]);
    let mut beyond = 0;
    for distance in 1..=depth {
        // Topics one step further out, each with the topics of the step before that it has links with.
        let mut near: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (from, to) in named.keys() {
            for (inner, outer) in [(from, to), (to, from)] {
                let is_inner = chosen.get(inner).is_some_and(|position| position.distance + 1 == distance);
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
        // Topics with one link have one possible parent; the others go to the parent with the fewest children.
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
                chosen.get(parent).is_some_and(|position| position.before)
            };
            chosen.insert(id, Position { distance, before, parent, others: inner.len() - 1 });
        }
    }
    (chosen, beyond)
}

/// One line from each topic to its parent, with arrows as the pages name each other.
fn links(
    order: &[(&str, Position<'_>)],
    places: &BTreeMap<&str, usize>,
    named: &Named<'_>,
) -> Vec<DiagramLink> {
    let mut links = Vec::new();
    for (id, position) in order.iter().filter(|(_, position)| position.distance > 0) {
        let [first, second] = if position.before { [*id, position.parent] } else { [position.parent, *id] };
        let (Some(from), Some(to)) = (places.get(first), places.get(second)) else { continue };
        let [forth, back] = [(first, second), (second, first)].map(|pair| named.contains_key(&pair));
        links.push(DiagramLink {
            from: *from,
            to: *to,
            arrows: [back, forth],
            width: if forth && back { 1.6 } else { 1.0 },
            style: if forth && back { Style::StrongEdge } else { Style::Edge },
            tooltip: reasons(first, second, named).join("; "),
            label: String::new(),
            link: None,
        });
    }
    links
}

/// The relations between two topics, with their reasons.
fn reasons(first: &str, second: &str, named: &Named<'_>) -> Vec<String> {
    let reason = |(a, b)| {
        let remark = named.get(&(a, b))?;
        Some(if remark.is_empty() { format!("{a} names {b}") } else { format!("{a} names {b}: {remark}") })
    };
    [(first, second), (second, first)].into_iter().filter_map(reason).collect()
}

/// The relations of a topic that are not drawn.
fn other_links(
    id: &str,
    position: &Position<'_>,
    positions: &BTreeMap<&str, Position<'_>>,
    named: &Named<'_>,
) -> Vec<String> {
    let inner = positions
        .iter()
        .filter(|(other, inner)| inner.distance + 1 == position.distance && **other != position.parent);
    inner.flat_map(|(other, _)| reasons(other, id, named)).collect()
}
