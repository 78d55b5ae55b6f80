//! The values of a check's parameters.

use std::collections::BTreeMap;

use casegraph_corpus::Session;
use casegraph_facts::StatusText;

use crate::check::Check;
use crate::config_error::config_error;
use crate::error::Error;
use crate::options::GapOptions;

/// The values of a check's parameters: those of the profile, overridden by casegraph.toml, overridden by the options.
///
/// # Errors
/// A parameter in casegraph.toml that the check does not have.
pub(crate) fn parameter_values(
    session: &Session,
    check: &Check,
    options: &GapOptions,
) -> Result<Vec<(String, String)>, Error> {
    let config = session.corpus().config();
    let has = |name: &str| check.parameters().iter().any(|parameter| parameter.name == name);
    let case_study = &config.profile.text().case_study;
    let mut values = BTreeMap::new();
    if check.file.is_none() {
        values.insert("minimum".to_owned(), case_study.minimum.to_string());
        values.insert("maximum".to_owned(), case_study.maximum.to_string());
        let statuses = &config.profile.text().plan.statuses;
        for (name, status) in
            [("done", StatusText::Complete), ("begun", StatusText::InProgress), ("todo", StatusText::Planned)]
        {
            values.extend(statuses.get(&status).map(|marks| (name.to_owned(), marks.join(", "))));
        }
    }
    values.extend(config.gaps.shared.clone());
    values.extend(options.as_of.iter().map(|date| ("as_of".to_owned(), date.clone())));
    values.retain(|name, _| has(name));
    for (name, value) in config.gaps.checks.get(check.code()).iter().flat_map(|own| &own.parameters) {
        if !has(name) {
            return Err(unknown_parameter(session, check, &name.replace('_', "-")));
        }
        values.insert(name.clone(), value.clone());
    }
    if let Some(value) = options.as_of.as_ref().filter(|_| has("as_of")) {
        values.insert("as_of".to_owned(), value.clone());
    }
    Ok(values.into_iter().collect())
}

fn unknown_parameter(session: &Session, check: &Check, key: &str) -> Error {
    let all: Vec<String> =
        check.parameters().iter().map(|parameter| parameter.name.replace('_', "-")).collect();
    let allowed = if all.is_empty() {
        "only `severity`".to_owned()
    } else {
        format!("`severity`, `{}`", all.join("`, `"))
    };
    let message = format!("the check `{}` has no parameter `{key}` (allowed: {allowed})", check.code());
    config_error(session, key, message).into()
}
