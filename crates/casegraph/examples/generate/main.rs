//! Makes a collection of case studies of any size, to measure with:
//! `cargo run --release -p casegraph --example generate -- FOLDER --documents N [--seed S] [--large]`.
//!
//! The same numbers give the same bytes on every machine. By default a page has about 2 kB; `--large` makes pages as long as
//! those that people write (about 20 kB on average).

#![allow(
    clippy::indexing_slicing,
    reason = "every index is taken modulo the length or comes from the same list"
)]

pub(crate) mod collection;
mod dice;
mod indices;
mod page;
mod sources;
mod text;
mod tree;
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How long the pages are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Every part of a page, each with a sentence or two.
    Small,
    /// As people write them.
    Large,
}

/// What was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Markdown files.
    pub(crate) documents: usize,
    /// Bytes of all files.
    pub(crate) bytes: usize,
    /// Topics with a page.
    pub(crate) topics: usize,
    /// Topics that are only planned.
    pub(crate) planned: usize,
}

const USAGE: &str = "usage: generate FOLDER --documents N [--seed S] [--large]";

struct Arguments {
    folder: PathBuf,
    documents: usize,
    seed: u64,
    shape: Shape,
}

fn main() -> ExitCode {
    match arguments().and_then(|arguments| run(&arguments)) {
        Ok(counts) => {
            let Counts { documents, bytes, topics, planned } = counts;
            println!("{documents} documents, {bytes} bytes, {topics} topics written, {planned} planned");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    let (mut folder, mut documents, mut seed, mut shape) = (None, None, 1, Shape::Small);
    let mut given = std::env::args_os().skip(1);
    while let Some(argument) = given.next() {
        let mut number = |name: &str| {
            let value = given.next().and_then(|value| value.to_str()?.parse::<u64>().ok());
            value.ok_or_else(|| format!("{name} needs a number\n{USAGE}"))
        };
        match argument.to_str() {
            Some("--documents") => documents = Some(number("--documents")?),
            Some("--seed") => seed = number("--seed")?,
            Some("--large") => shape = Shape::Large,
            Some(option) if option.starts_with('-') => return Err(format!("no option {option}\n{USAGE}")),
            _ if folder.is_none() => folder = Some(PathBuf::from(argument)),
            _ => return Err(USAGE.to_owned()),
        }
    }
    let (Some(folder), Some(documents)) = (folder, documents) else { return Err(USAGE.to_owned()) };
    let documents = usize::try_from(documents).map_err(|_| USAGE.to_owned())?;
    if documents < 6 {
        return Err("a collection with a topic has at least 6 documents".to_owned());
    }
    Ok(Arguments { folder, documents, seed, shape })
}

/// Writes the collection into a folder that is new or empty.
fn run(arguments: &Arguments) -> Result<Counts, String> {
    let folder = &arguments.folder;
    let failed = |path: &Path, error: std::io::Error| format!("cannot write {}: {error}", path.display());
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    if std::fs::read_dir(folder).map_err(|error| failed(folder, error))?.next().is_some() {
        return Err(format!("{} is not empty; name a new folder", folder.display()));
    }
    collection::generate(arguments.documents, arguments.seed, arguments.shape, &mut |path, text| {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|error| failed(parent, error))?;
        }
        std::fs::write(&path, text).map_err(|error| failed(&path, error))
    })
}
