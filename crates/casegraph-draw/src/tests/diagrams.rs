//! The small graphs: one written out in full in every format, and what must hold of any.

use std::collections::BTreeSet;

use expect_test::expect;
use proptest::prelude::*;

use super::any_text::any_text;
use super::palette_colors;
use super::writers::read_svg;
use crate::diagram::{Arrangement, GraphView, MOST_NODES, ViewLink, ViewNode};
use crate::layout::graph_map;
use crate::style::{Class, Shape};
use crate::text::width::width;
use crate::write::{to_dot, to_json, to_mermaid, to_svg};

fn node(id: &str, class: Class) -> ViewNode {
    ViewNode {
        id: id.to_owned(),
        label: format!("The <{id}> \"one\""),
        remark: "2/3".to_owned(),
        class,
        font_size: 11.0,
        tooltip: format!("{id} & more"),
        link: Some(format!("../{id}.md")),
        cluster: None,
        column: 0,
    }
}

fn link(from: usize, to: usize, arrows: [bool; 2]) -> ViewLink {
    let (tooltip, label) = ("why".to_owned(), "uses".to_owned());
    ViewLink { from, to, arrows, width: 1.5, class: Class::Edge, tooltip, label, link: None }
}

fn small() -> GraphView {
    GraphView {
        name: "small".to_owned(),
        title: "A small graph".to_owned(),
        summary: "three nodes".to_owned(),
        legend: vec![(Class::Complete, "complete".to_owned())],
        nodes: vec![node("a", Class::Focus), node("b", Class::Complete), node("c", Class::Thing)],
        links: vec![link(0, 1, [false, true]), link(2, 0, [true, true])],
        clusters: Vec::new(),
        left_out: Some("4 nodes".to_owned()),
        arrangement: Arrangement::Across,
    }
}

