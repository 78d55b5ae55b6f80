//! Links of a line, counted by where they lead, and the forms that only one generator reads.

use crate::infer::features::{Host, Links, cut};
use crate::infer::inline;
use crate::rules::site::Generator;

use super::MAXIMUM_BYTES;

const MAXIMUM_HOSTS: usize = 16;
const MAXIMUM_PATHS: usize = 4;

/// Counts the links of a line.
pub(super) fn count(line: &str, links: &mut Links) {
    if line.contains("[[") {
        let starts = line.match_indices("[[").filter_map(|(at, _)| inline::wiki_link(line.get(at..)?));
        links.wiki += u32::try_from(starts.count()).unwrap_or(0);
    }
    if !line.contains("](") && !line.contains("://") {
        return;
    }
    inline::targets(line, |target| {
        if inline::is_external(target) {
            add_host(&mut links.hosts, target);
        } else if target.starts_with('/') && links.rooted_samples.len() < MAXIMUM_PATHS * 2 {
            links.rooted_samples.push(cut(target, MAXIMUM_BYTES));
        }
    });
}

fn add_host(hosts: &mut Vec<Host>, target: &str) {
    let Some((scheme, rest)) = target.split_once("://") else { return };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let is_same = |known: &Host| {
        let known = known.address.strip_prefix(scheme).and_then(|rest| rest.strip_prefix("://"));
        known.is_some_and(|known| known.eq_ignore_ascii_case(host))
    };
    let at = hosts.iter().position(is_same).unwrap_or(hosts.len());
    if at == hosts.len() && at < MAXIMUM_HOSTS && !host.is_empty() {
        let address = format!("{scheme}://{}", host.to_lowercase()).into();
        hosts.push(Host { address, ..Host::default() });
    }
    let Some(host) = hosts.get_mut(at) else { return };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if host.paths.len() < MAXIMUM_PATHS {
        host.paths.push(cut(path, MAXIMUM_BYTES));
    }
}

/// The generator that alone reads the form of a line: notes, tags, imports.
pub(super) fn generator_of(line: &str) -> Option<Generator> {
    let is_word = |rest: &str| rest.starts_with(|c: char| c.is_ascii_lowercase());
    let begins = |marks: &[&str]| marks.iter().any(|mark| line.starts_with(mark));
    let contains = |marks: &[&str]| marks.iter().any(|mark| line.contains(mark));
    let note = |mark: &str| line.strip_prefix(mark).is_some_and(is_word);
    match line.as_bytes().first()? {
        b'!' | b'?' if note("!!! ") || note("??? ") => return Some(Generator::Mkdocs),
        b':' if note(":::") => return Some(Generator::Docusaurus),
        b':' if note("::: ") => return Some(Generator::Vitepress),
        b'i' if begins(&["import "]) && contains(&["'@theme/", "'@site/"]) => {
            return Some(Generator::Docusaurus);
        }
        _ => {}
    }
    if !line.contains('{') {
        None
    } else if contains(&["{{<", "{{%"]) {
        Some(Generator::Hugo)
    } else if begins(&["{% hint ", "{% tabs ", "{% content-ref ", "{% embed "]) {
        Some(Generator::Gitbook)
    } else if contains(&["{% include ", "{% link ", "{% post_url ", "{: ."]) {
        Some(Generator::Jekyll)
    } else {
        None
    }
}
