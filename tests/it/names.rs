//! Names in running text, by the built-in vocabulary: tables of Markdown with all names that are found in it.
//!
//! `UPDATE_EXPECT=1` rewrites the second column, which is then to be *read*.

use std::fmt::Write as _;
use std::path::Path;

use casegraph::built_in_names;
use casegraph::facts::{DocPath, Profile, Registry, extract};

/// Whether a file of `tests/suite` is such a table.
pub(crate) fn is_table(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("names-"))
}

#[test]
fn the_names_in_the_tables_are_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite");
    let registry = Registry::new(built_in_names(), &[]);
    let profile = Profile::shipped("pages").unwrap();
    let (mut rows, mut failures) = (0, String::new());
    for file in
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|file| is_table(file))
    {
        let text = std::fs::read_to_string(&file).unwrap();
        let (head, table) = text.split_once("|---|---|\n").unwrap();
        let mut updated = format!("{head}|---|---|\n");
        for row in table.lines() {
            let (markdown, expected) = row
                .trim_matches(['|', ' '])
                .rsplit_once('|')
                .map(|(text, names)| (text.trim(), names.trim()))
                .unwrap();
            let blocks = markdown.replace(" ¶ ", "\n\n");
            let document = extract(&DocPath::new("page.md").unwrap(), blocks.as_bytes(), &profile);
            let found = registry.find(&document);
            let found: Vec<String> =
                found.iter().map(|mention| format!("{} → {}", mention.surface, mention.name)).collect();
            let found = if found.is_empty() { "—".to_owned() } else { found.join(", ") };
            if found != expected {
                let _ = writeln!(failures, "{markdown}\n  expected {expected}\n  found    {found}");
            }
            let _ = writeln!(updated, "| {markdown} | {found} |");
            rows += 1;
        }
        if std::env::var_os("UPDATE_EXPECT").is_some() && updated != text {
            std::fs::write(&file, updated).unwrap();
        }
    }
    assert!(rows >= 86, "only {rows} rows were found");
    assert!(failures.is_empty() || std::env::var_os("UPDATE_EXPECT").is_some(), "{failures}");
}
