//! A learner's report in every format: a page to read, data, or a picture.

use std::path::Path;

use casegraph::draw::{Diagram, Map, diagram_map, to_dot, to_mermaid, to_svg};
use casegraph::{Corpus, LinkRenderer};
use serde::Serialize;

use crate::arguments::Global;
use crate::learn_arguments::{PageFormat, PageOutput};
use crate::output;

/// A report, and how it is written.
pub(super) struct Page<'r, R> {
    pub(super) report: &'r R,
    /// For the terminal, with colours.
    pub(super) text: fn(&R) -> String,
    pub(super) markdown: fn(&R) -> String,
    pub(super) diagram: fn(&R, &LinkRenderer) -> Diagram,
}

impl<R: Serialize> Page<'_, R> {
    /// Writes the report to where it is wanted; what a picture leaves out is noted.
    pub(super) fn write(&self, global: &Global, corpus: &Corpus, to: &PageOutput) -> anyhow::Result<()> {
        let file = to.output.as_deref();
        let text = match to.format() {
            PageFormat::Text if file.is_none() => return output::print(&(self.text)(self.report)),
            PageFormat::Text => anstream::adapter::strip_str(&(self.text)(self.report)).to_string(),
            PageFormat::Json => serde_json::to_string_pretty(self.report)? + "\n",
            PageFormat::Markdown => (self.markdown)(self.report),
            PageFormat::Svg => to_svg(&self.map(global, corpus, file)),
            PageFormat::Dot => to_dot(&self.map(global, corpus, file)),
            // A view never has more nodes than Mermaid takes.
            PageFormat::Mermaid => to_mermaid(&self.map(global, corpus, file)).unwrap_or_default(),
        };
        output::write(text.as_bytes(), file)
    }

    fn map(&self, global: &Global, corpus: &Corpus, file: Option<&Path>) -> Map {
        let folder = file.and_then(Path::parent).unwrap_or(Path::new(""));
        let map = diagram_map(&(self.diagram)(self.report, &LinkRenderer::new(folder, corpus.root())));
        if let Some(left_out) = &map.left_out {
            output::note(global, &format!("note: the picture does not show {left_out}"));
        }
        map
    }
}
