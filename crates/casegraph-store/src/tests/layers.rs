//! The top-level modules of the crate are layers: each imports only from itself and from the layers before it.

use std::path::Path;

const LAYERS: [&str; 7] = ["vocabulary", "rdf", "vocabulary_file", "graph", "query", "ask", "remote"];

/// The lines of a file, without its tests, that refer to a module of this crate, and the layer of that module.
fn imports(text: &str) -> Vec<(&str, &str)> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1).map(move |rest| (line, rest)))
        .map(|(line, rest)| {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            (line, &rest[..end])
        })
        .collect()
}

fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn each_layer_imports_only_from_layers_before_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&source, &mut all);
    let mut wrong = Vec::new();
    for path in all {
        let place = path.strip_prefix(&source).unwrap().with_extension("");
        let parts: Vec<&str> = place.iter().map(|part| part.to_str().unwrap()).collect();
        // Tests may use the whole crate.
        if parts.contains(&"tests") || parts == ["lib"] {
            continue;
        }
        let own = LAYERS.iter().position(|layer| *layer == parts[0]).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        for (line, layer) in imports(&text) {
            let allowed = LAYERS.iter().position(|other| *other == layer).is_some_and(|layer| layer <= own);
            if !allowed {
                wrong.push(format!("{}: {}", place.display(), line.trim()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
