//! The selection of the checks that run.

use std::collections::BTreeSet;

use casegraph_corpus::{Session, SeveritySetting};

use crate::check::Check;
use crate::config_error::config_error;
use crate::error::Error;
use crate::options::GapOptions;
use crate::registry::Checks;

/// The checks that options and settings select, by code.
///
/// # Errors
/// An unknown code in the options or in casegraph.toml.
pub(crate) fn select<'c>(
    session: &Session,
    checks: &'c Checks,
    options: &GapOptions,
) -> Result<Vec<&'c Check>, Error> {
    let settings = &session.corpus().config().gaps;
    for code in settings.checks.keys().chain(settings.suppress.iter().map(|entry| &entry.code)) {
        if let Err(error) = checks.get(code) {
            let source = Box::new(config_error(session, code, error.to_string()));
            return Err(Error::UnknownCheckInConfig { source, suggestions: checks.similar(code) });
        }
    }
    let named = |names: &[String]| -> Result<BTreeSet<&'c str>, Error> {
        let mut found = BTreeSet::new();
        for name in names {
            let of_group: Vec<&str> =
                checks.checks.iter().filter(|check| check.group() == name).map(Check::code).collect();
            if of_group.is_empty() {
                found.insert(checks.get(name)?.code());
            }
            found.extend(of_group);
        }
        Ok(found)
    };
    let (only, except) = (named(&options.only)?, named(&options.except)?);
    let is_off = |check: &Check| {
        let settings = settings.checks.get(check.code());
        settings.is_some_and(|own| own.severity == Some(SeveritySetting::Off))
    };
    let is_selected = |check: &&Check| {
        let is_named = only.contains(check.code());
        (only.is_empty() || is_named) && !except.contains(check.code()) && (!is_off(check) || is_named)
    };
    Ok(checks.checks.iter().filter(is_selected).collect())
}
