//! A request for a path from one thing to another.

use crate::error::Error;
use crate::marker_words::{MarkerArgs, RequestError};
use casegraph_learn::{PathOptions, PathReport, TopicGraph};

/// A request for a path, with names as people write them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathRequest {
    /// The start.
    pub from: String,
    /// The end.
    pub to: String,
    /// Number of routes beside the best one.
    pub alternatives: usize,
    /// Things that the route must pass, in this order.
    pub via: Vec<String>,
    /// Things that the route must not touch.
    pub avoid: Vec<String>,
    /// Follow relations only in their stated direction.
    pub directed: bool,
    /// Pass only topics that have a page.
    pub only_written: bool,
}

impl PathRequest {
    /// Parses a request from arguments: `FROM TO` and options.
    ///
    /// # Errors
    /// One sentence: the fault, and the allowed values.
    pub(crate) fn parse(words: &[String]) -> Result<Self, RequestError> {
        let words = MarkerArgs::parse_with_flags(
            words,
            &["alternatives", "via", "avoid"],
            &["directed", "only-written"],
        )?;
        let [from, to] = words.two(["the start", "the end"])?;
        Ok(Self {
            from: from.to_owned(),
            to: to.to_owned(),
            alternatives: words.number("alternatives")?.unwrap_or_default(),
            via: words.all("via").map(str::to_owned).collect(),
            avoid: words.all("avoid").map(str::to_owned).collect(),
            directed: words.has("directed"),
            only_written: words.has("only-written"),
        })
    }

    /// Resolves the names and finds the routes.
    ///
    /// # Errors
    /// [`Error::Name`].
    pub fn report(&self, wood: &TopicGraph) -> Result<PathReport, Error> {
        let all =
            |names: &[String]| names.iter().map(|name| wood.learnable(name)).collect::<Result<Vec<_>, _>>();
        let options = PathOptions {
            alternatives: self.alternatives,
            via: all(&self.via)?,
            avoid: all(&self.avoid)?,
            directed: self.directed,
            only_written: self.only_written,
        };
        Ok(wood.path(&wood.learnable(&self.from)?, &wood.learnable(&self.to)?, &options))
    }
}
