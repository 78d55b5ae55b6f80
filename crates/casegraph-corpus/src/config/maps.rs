//! `[maps]` in `casegraph.toml`: which maps a corpus keeps, and where.

use serde::Deserialize;

/// The maps that a corpus keeps. By default its coverage, in its folder `graphs`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapSettings {
    /// The folder they are written to, relative to the corpus.
    #[serde(default = "folder")]
    pub folder: String,
    /// The maps, each in the words of the command line: `coverage`, `related cache_consistency --depth 2`.
    #[serde(default = "draw")]
    pub draw: Vec<String>,
}

impl Default for MapSettings {
    fn default() -> Self {
        Self { folder: folder(), draw: draw() }
    }
}

fn folder() -> String {
    "graphs".to_owned()
}

fn draw() -> Vec<String> {
    vec!["coverage".to_owned()]
}
