//! Writes a report for learners in every format: text, data, or a picture.

use std::path::{Path, PathBuf};

use casegraph::{Corpus, GraphView, LinkBase, Map, graph_map, to_dot, to_mermaid, to_svg};
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::global::Global;
use crate::output;

/// The format and the file of a report.
#[derive(Args)]
pub(crate) struct PageOutput {
    /// Output format [default: by the extension of --output, else text]
    #[arg(short, long, value_enum)]
    pub(crate) format: Option<PageFormat>,
    /// Write to a file instead of standard output; links in a picture are relative to it
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

impl PageOutput {
    /// The requested format, by name or by the extension of the file.
    pub(crate) fn format(&self) -> PageFormat {
        let by_ending = || match self.output.as_ref()?.extension()?.to_str()? {
            "json" => Some(PageFormat::Json),
            "md" => Some(PageFormat::Markdown),
            "svg" => Some(PageFormat::Svg),
            "dot" | "gv" => Some(PageFormat::Dot),
            "mmd" | "mermaid" => Some(PageFormat::Mermaid),
            _ => None,
        };
        self.format.or_else(by_ending).unwrap_or(PageFormat::Text)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// Text for the terminal
    Text,
    Json,
    Markdown,
    /// A picture
    Svg,
    /// The same picture for Graphviz: neato -n2
    Dot,
    /// A flow chart, rendered by code hosts
    Mermaid,
}

/// A report and its writers.
pub(super) struct Page<'r, R> {
    pub(super) report: &'r R,
    /// Text for the terminal, with colours.
    pub(super) text: fn(&R) -> String,
    pub(super) markdown: fn(&R) -> String,
    pub(super) view: fn(&R, &LinkBase) -> GraphView,
}

impl<R: Serialize> Page<'_, R> {
    /// Writes the report to a file or standard output; a note says what a picture omits.
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
        let map = graph_map(&(self.view)(self.report, &LinkBase::new(folder, corpus.root())));
        if let Some(left_out) = &map.left_out {
            output::note(global, &format!("note: the picture omits {left_out}"));
        }
        map
    }
}
