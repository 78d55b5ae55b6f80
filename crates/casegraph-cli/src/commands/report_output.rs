//! Writes a report for learners in every format: text, data, or a picture.

use std::path::{Path, PathBuf};

use casegraph::draw::{Diagram, Map, diagram_map, to_dot, to_mermaid, to_svg};
use casegraph::{Corpus, LinkRenderer};
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::global::Global;
use crate::output;

/// The format and the file of a report.
#[derive(Args)]
pub(crate) struct ReportArgs {
    /// Output format [default: by the extension of --output, else text]
    #[arg(short, long, value_enum)]
    pub(crate) format: Option<LearnerFormat>,
    /// Write to a file instead of standard output; links in a picture are relative to it
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

impl ReportArgs {
    /// The requested format, by name or by the extension of the file.
    pub(crate) fn format(&self) -> LearnerFormat {
        let by_ending = || match self.output.as_ref()?.extension()?.to_str()? {
            "json" => Some(LearnerFormat::Json),
            "md" => Some(LearnerFormat::Markdown),
            "svg" => Some(LearnerFormat::Svg),
            "dot" | "gv" => Some(LearnerFormat::Dot),
            "mmd" | "mermaid" => Some(LearnerFormat::Mermaid),
            _ => None,
        };
        self.format.or_else(by_ending).unwrap_or(LearnerFormat::Text)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LearnerFormat {
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
pub(super) struct ReportOutput<'r, R> {
    pub(super) report: &'r R,
    /// Text for the terminal, with colours.
    pub(super) text: fn(&R) -> String,
    pub(super) markdown: fn(&R) -> String,
    pub(super) diagram: fn(&R, &LinkRenderer) -> Diagram,
}

impl<R: Serialize> ReportOutput<'_, R> {
    /// Writes the report to a file or standard output; a note says what a picture omits.
    pub(super) fn write(&self, global: &Global, corpus: &Corpus, to: &ReportArgs) -> anyhow::Result<()> {
        let file = to.output.as_deref();
        let text = match to.format() {
            LearnerFormat::Text if file.is_none() => return output::print(&(self.text)(self.report)),
            LearnerFormat::Text => anstream::adapter::strip_str(&(self.text)(self.report)).to_string(),
            LearnerFormat::Json => serde_json::to_string_pretty(self.report)? + "\n",
            LearnerFormat::Markdown => (self.markdown)(self.report),
            LearnerFormat::Svg => to_svg(&self.map(global, corpus, file)),
            LearnerFormat::Dot => to_dot(&self.map(global, corpus, file)),
            // A view never has more nodes than Mermaid takes.
            LearnerFormat::Mermaid => to_mermaid(&self.map(global, corpus, file)).unwrap_or_default(),
        };
        output::write(text.as_bytes(), file)
    }

    fn map(&self, global: &Global, corpus: &Corpus, file: Option<&Path>) -> Map {
        let folder = file.and_then(Path::parent).unwrap_or(Path::new(""));
        let map = diagram_map(&(self.diagram)(self.report, &LinkRenderer::new(folder, corpus.root())));
        if let Some(left_out) = &map.left_out {
            output::note(global, &format!("note: the picture omits {left_out}"));
        }
        map
    }
}
