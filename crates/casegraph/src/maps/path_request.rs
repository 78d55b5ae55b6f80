//! A path from one thing to another, as it is asked for: names as people write them.

use crate::error::Error;
use crate::learn::{PathOptions, PathReport, Wood};
use crate::marker_words::Words;

/// A way as it is asked for: names as people write them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathAsked {
    /// Where it starts.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// How many ways beside the best one.
    pub alternatives: usize,
    /// What it must pass, in this order.
    pub via: Vec<String>,
    /// What it must not touch.
    pub avoid: Vec<String>,
    /// Follow relations only as they are written.
    pub directed: bool,
    /// Pass only topics that have a page.
    pub only_written: bool,
}

impl PathAsked {
    /// Reads a way from words: `FROM TO`, and options.
    ///
    /// # Errors
    /// One sentence: what is wrong and what is allowed.
    pub(crate) fn parse(words: &[String]) -> Result<Self, String> {
        let words =
            Words::read_with_flags(words, &["alternatives", "via", "avoid"], &["directed", "only-written"])?;
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

    /// The ways that are asked for.
    ///
    /// # Errors
    /// [`Error::UnknownName`], [`Error::AmbiguousName`].
    pub fn report(&self, wood: &Wood) -> Result<PathReport, Error> {
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
