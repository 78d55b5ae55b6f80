//! Draws the map that a view asks for.

use std::path::Path;

use crate::error::Error;
use crate::gap_coverage::GapCoverage;
use crate::graph_views::{self, Source};
use crate::link_base::LinkBase;
use crate::maps::{coverage_map, gap_map};
use crate::topic_rows::read_coverage;
use crate::view::View;
use casegraph_corpus::Session;
use casegraph_draw::{Map, graph_map};

/// A map of the corpus. Files that the view names are sought from `folder`.
///
/// # Errors
/// [`Error::Map`] when the corpus has no such part or topic or a query gives no graph; [`Error::Corpus`] when a file cannot
/// be read, or a query is wrong or cannot be answered; [`Error::Gaps`] for a check that does not exist.
pub fn draw_map(session: &Session, view: &View, folder: &Path, links: &LinkBase) -> Result<Map, Error> {
    let wrong = |message| Error::Map { message };
    let source = Source { session, links };
    match view {
        View::Coverage(part) => Ok(coverage_map(&read_coverage(session, links)?.only(part).map_err(wrong)?)),
        View::Related { topic, depth } => Ok(graph_map(&graph_views::related(&source, topic, *depth)?)),
        View::Path(asked) => {
            Ok(graph_map(&asked.report(&crate::guide::wood(session.corpus())?)?.view(links)))
        }
        View::Gaps(part, options) => {
            let coverage = read_coverage(session, links)?.only(part).map_err(wrong)?;
            let gaps = GapCoverage::of(coverage, &casegraph_gaps::run(session, options)?, part, links);
            Ok(gap_map(&gaps.narrowed(options)))
        }
        View::Companies => Ok(graph_map(&graph_views::companies(&source)?)),
        View::Categories => Ok(graph_map(&graph_views::categories(&source)?)),
        View::Sources => Ok(graph_map(&graph_views::sources(&source)?)),
        View::Custom { file } => {
            let path = folder.join(file);
            let read = |source| casegraph_corpus::Error::Read { path: path.clone(), source };
            let text = std::fs::read_to_string(&path).map_err(read)?;
            Ok(graph_map(&graph_views::custom(&source, file, &text)?))
        }
    }
}
