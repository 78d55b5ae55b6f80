//! Divides sorted N-Quads into named graphs.

/// One named graph.
pub(super) struct Part<'q> {
    pub(super) iri: &'q str,
    pub(super) quads: usize,
    /// The BLAKE3 hash of its sorted lines.
    pub(super) hash: String,
    /// Its lines of N-Quads.
    pub(super) lines: &'q str,
}

/// The named graphs of a corpus's N-Quads, sorted by graph; none of its quads is in the default graph. Linear in the text.
pub(super) fn parts(nquads: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = nquads;
    while let Some(iri) = rest.lines().next().and_then(graph_of) {
        let (mut quads, mut end) = (0, 0);
        for line in rest.split_inclusive('\n').take_while(|line| graph_of(line) == Some(iri)) {
            quads += 1;
            end += line.len();
        }
        let (lines, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        parts.push(Part { iri, quads, hash: blake3::hash(lines.as_bytes()).to_hex().to_string(), lines });
        rest = after;
    }
    parts
}

/// The IRI of the graph at the end of a line.
fn graph_of(line: &str) -> Option<&str> {
    let (_, graph) = line.trim_end().strip_suffix(" .")?.rsplit_once(' ')?;
    graph.strip_prefix('<')?.strip_suffix('>')
}

impl Part<'_> {
    /// Its lines as N-Triples.
    pub(super) fn ntriples(&self) -> String {
        self.in_graph("")
    }

    /// Its lines as N-Quads of another graph; as N-Triples if `graph` is empty.
    pub(super) fn in_graph(&self, graph: &str) -> String {
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
