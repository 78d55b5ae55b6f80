//! `casegraph map`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use casegraph::draw::{Map as Picture, to_dot, to_json, to_mermaid, to_svg};
use casegraph::{Error, LinkRenderer, MapRequest, Session, draw_map};
use clap::ValueEnum as _;

use super::session;
use crate::arguments::{Global, Map, MapFormat};
use crate::failure::Outcome;
use crate::output;

pub(crate) fn run(global: &Global, arguments: &Map) -> anyhow::Result<Outcome> {
    if arguments.check && arguments.output.is_none() && !arguments.all {
        bail!("--check compares with a file: name it with --output, or check --all");
    }
    let session = session(global)?;
    if arguments.all {
        return all(global, arguments, &session);
    }
    let view = view(arguments)?;
    let folder = arguments.output.as_deref().map_or(PathBuf::from("."), folder_of);
    let map = draw_map(&session, &view, Path::new(""), &LinkRenderer::new(&folder, session.corpus().root()))?;
    let text = written(&map, format(arguments))?;
    if let Some(left_out) = &map.left_out {
        output::note(global, &format!("note: the map does not show {left_out}"));
    }
    match &arguments.output {
        Some(file) if arguments.check => checked(global, file, &text),
        file => {
            output::write(text.as_bytes(), file.as_deref())?;
            Ok(Outcome::Clean)
        }
    }
}

/// The maps that the corpus keeps, each as SVG and DOT.
fn all(global: &Global, arguments: &Map, session: &Session) -> anyhow::Result<Outcome> {
    let corpus = session.corpus();
    let folder = corpus.maps_folder();
    let links = LinkRenderer::new(&folder, corpus.root());
    let mut outcome = Outcome::Clean;
    let mut stems = BTreeSet::new();
    for line in &corpus.config().maps.draw {
        let in_config = || format!("the map `{line}` of casegraph.toml cannot be drawn");
        let view = MapRequest::from_line(line).map_err(anyhow::Error::msg).with_context(in_config)?;
        if !stems.insert(view.file_stem()) {
            bail!(
                "casegraph.toml lists two maps that would be written to {}.svg; remove one",
                view.file_stem()
            );
        }
        let map = draw_map(session, &view, corpus.root(), &links).with_context(in_config)?;
        if let Some(left_out) = &map.left_out {
            output::note(global, &format!("note: the map {} does not show {left_out}", view.file_stem()));
        }
        for (ending, text) in [("svg", to_svg(&map)), ("dot", to_dot(&map))] {
            let file = folder.join(format!("{}.{ending}", view.file_stem()));
            if arguments.check {
                if checked(global, &file, &text)? == Outcome::Findings {
                    outcome = Outcome::Findings;
                }
            } else if std::fs::read(&file).ok().as_deref() != Some(text.as_bytes()) {
                output::write(text.as_bytes(), Some(&file))?;
                output::note(global, &format!("wrote {}", file.display()));
            }
        }
    }
    Ok(outcome)
}

/// Whether a file is what would be written.
fn checked(global: &Global, file: &Path, text: &str) -> anyhow::Result<Outcome> {
    match std::fs::read(file) {
        Ok(there) if there == text.as_bytes() => return Ok(Outcome::Clean),
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            return Err(Error::Read { path: file.to_owned(), source }.into());
        }
        Ok(_) => output::note(
            global,
            &format!("{} is stale: run the same command without --check", file.display()),
        ),
        Err(_) => output::note(
            global,
            &format!("{} is missing: run the same command without --check", file.display()),
        ),
    }
    Ok(Outcome::Findings)
}

/// The view in the words that markers and casegraph.toml use, so that all three take and refuse the same.
fn view(arguments: &Map) -> anyhow::Result<MapRequest> {
    let name = arguments.view.and_then(|view| Some(view.to_possible_value()?.get_name().to_owned()));
    let mut words: Vec<String> = name.into_iter().chain(arguments.subject.clone()).collect();
    let steering = &arguments.steering;
    let [depth, alternatives] =
        [arguments.depth, steering.alternatives].map(|number| number.map(|number| number.to_string()));
    let mut option = |name: &str, values: &[String]| {
        words.extend(values.iter().map(|value| format!("--{name}={value}")));
    };
    option("domain", arguments.domain.as_slice());
    option("category", arguments.category.as_slice());
    option("depth", depth.as_slice());
    option("severity", arguments.severity.as_slice());
    option("only", &arguments.only);
    option("except", &arguments.except);
    option("alternatives", alternatives.as_slice());
    option("via", &steering.via);
    option("avoid", &steering.avoid);
    let flags = [("--directed", steering.directed), ("--only-written", steering.only_written)];
    words.extend(flags.into_iter().filter(|(_, given)| *given).map(|(flag, _)| flag.to_owned()));
    MapRequest::parse(&words).map_err(anyhow::Error::msg)
}

fn written(map: &Picture, format: MapFormat) -> anyhow::Result<String> {
    Ok(match format {
        MapFormat::Svg => to_svg(map),
        MapFormat::Dot => to_dot(map),
        MapFormat::Json => to_json(map),
        MapFormat::Mermaid => {
            to_mermaid(map).context("this map has more than forty nodes; Mermaid is for the small ones")?
        }
    })
}

fn folder_of(file: &Path) -> PathBuf {
    file.parent().map(Path::to_path_buf).unwrap_or_default()
}

fn format(arguments: &Map) -> MapFormat {
    let by_ending = || match arguments.output.as_ref()?.extension()?.to_str()? {
        "dot" | "gv" => Some(MapFormat::Dot),
        "mmd" | "mermaid" => Some(MapFormat::Mermaid),
        "json" => Some(MapFormat::Json),
        _ => None,
    };
    arguments.format.or_else(by_ending).unwrap_or(MapFormat::Svg)
}
