//! `casegraph map`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use casegraph::{LinkBase, Map as Picture, Session, View, draw_map, to_dot, to_json, to_mermaid, to_svg};
use clap::{Args, ValueEnum};

use super::path::Steering;
use super::session;
use crate::failure::Outcome;
use crate::global::Global;
use crate::output;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph map coverage -o graphs/coverage.svg\n  casegraph map coverage --category 'API Design' -o graphs/api.svg\n  \
    casegraph map related cache_consistency --depth 2 -o graphs/caches.svg\n  casegraph map path cache_consistency sharding --alternatives 1 -o way.svg\n  \
    casegraph map gaps --severity warning -o graphs/gaps.svg\n  casegraph map categories --format mermaid\n  \
    casegraph map coverage --format dot | neato -n2 -Tpng > coverage.png\n  \
    casegraph map custom who-uses-what.rq -o graphs/who-uses-what.svg\n  casegraph map --all --check\n\n\
    Links in the map are relative to the output file. Graphviz is not needed; it draws the same picture from the DOT file. \
    A graph has at most forty nodes and reports how many it omits. A query for `custom` is a SELECT with ?from, ?to and an optional ?label, \
    or a CONSTRUCT.\n\n--all writes the maps that casegraph.toml lists, each as .svg and .dot:\n\n  [maps]\n  folder = \"graphs\"\n  \
    draw = [\"coverage\", \"related cache_consistency --depth 2\", \"categories\"]"
)]
pub(crate) struct MapArgs {
    /// The map
    #[arg(value_enum, required_unless_present = "all")]
    pub(crate) view: Option<MapName>,
    /// The topic of `related`, the start and end of `path`, the query file of `custom`
    #[arg(value_name = "TOPIC|FROM TO|QUERY.rq")]
    pub(crate) subject: Vec<String>,
    /// For `coverage` and `gaps`: only this domain, by id or name
    #[arg(long, value_name = "NAME")]
    pub(crate) domain: Option<String>,
    /// For `coverage` and `gaps`: only this category
    #[arg(long, value_name = "NAME")]
    pub(crate) category: Option<String>,
    /// For `gaps`: minimum severity
    #[arg(long, value_name = "LEVEL")]
    pub(crate) severity: Option<String>,
    /// For `gaps`: only these checks or groups of checks
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// For `gaps`: all checks except these
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) except: Vec<String>,
    /// For `related`: number of steps from the topic, 1 or 2 [default: 1]
    #[arg(long, value_name = "N")]
    pub(crate) depth: Option<usize>,
    #[command(flatten, next_help_heading = "For `path`")]
    pub(crate) steering: Steering,
    /// Write all maps that casegraph.toml lists
    #[arg(long, help_heading = "Options", conflicts_with_all = ["view", "subject", "domain", "category", "severity", "only", "except", "alternatives", "via", "avoid", "directed", "only_written", "depth", "format", "output"])]
    pub(crate) all: bool,
    /// Output format [default: by the extension of --output, else svg]
    #[arg(short, long, value_enum)]
    pub(crate) format: Option<MapFormat>,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write nothing; exit with 1 if the file is missing or outdated
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum MapName {
    /// Every topic as a tile: complete, in progress, missing
    Coverage,
    /// A topic, the topics that it names and those that name it
    Related,
    /// A path from one topic to another: each step with its reason
    Path,
    /// Every topic with its findings: where the errors and warnings are
    Gaps,
    /// Companies and the topics of their case studies
    Companies,
    /// Categories and the relations between them
    Categories,
    /// Publishers and the topics that cite them
    Sources,
    /// The result of a query as a graph
    Custom,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MapFormat {
    Svg,
    Dot,
    /// For graphs of at most forty nodes; rendered by code hosts
    Mermaid,
    Json,
}

pub(crate) fn run(global: &Global, arguments: &MapArgs) -> anyhow::Result<Outcome> {
    if arguments.check && arguments.output.is_none() && !arguments.all {
        bail!("--check compares with a file: give --output or --all");
    }
    let session = session(global)?;
    if arguments.all {
        return all(global, arguments, &session);
    }
    let view = view(arguments)?;
    let folder = arguments.output.as_deref().map_or(PathBuf::from("."), folder_of);
    let map = draw_map(&session, &view, Path::new(""), &LinkBase::new(&folder, session.corpus().root()))?;
    let text = written(&map, format(arguments))?;
    if let Some(left_out) = &map.left_out {
        output::note(global, &format!("note: the map omits {left_out}"));
    }
    match &arguments.output {
        Some(file) if arguments.check => checked(global, file, &text),
        file => {
            output::write(text.as_bytes(), file.as_deref())?;
            Ok(Outcome::Clean)
        }
    }
}

/// Draws the maps that casegraph.toml lists, each as SVG and DOT.
fn all(global: &Global, arguments: &MapArgs, session: &Session) -> anyhow::Result<Outcome> {
    let corpus = session.corpus();
    let folder = corpus.maps_folder();
    let links = LinkBase::new(&folder, corpus.root());
    let mut outcome = Outcome::Clean;
    let mut stems = BTreeSet::new();
    for line in &corpus.config().maps.draw {
        let in_config = || format!("the map `{line}` of casegraph.toml cannot be drawn");
        let view = View::from_line(line).map_err(anyhow::Error::msg).with_context(in_config)?;
        if !stems.insert(view.file_stem()) {
            bail!("casegraph.toml lists two maps that are written to {}.svg; remove one", view.file_stem());
        }
        let map = draw_map(session, &view, corpus.root(), &links).with_context(in_config)?;
        if let Some(left_out) = &map.left_out {
            output::note(global, &format!("note: the map {} omits {left_out}", view.file_stem()));
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

/// Compares a file with the text of its map.
fn checked(global: &Global, file: &Path, text: &str) -> anyhow::Result<Outcome> {
    match std::fs::read(file) {
        Ok(there) if there == text.as_bytes() => return Ok(Outcome::Clean),
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            return Err(casegraph::corpus::Error::Read { path: file.to_owned(), source }.into());
        }
        Ok(_) => output::note(
            global,
            &format!("{} is outdated: run the same command without --check", file.display()),
        ),
        Err(_) => output::note(
            global,
            &format!("{} is missing: run the same command without --check", file.display()),
        ),
    }
    Ok(Outcome::Findings)
}

/// The view, parsed from the same words as in markers and casegraph.toml, so that all three accept the same input.
fn view(arguments: &MapArgs) -> anyhow::Result<View> {
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
    View::parse(&words).map_err(anyhow::Error::msg)
}

fn written(map: &Picture, format: MapFormat) -> anyhow::Result<String> {
    Ok(match format {
        MapFormat::Svg => to_svg(map),
        MapFormat::Dot => to_dot(map),
        MapFormat::Json => to_json(map),
        MapFormat::Mermaid => {
            to_mermaid(map).context("this map has more than forty nodes, too many for Mermaid")?
        }
    })
}

fn folder_of(file: &Path) -> PathBuf {
    file.parent().map(Path::to_path_buf).unwrap_or_default()
}

fn format(arguments: &MapArgs) -> MapFormat {
    let by_ending = || match arguments.output.as_ref()?.extension()?.to_str()? {
        "dot" | "gv" => Some(MapFormat::Dot),
        "mmd" | "mermaid" => Some(MapFormat::Mermaid),
        "json" => Some(MapFormat::Json),
        _ => None,
    };
    arguments.format.or_else(by_ending).unwrap_or(MapFormat::Svg)
}
