//! Sorted N-Quads divided into their named graphs.

/// One named graph.
pub(crate) struct Part<'q> {
    pub(crate) iri: &'q str,
    pub(crate) quads: usize,
    /// What its content is told by: the BLAKE3 hash of its sorted lines.
    pub(crate) hash: String,
    /// Its lines of N-Quads.
    pub(crate) lines: &'q str,
}

/// The named graphs of N-Quads that are sorted by graph. Linear in the text.
pub(crate) fn parts(nquads: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut begin, mut end) = (0, 0);
    let mut current: Option<(&str, usize)> = None;
    for line in nquads.split_inclusive('\n') {
        let graph = graph_of(line);
        match &mut current {
            Some((iri, quads)) if Some(*iri) == graph => *quads += 1,
            _ => {
                parts.extend(current.and_then(|(iri, quads)| part(iri, quads, nquads.get(begin..end)?)));
                current = graph.map(|iri| (iri, 1));
                begin = end;
            }
        }
        end += line.len();
    }
    parts.extend(current.and_then(|(iri, quads)| part(iri, quads, nquads.get(begin..end)?)));
    parts
}

fn part<'q>(iri: &'q str, quads: usize, lines: &'q str) -> Option<Part<'q>> {
    let hash = blake3::hash(lines.as_bytes()).to_hex().to_string();
    Some(Part { iri, quads, hash, lines })
}

/// The IRI of the graph at the end of a line; none in the default graph.
fn graph_of(line: &str) -> Option<&str> {
    let (_, graph) = line.trim_end().strip_suffix(" .")?.rsplit_once(' ')?;
    // The object of a quad in the default graph is what follows the predicate, which can be an IRI too: then three terms
    // are left. Graphs of a corpus have no such quads.
    graph.strip_prefix('<')?.strip_suffix('>')
}

impl Part<'_> {
    /// Its lines as N-Triples.
    pub(crate) fn ntriples(&self) -> String {
        self.in_graph("")
    }

    /// Its lines as N-Quads of another graph; as N-Triples if `graph` is empty.
    pub(crate) fn in_graph(&self, graph: &str) -> String {
        let mut out = String::with_capacity(self.lines.len());
        for line in self.lines.lines() {
            let triple = line.strip_suffix(" .").and_then(|line| Some(line.rsplit_once(' ')?.0));
            out.push_str(triple.unwrap_or_default());
            if !graph.is_empty() {
                out.push_str(" <");
                out.push_str(graph);
                out.push('>');
            }
            out.push_str(" .\n");
        }
        out
    }
}
