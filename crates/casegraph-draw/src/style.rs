//! The styles of nodes and lines: a closed list, so that palette and writers cannot disagree.

/// The look of a node or line, by its meaning. The names are those of the CSS classes in the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// Tile: complete.
    Complete,
    /// Tile: in progress.
    InProgress,
    /// Tile: not started, most urgent.
    First,
    /// Tile: not started, less urgent.
    Second,
    /// Tile: not started, least urgent or without a priority.
    Third,
    /// Tile: with errors.
    Error,
    /// Tile: with warnings.
    Warning,
    /// Tile: with notes.
    Remark,
    /// Tile: without findings.
    Clean,
    /// Text: a title or the name of a block or row.
    Heading,
    /// Text: secondary, such as numbers and remarks.
    Note,
    /// Part of a bar: complete.
    BarComplete,
    /// Part of a bar: in progress.
    BarInProgress,
    /// Part of a bar: not started.
    BarNotStarted,
    /// Tile: neutral.
    Thing,
    /// Tile: the subject of the map.
    Focus,
    /// Part of a bar: with errors.
    BarError,
    /// Part of a bar: with warnings.
    BarWarning,
    /// A box around a group of nodes.
    Cluster,
    /// Text: the name of a group of nodes.
    ClusterName,
    /// A line between nodes.
    Edge,
    /// A line that matters more than others.
    StrongEdge,
    /// A dashed line: inferred or suggested.
    WeakEdge,
    /// The label of a line.
    EdgeLabel,
}

impl Style {
    /// All styles, tiles first.
    pub const ALL: [Self; 24] = [
        Self::Complete,
        Self::InProgress,
        Self::First,
        Self::Second,
        Self::Third,
        Self::Error,
        Self::Warning,
        Self::Remark,
        Self::Clean,
        Self::Heading,
        Self::Note,
        Self::BarComplete,
        Self::BarInProgress,
        Self::BarNotStarted,
        Self::BarError,
        Self::BarWarning,
        Self::Thing,
        Self::Focus,
        Self::Cluster,
        Self::ClusterName,
        Self::Edge,
        Self::StrongEdge,
        Self::WeakEdge,
        Self::EdgeLabel,
    ];

    /// Name in the output: the CSS class, the DOT attribute `class`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::InProgress => "in-progress",
            Self::First => "first",
            Self::Second => "second",
            Self::Third => "third",
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Remark => "remark",
            Self::Clean => "clean",
            Self::Heading => "heading",
            Self::Note => "note",
            Self::BarComplete => "bar-complete",
            Self::BarInProgress => "bar-in-progress",
            Self::BarNotStarted => "bar-not-started",
            Self::BarError => "bar-error",
            Self::BarWarning => "bar-warning",
            Self::Thing => "thing",
            Self::Focus => "focus",
            Self::Cluster => "cluster",
            Self::ClusterName => "cluster-name",
            Self::Edge => "edge",
            Self::StrongEdge => "strong-edge",
            Self::WeakEdge => "weak-edge",
            Self::EdgeLabel => "edge-label",
        }
    }

    /// The shape that is drawn.
    #[must_use]
    pub const fn shape(self) -> Shape {
        match self {
            Self::Complete
            | Self::InProgress
            | Self::First
            | Self::Second
            | Self::Third
            | Self::Error
            | Self::Warning
            | Self::Remark
            | Self::Clean
            | Self::Thing
            | Self::Focus => Shape::Tile,
            Self::Heading | Self::Note | Self::ClusterName => Shape::Text,
            Self::EdgeLabel => Shape::Badge,
            Self::Cluster => Shape::Frame,
            Self::Edge | Self::StrongEdge | Self::WeakEdge => Shape::Line,
            Self::BarComplete
            | Self::BarInProgress
            | Self::BarNotStarted
            | Self::BarError
            | Self::BarWarning => Shape::Bar,
        }
    }

    /// Whether the node has an id that other pages can link to: tiles and headings.
    pub(crate) const fn is_anchor(self) -> bool {
        matches!(self.shape(), Shape::Tile) || matches!(self, Self::Heading)
    }
}

/// The shape of a node or line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A box with round corners, a border and text.
    Tile,
    /// Text only.
    Text,
    /// A filled box without border or text.
    Bar,
    /// A box behind others.
    Frame,
    /// A curve with arrows.
    Line,
    /// Text on an opaque box.
    Badge,
}
