//! `related TOPIC`: a topic between those that name it and those that it names, one or two steps out.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::rows;
use super::{Source, by_id, counted, left_out, topic_legend, topic_node};
use crate::Error;
use crate::map::{Arrangement, Class, GraphView, MOST_NODES, ViewLink};

/// Who names whom, with the reason.
type Named<'a> = BTreeMap<(&'a str, &'a str), &'a str>;

/// The topic on one side or the other of the picture, and how far from the middle.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Standing {
    distance: usize,
    /// Left of the topic: it, or what leads to it, names the topic, and is not named back.
    before: bool,
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
    let mut order: Vec<(&str, Standing)> = standings.iter().map(|(id, standing)| (*id, *standing)).collect();
    order.sort_by_key(|(id, standing)| {
        (!standing.before, standing.distance, topics.get(id).map(|t| &t.label))
    });
    for (id, standing) in &order {
        let Some(topic) = topics.get(id) else { continue };
        let mut node = topic_node(topic, String::new(), 0);
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
        left_out: left_out([(beyond, "topic further out", "topics further out")]),
        arrangement: Arrangement::Across,
    })
}

/// The topics to show, nearest first and then those with most links to what is shown; and how many do not fit.
fn choose<'a>(topic: &'a str, depth: usize, named: &Named<'a>) -> (BTreeMap<&'a str, Standing>, usize) {
    let mut chosen = BTreeMap::from([(topic, Standing { distance: 0, before: false })]);
    let mut beyond = 0;
    for distance in 1..=depth {
        let mut near: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
        for (from, to) in named.keys() {
            for (inner, outer, names_inner) in [(from, to, false), (to, from, true)] {
                let Some(standing) = chosen.get(inner).filter(|standing| standing.distance + 1 == distance)
                else {
                    continue;
                };
                if chosen.contains_key(outer) {
                    continue;
                }
                let before = if distance == 1 {
                    names_inner && !named.contains_key(&(topic, *outer))
                } else {
                    standing.before
                };
                let entry = near.entry(outer).or_insert((0, before));
                entry.0 += 1;
                entry.1 &= before;
            }
        }
        let mut near: Vec<(&str, (usize, bool))> = near.into_iter().collect();
        near.sort_by_key(|(id, (count, _))| (std::cmp::Reverse(*count), *id));
        let room = MOST_NODES.saturating_sub(chosen.len());
        beyond += near.len().saturating_sub(room);
        for (id, (_, before)) in near.into_iter().take(room) {
            chosen.insert(id, Standing { distance, before });
        }
    }
    (chosen, beyond)
}

/// One line for each pair that is one step apart, with arrows as the pages name each other. Links within a step would
/// hide how the topic is reached; they are left out.
fn links(order: &[(&str, Standing)], places: &BTreeMap<&str, usize>, named: &Named<'_>) -> Vec<ViewLink> {
    let standings: BTreeMap<&str, Standing> = order.iter().copied().collect();
    let pairs: BTreeSet<(&str, &str)> =
        named.keys().map(|(from, to)| if from < to { (*from, *to) } else { (*to, *from) }).collect();
    let mut links = Vec::new();
    for (one, other) in pairs {
        let (Some(a), Some(b)) = (standings.get(one), standings.get(other)) else { continue };
        if a.distance.abs_diff(b.distance) != 1 {
            continue;
        }
        let [(inner, _), (outer, out)] =
            if a.distance < b.distance { [(one, a), (other, b)] } else { [(other, b), (one, a)] };
        let [first, second] = if out.before { [outer, inner] } else { [inner, outer] };
        let (Some(from), Some(to)) = (places.get(first), places.get(second)) else { continue };
        let [forth, back] = [(first, second), (second, first)].map(|pair| named.get(&pair));
        let reason = |(a, b): (&str, &str), remark: &str| {
            if remark.is_empty() { format!("{a} names {b}") } else { format!("{a} names {b}: {remark}") }
        };
        let reasons: Vec<String> = [((first, second), forth), ((second, first), back)]
            .into_iter()
            .filter_map(|(pair, remark)| Some(reason(pair, remark?)))
            .collect();
        links.push(ViewLink {
            from: *from,
            to: *to,
            arrows: [back.is_some(), forth.is_some()],
            width: if forth.is_some() && back.is_some() { 1.6 } else { 1.0 },
            class: if forth.is_some() && back.is_some() { Class::StrongEdge } else { Class::Edge },
            tooltip: reasons.join("; "),
            label: String::new(),
            link: None,
        });
    }
    links
}
