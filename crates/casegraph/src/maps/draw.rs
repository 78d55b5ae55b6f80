//! Draws a map: reads its rows from the graph and lays them out.

use std::path::Path;

use casegraph_draw::{Map, diagram_map};

use super::categories::categories;
use super::companies::companies;
use super::context::MapContext;
use super::coverage_grid::coverage_map;
use super::custom::custom;
use super::gap_grid::gap_map;
use super::path::path_diagram;
use super::related::related;
use super::request::MapRequest;
use super::sources::sources;
use crate::coverage::gaps::read_gap_coverage;
use crate::coverage::rows::read_coverage;
use crate::error::Error;
use crate::learners::Learners;
use crate::links::LinkRenderer;
use casegraph_corpus::Session;

/// Draws a map of the corpus. A file that the request names is looked up in `folder`.
///
/// # Errors
/// [`Error::Map`] when the corpus has no such part or topic or a query gives no graph, [`casegraph_corpus::Error::Read`] for its file,
/// [`casegraph_corpus::Error::Text`] and [`casegraph_corpus::Error::Query`].
pub fn draw_map(
    session: &Session,
    request: &MapRequest,
    folder: &Path,
    links: &LinkRenderer,
) -> Result<Map, Error> {
    let context = MapContext { session, links };
    let diagram = match request {
        MapRequest::Coverage(part) => {
            let coverage = part.select(read_coverage(session, links)?);
            return Ok(coverage_map(&coverage.map_err(|error| Error::Map { message: error.into() })?));
        }
        MapRequest::Gaps(part, options) => {
            return Ok(gap_map(&read_gap_coverage(session, part, options, links)?));
        }
        MapRequest::Related { topic, depth } => related(&context, topic, *depth)?,
        MapRequest::Path(path) => path_diagram(&path.report(&Learners::new(session).topic_graph()?)?, links),
        MapRequest::Companies => companies(&context)?,
        MapRequest::Categories => categories(&context)?,
        MapRequest::Sources => sources(&context)?,
        MapRequest::Custom { file } => {
            let path = folder.join(file);
            let text = std::fs::read_to_string(&path)
                .map_err(|source| casegraph_corpus::Error::Read { path, source })?;
            custom(&context, file, &text)?
        }
    };
    Ok(diagram_map(&diagram))
}
