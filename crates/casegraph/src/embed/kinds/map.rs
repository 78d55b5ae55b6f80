//! `map`: a picture with a text alternative, and its links as a list.
//!
//! A picture in a page has no links and no tooltips; so the picture links to its file, and a list of the links follows.

use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

use crate::embed::kind::{EmbedKind, Filled, Request, one_line};
use crate::embed::markdown::{link, text};
use crate::link_base::LinkBase;
use crate::maps_draw::draw_map;
use crate::view::View;
use casegraph_corpus::Session;
use casegraph_draw::{Class, Map, to_dot, to_svg};

pub(super) const KIND: EmbedKind = EmbedKind {
    name: "map",
    usage: "map VIEW [OPTIONS] [--output FILE.svg]",
    summary: "a map: writes its .svg and .dot, shows it, and lists its links",
    fill,
};

fn fill(request: &Request<'_>) -> Result<Filled, String> {
    let (view_words, output) = split_output(request.words)?;
    let view = View::parse(&view_words)?;
    let corpus = request.session.corpus();
    let file = match output {
        Some(output) if Path::new(&output).extension().is_some_and(|ending| ending == "svg") => {
            tidy(&request.folder.join(output))
        }
        Some(output) => return Err(format!("--output names a file that ends in .svg, not `{output}`")),
        None => tidy(&corpus.maps_folder().join(format!("{}.svg", view.file_stem()))),
    };
    let picture_folder = file.parent().map(Path::to_path_buf).unwrap_or_default();
    let drawn = |links: &LinkBase| draw(request.session, &view, &request.folder, links);
    let map = drawn(&LinkBase::new(&picture_folder, corpus.root()))?;
    let page_map = drawn(&request.links)?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let target = LinkBase::new(&request.folder, &picture_folder).file(&name);
    let alt = format!("{}: {}", page_map.title, page_map.description);
    let mut markdown = format!("[![{}]({target})]({target})\n", text(&alt));
    markdown.push_str(&link_list(&page_map));
    let files = vec![(file.clone(), to_svg(&map)), (with_ending(&file, "dot"), to_dot(&map))];
    let notes = map.left_out.iter().map(|left_out| format!("the map {name} omits {left_out}")).collect();
    Ok(Filled { markdown, files, notes })
}

fn draw(session: &Session, view: &View, folder: &Path, links: &LinkBase) -> Result<Map, String> {
    draw_map(session, view, folder, links).map_err(one_line)
}

/// The words without `--output`, and its value.
fn split_output(words: &[String]) -> Result<(Vec<String>, Option<String>), String> {
    let mut view = Vec::new();
    let mut output = None;
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        if let Some(value) = word.strip_prefix("--output=") {
            output = Some(value.to_owned());
        } else if word == "--output" {
            output = Some(rest.next().cloned().ok_or("the option --output needs a value")?);
        } else {
            view.push(word.clone());
        }
    }
    Ok((view, output))
}

/// A path without the `..` that can be resolved without the file system.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        let above = tidy.components().next_back();
        match (part, above) {
            (Component::ParentDir, Some(Component::Normal(_))) => {
                tidy.pop();
            }
            (Component::CurDir, _) => {}
            _ => tidy.push(part),
        }
    }
    tidy
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    file.with_extension(ending)
}

/// The links of a map, collapsed: one list item for each heading, or for each node.
fn link_list(map: &Map) -> String {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for node in &map.nodes {
        if node.class == Class::Heading && !node.name.is_empty() {
            groups.push((node.name.clone(), Vec::new()));
        } else if !node.name.is_empty() {
            if groups.is_empty() {
                groups.push((String::new(), Vec::new()));
            }
            if let Some((_, links)) = groups.last_mut() {
                links.push(link(&node.name, node.safe_link()));
            }
        }
    }
    let count: usize = groups.iter().map(|(_, links)| links.len()).sum();
    if count == 0 {
        return String::new();
    }
    let mut markdown = format!("\n<details>\n<summary>{count} in this map, as a list</summary>\n\n");
    for (heading, links) in groups.iter().filter(|(_, links)| !links.is_empty()) {
        let heading = if heading.is_empty() { String::new() } else { format!("**{}**: ", text(heading)) };
        let _ = writeln!(markdown, "- {heading}{}", links.join(", "));
    }
    markdown.push_str("\n</details>\n");
    markdown
}
