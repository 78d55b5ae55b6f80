//! The structure of the workspace, read from `Cargo.toml` files and `use` lines: no crate names one above it, and inside a crate
//! every import names the module that defines, not the crate's root.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The crates in order: each may name only crates of a level below its own.
const LEVELS: [(&str, u8); 11] = [
    ("casegraph-quads", 0),
    ("casegraph-http", 0),
    ("casegraph-draw", 0),
    ("casegraph-analysis", 0),
    ("casegraph-facts", 0),
    ("casegraph-store", 1),
    ("casegraph-learn", 1),
    ("casegraph-corpus", 2),
    ("casegraph-gaps", 3),
    ("casegraph", 4),
    ("casegraph-cli", 5),
];

fn crates_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The Rust files below a folder, sorted.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The crates of the workspace that a text names: `casegraph-store` in a manifest, `casegraph_store::` in Rust.
fn crates_named(text: &str) -> Vec<&'static str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let words: Vec<String> = text.split(|c| !is_word(c)).map(|word| word.replace('_', "-")).collect();
    LEVELS.into_iter().map(|(name, _)| name).filter(|name| words.iter().any(|word| word == name)).collect()
}

#[test]
fn every_crate_has_a_level() {
    let mut found: Vec<String> = std::fs::read_dir(crates_folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    let mut known: Vec<&str> = LEVELS.iter().map(|(name, _)| *name).collect();
    known.sort_unstable();
    assert_eq!(found, known, "give a new crate its level in this test and its line in ARCHITECTURE.md");
}

#[test]
fn no_crate_depends_on_one_of_its_own_level_or_above() {
    let levels: BTreeMap<&str, u8> = LEVELS.into();
    let mut wrong = Vec::new();
    for (name, level) in LEVELS {
        let manifest = std::fs::read_to_string(crates_folder().join(name).join("Cargo.toml")).unwrap();
        for line in manifest.lines().filter(|line| line.starts_with("casegraph")) {
            let dependency = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if levels[dependency] >= level {
                wrong.push(format!("{name} depends on {dependency}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn no_file_names_a_crate_above_its_own() {
    let levels: BTreeMap<&str, u8> = LEVELS.into();
    let mut wrong = Vec::new();
    for (name, level) in LEVELS {
        for file in rust_files(&crates_folder().join(name).join("src")) {
            let text = std::fs::read_to_string(&file).unwrap();
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            for line in code.filter(|line| line.contains("casegraph_")) {
                for other in crates_named(line).into_iter().filter(|other| *other != name) {
                    if levels[other] >= level && line.contains(&format!("{}::", other.replace('-', "_"))) {
                        wrong.push(format!("{}: {}", file.display(), line.trim()));
                    }
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn imports_name_the_module_that_defines() {
    let mut wrong = Vec::new();
    for (name, _) in LEVELS {
        for file in rust_files(&crates_folder().join(name).join("src")) {
            let text = std::fs::read_to_string(&file).unwrap();
            for (number, line) in text.lines().enumerate() {
                let line = line.trim_start();
                let Some(path) =
                    line.strip_prefix("use crate::").or_else(|| line.strip_prefix("pub use crate::"))
                else {
                    continue;
                };
                let first = path.chars().next();
                if first.is_some_and(|first| first == '{' || first.is_uppercase()) {
                    wrong.push(format!("{}:{}: {line}", file.display(), number + 1));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
