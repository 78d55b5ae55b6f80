//! A whole collection: every file with its path and its bytes, one after the other.

use std::path::Path;

use super::dice::Dice;
use super::indices;
use super::page::Page;
use super::sources::{Source, resources};
use super::tree::Tree;
use super::words::Words;
use super::{Counts, Shape};

/// Makes the files of a collection of `documents` documents and hands each to `write`, by path. The same arguments give the
/// same files. Needs memory for the names of the topics, not for their texts.
///
/// # Errors
/// Those of `write`; the first one ends it.
pub(crate) fn generate<E>(
    documents: usize,
    seed: u64,
    shape: Shape,
    write: &mut dyn FnMut(&str, &str) -> Result<(), E>,
) -> Result<Counts, E> {
    let words = Words::built_in();
    let tree = Tree::new(documents, seed, &words);
    let mut counts = Counts::default();
    let mut write = |path: &str, text: &str| {
        counts.documents += usize::from(Path::new(path).extension().is_some_and(|end| end == "md"));
        counts.bytes += text.len();
        write(path, text)
    };
    write("casegraph.toml", indices::CONFIG)?;
    write("README.md", &indices::readme(&tree, seed))?;
    write("PLAN.md", &indices::plan(&tree))?;
    for name in ["STYLE_GUIDE.md", "CONTRIBUTING.md", "CHANGELOG.md"].iter().take(tree.others) {
        write(
            name,
            "# About this collection\n\nIt is made up. The [first page](./README.md) says by what.\n",
        )?;
    }
    for domain in &tree.domains {
        write(&format!("{}/README.md", domain.folder), &indices::domain_index(domain))?;
        for (folder, text) in indices::category_indices(domain) {
            write(&format!("{folder}/README.md"), &text)?;
        }
    }
    let written = tree.written();
    let related = Neighbours::of(&tree);
    for (at, (topic, folder)) in written.iter().enumerate() {
        let mut dice = Dice::new(seed, topic.number as u64);
        let sources = Source::of(topic, shape, &mut dice, &words);
        let link = |other: &usize| {
            let (topic, folder) = &written[*other];
            (topic.title.clone(), format!("../../../{folder}/README.md"))
        };
        let related: Vec<(String, String)> = related.of_topic(at).iter().map(link).collect();
        let page = Page { topic, sources: &sources, related: &related, shape, words: &words };
        write(&format!("{folder}/README.md"), &page.write(&mut dice))?;
        write(&format!("{folder}/RESOURCES.md"), &resources(topic, &sources, shape, &mut dice))?;
    }
    counts.topics = written.len();
    counts.planned =
        tree.domains.iter().flat_map(|domain| &domain.categories).map(|c| c.unwritten.len()).sum();
    Ok(counts)
}

/// Which topics name each other: the next and the one before in the whole collection, and one far away. What one names
/// names it too.
struct Neighbours {
    topics: usize,
}

impl Neighbours {
    fn of(tree: &Tree) -> Self {
        Self { topics: tree.written().len() }
    }

    fn of_topic(&self, at: usize) -> Vec<usize> {
        let last = self.topics.saturating_sub(1);
        let mut others =
            vec![if at == 0 { last } else { at - 1 }, if at == last { 0 } else { at + 1 }, last - at];
        others.retain(|other| *other != at);
        others.sort_unstable();
        others.dedup();
        others
    }
}
