//! The documents beside the pages: the plan, the indices, the settings.

use std::fmt::Write as _;

use super::tree::{Domain, Tree};

/// The settings.
pub(crate) const CONFIG: &str = "title = \"Generated case studies\"\nprofile = \"case-studies\"\n";

/// The plan: every topic, written or not.
pub(crate) fn plan(tree: &Tree) -> String {
    let mut out = "# Plan\n\nStatus: ✅ is written, ⬜ is not begun.\n".to_owned();
    for (position, domain) in tree.domains.iter().enumerate() {
        let _ = write!(out, "\n## Domain {}: {}\n", position + 1, domain.name);
        for category in &domain.categories {
            let _ = write!(out, "\n### {}\n\n", category.folder);
            out.push_str(
                "| File | Status | Key Topics | Priority |\n|------|--------|------------|----------|\n",
            );
            let rows = category.topics.iter().map(|topic| (topic, "✅"));
            for (topic, status) in rows.chain(category.unwritten.iter().map(|topic| (topic, "⬜"))) {
                let _ =
                    writeln!(out, "| `{}/` | {status} | {} | P{} |", topic.slug, topic.title, topic.priority);
            }
        }
    }
    out
}

/// The first page.
pub(crate) fn readme(tree: &Tree, seed: u64) -> String {
    let mut out = format!(
        "# Generated case studies\n\nMade by a program from the seed {seed} to measure programs with. Names are those of \
         real companies and products; every story, figure and source is made up.\n\nThe [plan](./PLAN.md) lists all topics.\n\n"
    );
    for domain in &tree.domains {
        let _ = writeln!(out, "- [{}](./{}/README.md)", domain.name, domain.folder);
    }
    out
}

/// The index of a domain.
pub(crate) fn domain_index(domain: &Domain) -> String {
    let mut out = format!("# {}\n\n", domain.name);
    for category in &domain.categories {
        let _ = writeln!(out, "- [{}](./{}/README.md)", category.name, category.folder);
    }
    out.push_str("\nThe [plan](../PLAN.md) lists what is to come.\n");
    out
}

/// The index of each category of a domain, with its folder.
pub(crate) fn category_indices(domain: &Domain) -> impl Iterator<Item = (String, String)> + '_ {
    domain.categories.iter().map(|category| {
        let mut out = format!("# {}\n\n", category.name);
        for topic in &category.topics {
            let _ = writeln!(out, "- [{}](./{}/README.md)", topic.title, topic.slug);
        }
        out.push_str("\nThe [plan](../../PLAN.md) lists what is to come.\n");
        (format!("{}/{}", domain.folder, category.folder), out)
    })
}