#[test]
fn a_small_graph_in_every_format() {
    let map = graph_map(&small());
    expect![[r#"
        <svg xmlns="http://www.w3.org/2000/svg" id="small" role="img" width="560" height="181" viewBox="0 0 560 181" font-family="Helvetica,Arial,sans-serif" font-size="10.5" text-anchor="middle">
        <title>A small graph</title>
        <desc>three nodes; 4 nodes</desc>
        <style>
        .page{fill:#ffffff}
        .complete rect{fill:#0b6e99;stroke:#084c6b}.complete text{fill:#ffffff}
        .heading text{fill:#1f2328}
        .note text{fill:#59636e}
        .thing rect{fill:#f6f8fa;stroke:#8c959f}.thing text{fill:#1f2328}
        .focus rect{fill:#1f2328;stroke:#1f2328}.focus text{fill:#ffffff}
        .edge .line{fill:none;stroke:#8c959f}.edge .arrow{fill:#8c959f}
        .edge-label rect{fill:#ffffff}.edge-label text{fill:#59636e}
        @media (prefers-color-scheme:dark){
        .page{fill:#0d1117}
        .complete rect{fill:#1f7eae;stroke:#3aa0d0}.complete text{fill:#ffffff}
        .heading text{fill:#e6edf3}
        .note text{fill:#9198a1}
        .thing rect{fill:#161b22;stroke:#6e7681}.thing text{fill:#e6edf3}
        .focus rect{fill:#e6edf3;stroke:#e6edf3}.focus text{fill:#0d1117}
        .edge .line{fill:none;stroke:#6e7681}.edge .arrow{fill:#6e7681}
        .edge-label rect{fill:#0d1117}.edge-label text{fill:#9198a1}
        }
        </style>
        <rect class="page" width="560" height="181"/>
        <g class="edge"><title>why</title><path class="line" stroke-width="1.5" d="M326.6,120.5 C351.49,120.5 351.49,120.5 376.39,120.5 401.29,120.5 401.29,120.5 419.19,120.5"/><path class="arrow" d="M426.19,120.5 L419.19,123.3 L419.19,117.7 Z"/></g>
        <g class="edge"><title>why</title><path class="line" stroke-width="1.5" d="M139,120.5 C156.9,120.5 156.9,120.5 181.8,120.5 206.7,120.5 206.7,120.5 224.6,120.5"/><path class="arrow" d="M132,120.5 L139,117.7 L139,123.3 Z"/><path class="arrow" d="M231.6,120.5 L224.6,123.3 L224.6,117.7 Z"/></g>
        <g class="heading" id="title"><text x="12" y="31.3" text-anchor="start" font-size="18" font-weight="bold">A small graph</text></g>
        <g class="note"><text x="12" y="52.7" text-anchor="start" font-size="12">three nodes</text></g>
        <g class="complete" id="legend-0"><rect x="12" y="63" width="64" height="21" rx="7"/><text x="44" y="77.17">complete</text></g>
        <a class="focus" id="node-a" href="../a.md"><title>a &amp; more</title><rect x="231.6" y="101" width="95" height="39" rx="10"/><text x="279.1" y="117.75" font-size="11">The &lt;a&gt; &quot;one&quot;</text><text x="279.1" y="130.95" font-size="11">2/3</text></a>
        <a class="complete" id="node-b" href="../b.md"><title>b &amp; more</title><rect x="426.19" y="101" width="95" height="39" rx="10"/><text x="473.69" y="117.75" font-size="11">The &lt;b&gt; &quot;one&quot;</text><text x="473.69" y="130.95" font-size="11">2/3</text></a>
        <a class="thing" id="node-c" href="../c.md"><title>c &amp; more</title><rect x="38" y="101" width="94" height="39" rx="10"/><text x="85" y="117.75" font-size="11">The &lt;c&gt; &quot;one&quot;</text><text x="85" y="130.95" font-size="11">2/3</text></a>
        <g class="edge-label"><rect x="361.6" y="113.5" width="29.6" height="14"/><text x="376.39" y="124.17">uses</text></g>
        <g class="edge-label"><rect x="167" y="113.5" width="29.6" height="14"/><text x="181.8" y="124.17">uses</text></g>
        <g class="note"><text x="12" y="164.18" text-anchor="start">Not shown: 4 nodes.</text></g>
        </svg>
    "#]].assert_eq(&to_svg(&map));
    expect![[r##"
        digraph {
          graph [id="small", layout="neato", inputscale="72", bgcolor="#ffffff", pad="0.1389", fontname="Helvetica,Arial,sans-serif", tooltip="A small graph"];
          node [shape="box", style="filled,rounded", fixedsize="true", margin="0", penwidth="1", fontname="Helvetica,Arial,sans-serif", fontsize="10.5"];
          "title" [pos="280,156!", width="7.4444", height="0.3611", label="A small graph\l", class="heading", id="title", shape="plaintext", style="", fontcolor="#1f2328", fontsize="18", fontname="Helvetica,Arial,sans-serif bold"];
          "summary" [pos="280,132.5!", width="7.4444", height="0.2639", label="three nodes\l", class="note", shape="plaintext", style="", fontcolor="#59636e", fontsize="12"];
          "legend-0" [pos="44,107.5!", width="0.8889", height="0.2917", label="complete", class="complete", id="legend-0", fillcolor="#0b6e99", color="#084c6b", fontcolor="#ffffff"];
          "node-a" [pos="279.1,60.5!", width="1.3194", height="0.5417", label="The <a> \"one\"\n2/3", class="focus", id="node-a", fillcolor="#1f2328", color="#1f2328", fontcolor="#ffffff", fontsize="11", tooltip="a & more", URL="../a.md"];
          "node-b" [pos="473.69,60.5!", width="1.3194", height="0.5417", label="The <b> \"one\"\n2/3", class="complete", id="node-b", fillcolor="#0b6e99", color="#084c6b", fontcolor="#ffffff", fontsize="11", tooltip="b & more", URL="../b.md"];
          "node-c" [pos="85,60.5!", width="1.3056", height="0.5417", label="The <c> \"one\"\n2/3", class="thing", id="node-c", fillcolor="#f6f8fa", color="#8c959f", fontcolor="#1f2328", fontsize="11", tooltip="c & more", URL="../c.md"];
          "label-0" [pos="376.39,60.5!", width="0.4111", height="0.1944", label="uses", class="edge-label", fillcolor="#ffffff", style="filled", penwidth="0", fontcolor="#59636e"];
          "label-1" [pos="181.8,60.5!", width="0.4111", height="0.1944", label="uses", class="edge-label", fillcolor="#ffffff", style="filled", penwidth="0", fontcolor="#59636e"];
          "left-out" [pos="280,20.5!", width="7.4444", height="0.2361", label="Not shown: 4 nodes.\l", class="note", shape="plaintext", style="", fontcolor="#59636e"];
          "node-a" -> "node-b" [pos="e,426.19,60.5 326.6,60.5 351.49,60.5 351.49,60.5 376.39,60.5 401.29,60.5 401.29,60.5 419.19,60.5", class="edge", color="#8c959f", dir="forward", arrowsize="0.7", penwidth="1.5", tooltip="why"];
          "node-c" -> "node-a" [pos="s,132,60.5 e,231.6,60.5 139,60.5 156.9,60.5 156.9,60.5 181.8,60.5 206.7,60.5 206.7,60.5 224.6,60.5", class="edge", color="#8c959f", dir="both", arrowsize="0.7", penwidth="1.5", tooltip="why"];
        }
    "##]].assert_eq(&to_dot(&map));
    expect![[r#"
        %% A small graph
        flowchart LR
          n0["The #60;a#62; #34;one#34; 2/3"]:::focus
          n1["The #60;b#62; #34;one#34; 2/3"]:::complete
          n2["The #60;c#62; #34;one#34; 2/3"]:::thing
          n0 -->|"uses"| n1
          n2 <-->|"uses"| n0
          click n0 "../a.md" "a #38; more"
          click n1 "../b.md" "b #38; more"
          click n2 "../c.md" "c #38; more"
          classDef complete fill:#0b6e99,stroke:#084c6b,color:#ffffff
          classDef thing fill:#f6f8fa,stroke:#8c959f,color:#1f2328
          classDef focus fill:#1f2328,stroke:#1f2328,color:#ffffff
    "#]]
    .assert_eq(&to_mermaid(&map).unwrap());
    assert!(to_json(&map).contains("\"leftOut\": \"4 nodes\""));
}

#[test]
fn a_picture_never_has_more_than_forty_nodes() {
    let mut view = small();
    view.nodes = (0..60).map(|nth| node(&format!("n{nth}"), Class::Thing)).collect();
    view.links = (1..60).map(|nth| link(0, nth, [false, true])).collect();
    let map = graph_map(&view);
    let tiles = map.nodes.iter().filter(|node| node.id.starts_with("node-")).count();
    assert_eq!((tiles, map.left_out.as_deref()), (MOST_NODES, Some("4 nodes; 20 more")));
    assert!(to_mermaid(&map).is_some());
}

/// Any graph, in any arrangement, with any texts.
fn view() -> impl Strategy<Value = GraphView> {
    let classes = vec![Class::Complete, Class::First, Class::Third, Class::Thing, Class::Focus];
    let node = (
        any_text(),
        any_text(),
        any_text(),
        prop::sample::select(classes),
        8.0..18.0,
        0..3_usize,
        0..3_usize,
    );
    let node = node.prop_map(|(id, label, remark, class, font_size, cluster, column)| ViewNode {
        id,
        label: label.clone(),
        remark,
        class,
        font_size,
        tooltip: label,
        link: None,
        cluster: (cluster < 2).then_some(cluster),
        column,
    });
    let link = (0..14_usize, 0..14_usize, any::<[bool; 2]>(), any_text(), 0.5..8.0);
    let link = link.prop_map(|(from, to, arrows, label, width)| ViewLink {
        from,
        to,
        arrows,
        width,
        class: Class::StrongEdge,
        tooltip: label.clone(),
        label,
        link: None,
    });
    let arrangement = prop::sample::select(vec![
        Arrangement::Across,
        Arrangement::Down,
        Arrangement::Columns,
        Arrangement::Arcs,
        Arrangement::Steps,
    ]);
    let (nodes, links) = (prop::collection::vec(node, 0..14), prop::collection::vec(link, 0..20));
    (
        any_text(),
        any_text(),
        nodes,
        links,
        prop::collection::vec(any_text(), 0..3),
        prop::option::of(any_text()),
        arrangement,
    )
        .prop_map(|(title, summary, nodes, links, clusters, left_out, arrangement)| GraphView {
            name: "any".to_owned(),
            legend: vec![(Class::Complete, title.clone()), (Class::Thing, summary.clone())],
            title,
            summary,
            nodes,
            links,
            clusters,
            left_out,
            arrangement,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn texts_stay_in_tiles_and_tiles_apart(view in view()) {
        let map = graph_map(&view);
        let mut ids = BTreeSet::new();
        for node in &map.nodes {
            let padding = if node.class.shape() == Shape::Tile { 5.0 } else { 0.0 };
            for line in &node.lines {
                prop_assert!(width(line, node.font) + 2.0 * padding <= node.width + 1e-6, "{line:?}");
            }
            let lines = f64::from(u32::try_from(node.lines.len()).unwrap());
            prop_assert!(lines * node.font.line_height() <= node.height + 1e-6, "{}", node.id);
            prop_assert!(ids.insert(&node.id), "{} twice", node.id);
        }
        let tiles: Vec<_> = map.nodes.iter().filter(|node| node.class.shape() == Shape::Tile).collect();
        prop_assert_eq!(tiles.iter().filter(|node| node.id.starts_with("node-")).count(), view.nodes.len());
        for (nth, node) in tiles.iter().enumerate() {
            prop_assert!(node.x >= 0.0 && node.x + node.width <= map.width + 1e-6, "{}", node.id);
            prop_assert!(node.y >= 0.0 && node.y + node.height <= map.height + 1e-6, "{}", node.id);
            for other in tiles.iter().skip(nth + 1) {
                let apart = node.x + node.width <= other.x + 1e-6 || other.x + other.width <= node.x + 1e-6
                    || node.y + node.height <= other.y + 1e-6 || other.y + other.height <= node.y + 1e-6;
                prop_assert!(apart, "{} and {}", node.id, other.id);
            }
        }
        for edge in &map.edges {
            prop_assert!(edge.curve.iter().flatten().all(|number| number.is_finite()));
            prop_assert!(edge.curve.len() >= 4 && edge.curve.len() % 3 == 1);
            prop_assert!(ids.contains(&edge.from) && ids.contains(&edge.to));
        }
    }

    #[test]
    fn every_format_is_well_formed_and_the_same_each_time(view in view()) {
        let [one, other] = [graph_map(&view), graph_map(&view)];
        prop_assert_eq!(to_svg(&one), to_svg(&other));
        prop_assert_eq!(to_dot(&one), to_dot(&other));
        prop_assert!(read_svg(&to_svg(&one)).len() > 3);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&to_json(&one)).is_ok());
        // Nothing in Mermaid can end a text or begin an entity but what we wrote.
        for line in to_mermaid(&one).unwrap().lines().filter(|line| line.starts_with("  n")) {
            prop_assert!(line.matches('"').count() % 2 == 0 && !line.contains('<') || line.contains("<-->"));
        }
        let palette = palette_colors();
        let svg = to_svg(&one);
        let style = svg.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).unwrap();
        for (at, _) in style.match_indices('#') {
            prop_assert!(palette.contains(&style[at..at + 7]), "{}", &style[at..at + 7]);
        }
    }
}
