//! The kinds of things that a map shows: a closed list, so that palette, legend and writers cannot disagree.

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Tile: a topic with enough case studies.
    Complete,
    /// Tile: a topic that is begun.
    InProgress,
    /// Tile: a topic of priority 1 that is not begun.
    First,
    /// Tile: a topic of priority 2 that is not begun.
    Second,
    /// Tile: any other topic that is not begun.
    Third,
    /// Tile: of which a check says that something is wrong.
    Error,
    /// Tile: of which a check warns.
    Warning,
    /// Tile: of which a check has something to say.
    Remark,
    /// Tile: which no check has anything to say of.
    Clean,
    /// Text that names something: the map, a domain, a category.
    Heading,
    /// Text in the second row: numbers, remarks.
    Note,
    /// Part of a progress bar: complete.
    BarComplete,
    /// Part of a progress bar: begun.
    BarInProgress,
    /// Part of a progress bar: not begun.
    BarNotStarted,
    /// Tile: anything that is no topic, or of which nothing more is told.
    Thing,
    /// Tile: what the map is about.
    Focus,
    /// Part of a bar: with errors.
    BarError,
    /// Part of a bar: with warnings.
    BarWarning,
    /// A box around nodes that belong together.
    Cluster,
    /// Text that names a cluster.
    ClusterName,
    /// A line between nodes.
    Edge,
    /// A line between nodes that matters more than others.
    StrongEdge,
    /// A line between nodes that nobody states: inferred, suggested, or over something that both share.
    WeakEdge,
    /// Text beside a line.
    EdgeLabel,
}

impl Class {
    /// All classes, tiles first.
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

    /// Name in the output: the CSS class and the DOT `class`.
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

    /// What is drawn for it.
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

    /// Whether other pages may point at it: tiles and headings, not what merely belongs to them.
    pub(crate) const fn is_anchor(self) -> bool {
        matches!(self.shape(), Shape::Tile) || matches!(self, Self::Heading)
    }
}

/// What a node looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A box with round corners, a border and text.
    Tile,
    /// Nothing but text.
    Text,
    /// A filled box without border or text.
    Bar,
    /// A box behind others.
    Frame,
    /// A curve with arrows.
    Line,
    /// Text on a box that hides what is behind it.
    Badge,
}
