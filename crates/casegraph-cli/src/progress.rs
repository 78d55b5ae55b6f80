//! A progress bar on the terminal, for builds that take longer than a moment.

use std::io::IsTerminal as _;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use casegraph::Progress;
use indicatif::{ProgressBar, ProgressStyle};

use crate::global::Global;

/// Time before a bar is shown.
const MOMENT: Duration = Duration::from_millis(400);

/// Shows the number of files read.
pub(crate) struct Bar {
    wanted: bool,
    what: &'static str,
    shown: OnceLock<ProgressBar>,
    begun: OnceLock<(Instant, u64)>,
    read: std::sync::atomic::AtomicU64,
}

impl Bar {
    /// A bar, hidden with --quiet or if standard error is not a terminal.
    pub(crate) fn new(global: &Global) -> Self {
        let wanted = !global.quiet && std::io::stderr().is_terminal();
        Self {
            wanted,
            what: "reading {pos}/{len} files {wide_bar}",
            shown: OnceLock::new(),
            begun: OnceLock::new(),
            read: std::sync::atomic::AtomicU64::new(0),
        }
    }

    /// A bar for sent graphs.
    pub(crate) fn sending(global: &Global) -> Self {
        Self { what: "sending {pos}/{len} graphs {wide_bar}", ..Self::new(global) }
    }
}

impl Progress for Bar {
    fn start(&self, files: usize) {
        let _ = self.begun.set((Instant::now(), files as u64));
    }

    fn step(&self) {
        let read = self.read.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        let Some((begun, files)) = self.begun.get().filter(|_| self.wanted) else { return };
        if self.shown.get().is_none() && begun.elapsed() < MOMENT {
            return;
        }
        let bar = self.shown.get_or_init(|| {
            let style = ProgressStyle::with_template(self.what);
            ProgressBar::new(*files).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        bar.set_position(read);
    }

    fn finish(&self) {
        if let Some(bar) = self.shown.get() {
            bar.finish_and_clear();
        }
    }
}
