//! Draws a map: reads the rows that it needs and lays them out.

use std::path::Path;

use casegraph_draw::{Map, graph_map};

use super::categories::categories;
use super::companies::companies;
use super::coverage_grid::coverage_map;
use super::custom::custom;
use super::gap_grid::gap_map;
use super::path::path_diagram;
use super::related::related;
use super::request::View;
use super::source::Source;
use super::sources::sources;
use crate::coverage::gaps::read_gap_coverage;
use crate::coverage::rows::read_coverage;
use crate::error::Error;
use crate::links::LinkBase;
use crate::session::Session;

/// Draws a map of the corpus. A file that the request names is looked up in `folder`.
///
/// # Errors
/// [`Error::Map`] when the corpus has no such part or topic or a query gives no graph, [`Error::Read`] for its file,
/// [`Error::Text`] and [`Error::Query`].
pub fn draw_map(session: &Session, request: &View, folder: &Path, links: &LinkBase) -> Result<Map, Error> {
    let source = Source { session, links };
    let diagram = match request {
        View::Coverage(part) => {
            let coverage = part.select(read_coverage(session, links)?);
            return Ok(coverage_map(&coverage.map_err(|message| Error::Map { message })?));
        }
        View::Gaps(part, options) => return Ok(gap_map(&read_gap_coverage(session, part, options, links)?)),
        View::Related { topic, depth } => related(&source, topic, *depth)?,
        View::Path(asked) => path_diagram(&asked.report(&session.corpus().wood()?)?, links),
        View::Companies => companies(&source)?,
        View::Categories => categories(&source)?,
        View::Sources => sources(&source)?,
        View::Custom { file } => {
            let path = folder.join(file);
            let text = std::fs::read_to_string(&path).map_err(|source| Error::Read { path, source })?;
            custom(&source, file, &text)?
        }
    };
    Ok(graph_map(&diagram))
}
