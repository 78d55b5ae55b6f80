//! The page about all checks, made from their headers.

use std::fmt::Write as _;

use crate::gaps::{Check, severity_word};

/// The Markdown of `docs/gaps.md`.
#[must_use]
pub fn check_docs(checks: &[Check]) -> String {
    let mut out = "# Gap checks\n\nMade from the headers of the checks by `UPDATE_EXPECT=1 cargo test`; do not edit.\n\n\
        | Code | Severity | What it finds |\n|---|---|---|\n"
        .to_owned();
    for check in checks {
        let code = check.code();
        let _ = writeln!(
            out,
            "| [`{code}`](#{code}) | {} | {} |",
            severity_word(check.severity()),
            check.title()
        );
    }
    for check in checks {
        let (code, severity) = (check.code(), severity_word(check.severity()));
        let _ = write!(out, "\n## {code}\n\n{}. *{severity}, {}*\n\n", check.title(), check.group());
        for (label, text) in
            [("Why it matters", check.why()), ("Example", check.example()), ("To mend it", check.fix())]
        {
            let _ =
                writeln!(out, "**{label}.** {}\n", text.lines().map(str::trim).collect::<Vec<_>>().join(" "));
        }
        for parameter in check.parameters() {
            let name = parameter.name.replace('_', "-");
            let default = parameter.default.as_ref().filter(|default| !default.is_empty());
            let default = default.map_or(String::new(), |default| format!(" (default: `{default}`)"));
            let _ = writeln!(out, "- `{name}` in `[gaps.{code}]`: {}{default}", parameter.description);
        }
        if out.ends_with("\n\n") {
            out.pop();
        }
    }
    out
}
