//! `casegraph map`

use std::path::{Path, PathBuf};

use casegraph::{Error, LinkBase, coverage_map, to_dot, to_svg};

use super::session;
use crate::arguments::{Global, Map, MapFormat, View};
use crate::failure::Outcome;
use crate::output;

pub(crate) fn run(global: &Global, arguments: &Map) -> anyhow::Result<Outcome> {
    let session = session(global)?;
    let root = session.corpus().root();
    let folder = arguments.output.as_deref().map_or(PathBuf::from("."), folder_of);
    let View::Coverage = arguments.view;
    let map = coverage_map(&session.coverage(&LinkBase::new(&folder, root))?);
    let text = match format(arguments) {
        MapFormat::Svg => to_svg(&map),
        MapFormat::Dot => to_dot(&map),
    };
    if let (true, Some(file)) = (arguments.check, &arguments.output) {
        let there = std::fs::read(file).map_err(|source| Error::Read { path: file.clone(), source })?;
        if there == text.as_bytes() {
            return Ok(Outcome::Clean);
        }
        output::note(global, &format!("{} is stale: run the same command without --check", file.display()));
        return Ok(Outcome::Findings);
    }
    output::write(text.as_bytes(), arguments.output.as_deref())?;
    Ok(Outcome::Clean)
}

fn folder_of(file: &Path) -> PathBuf {
    file.parent().map(Path::to_path_buf).unwrap_or_default()
}

fn format(arguments: &Map) -> MapFormat {
    let by_ending = || {
        let ending = arguments.output.as_ref()?.extension()?.to_str()?;
        matches!(ending, "dot" | "gv").then_some(MapFormat::Dot)
    };
    arguments.format.or_else(by_ending).unwrap_or(MapFormat::Svg)
}
