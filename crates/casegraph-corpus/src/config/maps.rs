//! `[maps]` in `casegraph.toml`: the maps that are kept as files, and their folder.

use serde::Deserialize;

/// The maps that are kept as files. By default the coverage map, in the folder `graphs`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapSettings {
    /// The folder of the files, relative to the corpus.
    #[serde(default = "folder")]
    pub folder: String,
    /// The maps, each written as on the command line: `coverage`, `related cache_consistency --depth 2`.
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
