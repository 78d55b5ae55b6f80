//! What is written beside a link: one short line between nodes, or a sentence beside a step.

use super::lines::{fitted, wrapped};
use super::width::width;
use crate::diagram::{Arrangement, ViewLink};
use crate::model::{Align, Font, Node};
use crate::size::Size;
use crate::style::Class;

const FONT: Font = Font::regular(10.5);
/// The widest that a label between nodes may be.
const BETWEEN: f64 = 110.0;
/// The widest that a label beside a step may be, and its most lines.
const BESIDE: (f64, usize) = (400.0, 3);

/// The lines of a label.
pub(crate) struct LinkLabel {
    lines: Vec<String>,
    align: Align,
}

impl LinkLabel {
    pub(crate) fn new(link: &ViewLink, arrangement: Arrangement) -> Self {
        if arrangement == Arrangement::Steps {
            return Self { lines: wrapped(&link.label, FONT, BESIDE.0, BESIDE.1), align: Align::Left };
        }
        let line = fitted(&link.label, FONT, BETWEEN);
        Self { lines: if line.is_empty() { Vec::new() } else { vec![line] }, align: Align::Center }
    }

    /// Nothing, where there is no label.
    #[expect(clippy::cast_precision_loss, reason = "three lines at most")]
    pub(crate) fn size(&self) -> Size {
        if self.lines.is_empty() {
            return Size::default();
        }
        let widest = self.lines.iter().map(|line| width(line, FONT)).fold(0.0, f64::max);
        let more = (self.lines.len() - 1) as f64 * FONT.line_height();
        Size { width: widest + 6.0, height: 14.0 + more }
    }

    /// The label of the link `at` this place in the list, with its middle here.
    pub(crate) fn node(&self, at: usize, link: &ViewLink, [x, y]: [f64; 2]) -> Option<Node> {
        if self.lines.is_empty() {
            return None;
        }
        let Size { width, height } = self.size();
        // Between nodes a label lies on its line and hides it; beside a step it needs no ground.
        let class = if self.align == Align::Left { Class::Note } else { Class::EdgeLabel };
        let place = [x - width / 2.0, y - height / 2.0, width, height];
        let mut node = Node::new(format!("label-{at}"), class, place);
        node.link.clone_from(&link.link);
        Some(node.text(self.lines.clone(), self.align, FONT))
    }
}
