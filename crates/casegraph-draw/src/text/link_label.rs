//! The label of a link: one short line between nodes, or a sentence beside a step.

use super::lines::{fit_line, wrap_lines};
use super::width::text_width;
use crate::diagram::{Arrangement, DiagramLink};
use crate::model::{Align, Font, MapNode};
use crate::size::Size;
use crate::style::Style;

const FONT: Font = Font::regular(10.5);
/// Maximum width of a label between nodes.
const BETWEEN: f64 = 110.0;
/// Maximum width of a label beside a step, and its maximum number of lines.
const BESIDE: (f64, usize) = (400.0, 3);

/// The lines of a label.
pub(crate) struct LinkLabel {
    lines: Vec<String>,
    align: Align,
}

impl LinkLabel {
    pub(crate) fn new(link: &DiagramLink, arrangement: Arrangement) -> Self {
        if arrangement == Arrangement::Steps {
            return Self { lines: wrap_lines(&link.label, FONT, BESIDE.0, BESIDE.1), align: Align::Left };
        }
        let line = fit_line(&link.label, FONT, BETWEEN);
        Self { lines: if line.is_empty() { Vec::new() } else { vec![line] }, align: Align::Center }
    }

    /// Zero if there is no label.
    #[expect(clippy::cast_precision_loss, reason = "three lines at most")]
    pub(crate) fn size(&self) -> Size {
        if self.lines.is_empty() {
            return Size::default();
        }
        let widest = self.lines.iter().map(|line| text_width(line, FONT)).fold(0.0, f64::max);
        let more = (self.lines.len() - 1) as f64 * FONT.line_height();
        Size { width: widest + 6.0, height: 14.0 + more }
    }

    /// The label of link number `at`, centred on a point; `None` if there is no label.
    pub(crate) fn node(&self, at: usize, link: &DiagramLink, [x, y]: [f64; 2]) -> Option<MapNode> {
        if self.lines.is_empty() {
            return None;
        }
        let Size { width, height } = self.size();
        // Between nodes a label covers its line, so it needs a background; beside a step it does not.
        let style = if self.align == Align::Left { Style::Note } else { Style::EdgeLabel };
        let place = [x - width / 2.0, y - height / 2.0, width, height];
        let mut node = MapNode::new(format!("label-{at}"), style, place);
        node.link.clone_from(&link.link);
        Some(node.text(self.lines.clone(), self.align, FONT))
    }
}
