//! `sources`: publishers and the topics that rest on them. A topic that takes half of its sources and more from one
//! publisher leans on it, and stands out.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::rows;
use super::{FONT_SIZE, Source, by_id, counted, left_out, topic_node};
use crate::Error;
use casegraph_draw::{Arrangement, Class, GraphView, MOST_NODES, ViewLink, ViewNode};

/// Sites where the first part of a path names who publishes.
const CODE_HOSTS: [&str; 4] = ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"];

pub(crate) fn sources(source: &Source<'_>) -> Result<GraphView, Error> {
    let coverage = source.coverage()?;
    let topics = by_id(&coverage);
    let answer = source.ask("sources.rq", include_str!("sources.rq"))?;
    let mut cited: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
    let mut unnamed: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows(&answer) {
        let topic = source.key(row.text("topic"));
        if !topics.contains_key(topic) {
            continue;
        }
        match publisher(row.text("by"), row.text("url")) {
            Some(publisher) => *cited.entry(topic).or_default().entry(publisher).or_default() += 1,
            None => *unnamed.entry(topic).or_default() += 1,
        }
    }
    let total = |topic: &str| {
        cited.get(topic).map_or(0, |by| by.values().sum()) + unnamed.get(topic).copied().unwrap_or_default()
    };
    let mut weights: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (topic, publishers) in &cited {
        for (publisher, count) in publishers {
            let weight = weights.entry(publisher).or_default();
            // A publisher that a topic leans on is shown before all others.
            *weight = (weight.0 + usize::from(2 * count >= total(topic)), weight.1 + count);
        }
    }
    let mut order: Vec<&str> = weights.keys().copied().collect();
    order.sort_by_key(|publisher| (std::cmp::Reverse(weights.get(publisher).copied()), *publisher));

    let mut by_weight: Vec<&str> = cited.keys().copied().collect();
    by_weight.sort_by_key(|topic| (std::cmp::Reverse(total(topic)), *topic));
    let shown_topics: BTreeSet<&str> = by_weight.iter().copied().take(MOST_NODES / 2).collect();
    let room = MOST_NODES - shown_topics.len();
    let is_used = |publisher: &&str| {
        shown_topics.iter().any(|topic| cited.get(topic).is_some_and(|by| by.contains_key(*publisher)))
    };
    let shown: Vec<&str> = order.iter().copied().filter(is_used).take(room).collect();

    let mut nodes: Vec<ViewNode> = Vec::new();
    for publisher in &shown {
        nodes.push(publisher_node(publisher, weights.get(publisher).map_or(0, |weight| weight.1)));
    }
    let mut links = Vec::new();
    let mut leaning = 0;
    for id in &shown_topics {
        let (Some(topic), Some(publishers)) = (topics.get(id), cited.get(id)) else { continue };
        let all = total(id);
        let most = publishers.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(*name)));
        let leans = most.is_some_and(|(_, count)| 2 * count >= all);
        leaning += usize::from(leans);
        let mut node = topic_node(
            topic,
            format!(
                "{}, {}",
                counted(all, "source", "sources"),
                counted(publishers.len(), "publisher", "publishers")
            ),
            1,
        );
        node.class = if leans { Class::InProgress } else { Class::Thing };
        if let Some((name, count)) = most {
            node.tooltip = format!("{}: {count} of {all} sources from {name}", topic.label);
        }
        let to = nodes.len();
        nodes.push(node);
        for (publisher, count) in publishers {
            let Some(from) = shown.iter().position(|shown| shown == publisher) else { continue };
            let heavy = 2 * count >= all;
            links.push(ViewLink {
                from,
                to,
                arrows: [false, false],
                width: thickness(*count),
                class: if heavy { Class::StrongEdge } else { Class::Edge },
                tooltip: format!(
                    "{publisher}: {count} of the {} of {}",
                    counted(all, "source", "sources"),
                    topic.label
                ),
                label: String::new(),
                link: None,
            });
        }
    }
    let legend = vec![
        (Class::InProgress, "half of its sources and more from one publisher".to_owned()),
        (Class::Thing, "leans on nobody".to_owned()),
    ];
    let hidden_topics = cited.len() - shown_topics.len();
    Ok(GraphView {
        name: "sources".to_owned(),
        title: "Publishers and the topics that cite them".to_owned(),
        summary: format!(
            "{} of {} lean on one publisher; where none is named, a source goes by its site",
            leaning,
            counted(shown_topics.len(), "topic", "topics")
        ),
        legend,
        nodes,
        links,
        clusters: Vec::new(),
        left_out: left_out([
            (order.len() - shown.len(), "publisher that is cited less", "publishers that are cited less"),
            (hidden_topics, "topic with fewer sources", "topics with fewer sources"),
        ]),
        arrangement: Arrangement::Columns,
    })
}

/// Who published a source: as it says, else the site that it is on.
fn publisher(named: &str, url: &str) -> Option<String> {
    if !named.is_empty() {
        return Some(named.to_owned());
    }
    let (_, rest) = url.split_once("://")?;
    let mut parts = rest.split(['/', '?', '#', ':']);
    let host = parts.next()?.trim_start_matches("www.").to_lowercase();
    // On a code host, the owner is who publishes.
    let owner = parts.next().filter(|owner| !owner.is_empty() && CODE_HOSTS.contains(&&*host));
    match owner {
        Some(owner) => Some(format!("{host}/{}", owner.to_lowercase())),
        None => (!host.is_empty()).then_some(host),
    }
}

#[expect(clippy::cast_precision_loss, reason = "no topic cites 2^52 sources")]
fn thickness(count: usize) -> f64 {
    (count as f64 * 0.5).clamp(0.8, 6.0)
}

fn publisher_node(name: &str, count: usize) -> ViewNode {
    let size = match count {
        0..=3 => FONT_SIZE,
        4..=9 => 12.5,
        10..=24 => 14.0,
        _ => 15.5,
    };
    ViewNode {
        id: format!("publisher-{name}"),
        label: name.to_owned(),
        remark: String::new(),
        class: Class::Thing,
        font_size: size,
        tooltip: format!("{name}: cited {}", counted(count, "time", "times")),
        link: None,
        cluster: None,
        column: 0,
    }
}
