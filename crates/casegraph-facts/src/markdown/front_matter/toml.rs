//! TOML as its author writes it.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Fault, Located, Value};
use crate::markdown::text::LineIndex;

/// The keys of a TOML text.
///
/// # Errors
/// What is no TOML. Linear in the text.
pub(super) fn read(source: &str) -> Result<BTreeMap<String, Located>, Fault> {
    let index = LineIndex::new(source);
    match DeTable::parse(source) {
        Ok(read) => Ok(table(read.get_ref(), source, &index)),
        Err(error) => {
            let line = index.line(error.span().map_or(0, |span| span.start));
            let reason = error.message().lines().next().unwrap_or_default().to_owned();
            Err(Fault { line, column: None, reason })
        }
    }
}

fn table(table: &DeTable<'_>, source: &str, index: &LineIndex) -> BTreeMap<String, Located> {
    table.iter().map(|(key, read)| (key.get_ref().to_string(), value(read, source, index))).collect()
}

fn value(spanned: &Spanned<DeValue<'_>>, source: &str, index: &LineIndex) -> Located {
    let written = || source.get(spanned.span()).unwrap_or_default().trim().to_owned();
    let value = match spanned.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        // `1_000`, `0x1F` and `1.10` say more than their number.
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            Value::Text(written())
        }
        DeValue::Array(items) => {
            Value::List(items.iter().map(|item| self::value(item, source, index)).collect())
        }
        DeValue::Table(inner) => Value::Map(table(inner, source, index)),
    };
    Located { value, line: index.line(spanned.span().start) }
}
