//! Prints what is inferred of a folder: `cargo run -p casegraph-facts --example infer -- FOLDER`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use casegraph_facts::{DocPath, Features, Inventory, SiteFile, infer, site_files};

fn main() {
    for folder in std::env::args().skip(1) {
        show(Path::new(&folder));
    }
}

fn show(folder: &Path) {
    let mut files = Vec::new();
    walk(folder, &mut files);
    files.sort();
    let path_of =
        |file: &PathBuf| DocPath::new(&file.strip_prefix(folder).ok()?.to_string_lossy().replace('\\', "/"));
    let inventory = Inventory::new(files.iter().filter_map(path_of));
    let begin = Instant::now();
    let is_hidden = |path: &DocPath| path.parts().any(|part| part.starts_with('.'));
    let documents = inventory.files().filter(|path| path.is_markdown() && !is_hidden(path));
    let features: Vec<Features> = documents
        .filter_map(|path| Some(Features::read(path, &std::fs::read(folder.join(path.as_str())).ok()?)))
        .collect();
    let read = begin.elapsed();
    let site: Vec<SiteFile> = site_files(&inventory)
        .into_iter()
        .filter_map(|path| Some(SiteFile { bytes: std::fs::read(folder.join(path.as_str())).ok()?, path }))
        .collect();
    let begin = Instant::now();
    let inference = infer(&features, &inventory, &site);
    let inferred = begin.elapsed();
    println!("== {}", folder.display());
    println!("title: {}", inference.title.as_deref().unwrap_or("none"));
    println!("{} pages, read in {read:.0?}, inferred in {inferred:.0?}", inference.pages);
    if let Some(profile) = &inference.profile {
        println!("profile {}: {}", profile.name, profile.seen.join("; "));
    }
    for rule in &inference.rules {
        println!("takes {} {}", rule.takes, rule.rule.are.code());
    }
    if !inference.source_headings.is_empty() {
        println!("kinds of source: {}", inference.source_headings.join(", "));
    }
    println!("\n{}", inference.to_toml());
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && entry.file_name() != ".git" => walk(&path, files),
            Ok(kind) if kind.is_file() => files.push(path),
            _ => {}
        }
    }
}
