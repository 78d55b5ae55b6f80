//! `related` with what is not linked yet: the topic between what names it and what it names or could name.

use super::stop::{stop_node, unwritten};
use super::{counted, left_out, topic_legend};
use crate::{Ground, LinkBase, RelatedReport};
use casegraph_draw::{Arrangement, Class, GraphView, MOST_NODES, ViewLink, ViewNode};

impl RelatedReport {
    /// The report as a picture: stated relations with arrows as they are written, suggestions dashed, with what is shared
    /// most tellingly. What is beyond what a picture holds is left out: suggestions first.
    #[must_use]
    pub fn view(&self, links: &LinkBase) -> GraphView {
        let mut nodes = vec![ViewNode {
            class: Class::Focus,
            font_size: 14.0,
            ..stop_node(&self.topic, self.topic.label.clone(), unwritten(&self.topic), links)
        }];
        let mut lines = Vec::new();
        let room = MOST_NODES - 1;
        let stated = self.stated.get(..room).unwrap_or(&self.stated);
        let suggested = self.suggested.get(..room - stated.len()).unwrap_or(&self.suggested);
        for (stop, grounds) in stated {
            let at = nodes.len();
            nodes.push(stop_node(stop, stop.label.clone(), unwritten(stop), links));
            let is_out = |ground: &&Ground| ground.from.to_string() == self.topic.id;
            let [forth, back] = [grounds.iter().any(|g| is_out(&g)), grounds.iter().any(|g| !is_out(&g))];
            let reasons: Vec<String> =
                grounds.iter().map(|ground| self.reason(ground, &stop.label)).collect();
            let (from, to) = if forth { (0, at) } else { (at, 0) };
            lines.push(ViewLink {
                from,
                to,
                arrows: [forth && back, true],
                width: if forth && back { 1.6 } else { 1.0 },
                class: if forth && back { Class::StrongEdge } else { Class::Edge },
                tooltip: reasons.join("; "),
                label: String::new(),
                link: None,
            });
        }
        for suggestion in suggested {
            let to = nodes.len();
            let shared = suggestion.shared.first().map(|shared| format!("both: {}", shared.thing.label));
            let remark = shared.unwrap_or_else(|| unwritten(&suggestion.to));
            nodes.push(stop_node(&suggestion.to, suggestion.to.label.clone(), remark, links));
            lines.push(ViewLink {
                from: 0,
                to,
                arrows: [false, false],
                width: 1.0,
                class: Class::WeakEdge,
                tooltip: format!("not linked yet: {}", suggestion.reason(4)),
                label: String::new(),
                link: None,
            });
        }
        let mut summary = counted(self.stated.len(), "stated relation", "stated relations");
        if !suggested.is_empty() {
            summary.push_str("; dashed: not linked yet, with what both share");
        }
        GraphView {
            name: format!("related-{}", self.topic.id.replace('/', "-")),
            title: format!("Related to {}", self.topic.label),
            summary,
            legend: topic_legend(&nodes),
            nodes,
            links: lines,
            clusters: Vec::new(),
            left_out: left_out([
                (self.stated.len() - stated.len(), "stated relation", "stated relations"),
                (self.suggested.len() - suggested.len(), "suggestion", "suggestions"),
            ]),
            arrangement: Arrangement::Across,
        }
    }

    fn reason(&self, ground: &Ground, other: &str) -> String {
        let out = ground.from.to_string() == self.topic.id;
        let (a, b) =
            if out { (self.topic.label.as_str(), other) } else { (other, self.topic.label.as_str()) };
        let verb = match ground.tie {
            crate::Tie::Prerequisite => "needs",
            crate::Tie::Link => "links to",
            _ => "names",
        };
        let remark = ground.remark.as_ref().map_or(String::new(), |remark| format!(": {remark}"));
        format!("{a} {verb} {b}{remark} ({})", ground.place())
    }
}
