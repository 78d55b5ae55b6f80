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
}

impl Class {
    /// All classes, tiles first.
    pub const ALL: [Self; 10] = [
        Self::Complete,
        Self::InProgress,
        Self::First,
        Self::Second,
        Self::Third,
        Self::Heading,
        Self::Note,
        Self::BarComplete,
        Self::BarInProgress,
        Self::BarNotStarted,
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
            Self::Heading => "heading",
            Self::Note => "note",
            Self::BarComplete => "bar-complete",
            Self::BarInProgress => "bar-in-progress",
            Self::BarNotStarted => "bar-not-started",
        }
    }

    /// What is drawn for it.
    pub(super) const fn shape(self) -> Shape {
        match self {
            Self::Complete | Self::InProgress | Self::First | Self::Second | Self::Third => Shape::Tile,
            Self::Heading | Self::Note => Shape::Text,
            Self::BarComplete | Self::BarInProgress | Self::BarNotStarted => Shape::Bar,
        }
    }

    /// Whether other pages may point at it: tiles and headings, not what merely belongs to them.
    pub(super) const fn is_anchor(self) -> bool {
        matches!(self.shape(), Shape::Tile) || matches!(self, Self::Heading)
    }
}

/// What a node looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A box with round corners, a border and text.
    Tile,
    /// Nothing but text.
    Text,
    /// A filled box without border or text.
    Bar,
}
