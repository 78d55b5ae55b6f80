//! YAML as its author writes it: a value is text, whatever a number or a date would be to another program.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

use granit_parser::{Event, Options, Parser, ScalarStyle, ScanError, Span};

use super::{Fault, Located, Value};

/// More values than this, those behind aliases included, are refused.
const MAXIMUM_VALUES: usize = 20_000;

/// The keys of a mapping, and what is wrong with them although they can be read: keys that are there twice.
///
/// # Errors
/// What is no YAML, or no mapping. Linear in the text.
pub(super) fn read(source: &str) -> Result<(BTreeMap<String, Located>, Vec<Fault>), Fault> {
    if source.trim().is_empty() {
        return Ok((BTreeMap::new(), Vec::new()));
    }
    let mut options = Options::default();
    options.flow_nesting_limit = 64;
    options.block_nesting_limit = 64;
    let parser = Parser::new_from_str_with_options(source, options);
    let mut reader = Reader { parser, values: 0, anchors: HashMap::new(), warnings: Vec::new() };
    let first = reader.first()?;
    match first.value {
        Value::Map(values) => Ok((values, reader.warnings)),
        Value::Nothing => Ok((BTreeMap::new(), Vec::new())),
        Value::Text(_) | Value::List(_) => Err(Fault {
            line: first.line,
            column: Some(1),
            reason: "it is no list of keys and values".to_owned(),
        }),
    }
}

struct Reader<'s> {
    parser: Parser<'s, granit_parser::StrInput<'s>>,
    values: usize,
    anchors: HashMap<usize, Located>,
    warnings: Vec<Fault>,
}

/// The next value, or the end of what holds it.
enum Next {
    Value(Located),
    End,
}

impl Reader<'_> {
    /// The value of the first document.
    fn first(&mut self) -> Result<Located, Fault> {
        loop {
            let (event, span) = self.event()?;
            match event {
                Event::StreamEnd => return Ok(Located { value: Value::Nothing, line: 1 }),
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => {
                    let Next::Value(value) = self.value(event, span)? else {
                        return Err(fault(span, "it is no list of keys and values"));
                    };
                    // What is wrong further down is wrong with the whole.
                    while !matches!(self.event()?.0, Event::StreamEnd) {}
                    return Ok(value);
                }
            }
        }
    }

    fn event(&mut self) -> Result<(Event<'static>, Span), Fault> {
        match self.parser.next_event() {
            None => Ok((Event::StreamEnd, Span::default())),
            Some(Ok((event, span))) => Ok((owned(event), span)),
            Some(Err(error)) => Err(of_scan(&error)),
        }
    }

    fn next(&mut self) -> Result<Next, Fault> {
        let (event, span) = self.event()?;
        self.value(event, span)
    }

    fn value(&mut self, event: Event<'_>, span: Span) -> Result<Next, Fault> {
        self.values += 1;
        if self.values > MAXIMUM_VALUES {
            return Err(fault(span, "it has too many values"));
        }
        let line = line_of(span);
        let (value, anchor) = match event {
            Event::Scalar(text, style, anchor, _) => (scalar(&text, style), anchor),
            Event::SequenceStart(_, anchor, _) => {
                let mut items = Vec::new();
                while let Next::Value(item) = self.next()? {
                    items.push(item);
                }
                (Value::List(items), anchor)
            }
            Event::MappingStart(_, anchor, _) => (Value::Map(self.map()?), anchor),
            Event::Alias(anchor) => {
                let known = self.anchors.get(&anchor).cloned();
                self.values += known.as_ref().map_or(0, |known| size(&known.value));
                return match known {
                    Some(known) if self.values <= MAXIMUM_VALUES => Ok(Next::Value(known)),
                    Some(_) => Err(fault(span, "it has too many values")),
                    None => Err(fault(span, "an alias leads to itself")),
                };
            }
            Event::SequenceEnd | Event::MappingEnd | Event::StreamEnd | Event::DocumentEnd => {
                return Ok(Next::End);
            }
            _ => return self.next(),
        };
        let value = Located { value, line };
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        Ok(Next::Value(value))
    }

    fn map(&mut self) -> Result<BTreeMap<String, Located>, Fault> {
        let mut values: BTreeMap<String, Located> = BTreeMap::new();
        let mut merged = Vec::new();
        while let Next::Value(key) = self.next()? {
            let Next::Value(value) = self.next()? else { break };
            let name = match key.value {
                Value::Text(name) => name,
                Value::Nothing => "null".to_owned(),
                // A key that is itself a list or a map, which nothing asks for.
                Value::List(_) | Value::Map(_) => continue,
            };
            if name == "<<" && matches!(value.value, Value::Map(_) | Value::List(_)) {
                merged.push(value.value);
                continue;
            }
            match values.entry(name) {
                Entry::Occupied(known) => self.warnings.push(Fault::twice(known.key(), key.line)),
                Entry::Vacant(free) => {
                    // A value on the next line begins there; one that is not there is at its key.
                    let line = if matches!(value.value, Value::Nothing) { key.line } else { value.line };
                    free.insert(Located { line, ..value });
                }
            }
        }
        for value in merged.into_iter().flat_map(|value| match value {
            Value::List(items) => items.into_iter().map(|item| item.value).collect(),
            value => vec![value],
        }) {
            if let Value::Map(more) = value {
                for (key, value) in more {
                    values.entry(key).or_insert(value);
                }
            }
        }
        Ok(values)
    }
}

/// Events own their text here: a value outlives them anyway.
fn owned(event: Event<'_>) -> Event<'static> {
    match event {
        Event::Scalar(text, style, anchor, _) => Event::Scalar(text.into_owned().into(), style, anchor, None),
        Event::SequenceStart(style, anchor, _) => Event::SequenceStart(style, anchor, None),
        Event::MappingStart(style, anchor, _) => Event::MappingStart(style, anchor, None),
        Event::Alias(anchor) => Event::Alias(anchor),
        Event::SequenceEnd => Event::SequenceEnd,
        Event::MappingEnd => Event::MappingEnd,
        Event::DocumentStart(explicit, _) => Event::DocumentStart(explicit, None),
        Event::DocumentEnd => Event::DocumentEnd,
        Event::StreamEnd => Event::StreamEnd,
        _ => Event::StreamStart, // comments and the like
    }
}

/// The value of a scalar: its text as written. Nothing, if it says so without quotes.
fn scalar(text: &str, style: ScalarStyle) -> Value {
    let is_nothing =
        matches!(style, ScalarStyle::Plain) && matches!(text, "" | "~" | "null" | "Null" | "NULL");
    if is_nothing { Value::Nothing } else { Value::Text(text.to_owned()) }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Text(_) | Value::Nothing => 1,
        Value::List(items) => 1 + items.iter().map(|item| size(&item.value)).sum::<usize>(),
        Value::Map(values) => 1 + values.values().map(|value| size(&value.value)).sum::<usize>(),
    }
}

fn line_of(span: Span) -> u32 {
    u32::try_from(span.start.line()).unwrap_or(u32::MAX).max(1)
}

fn fault(span: Span, reason: &str) -> Fault {
    Fault { line: line_of(span), column: None, reason: reason.to_owned() }
}

fn of_scan(error: &ScanError) -> Fault {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let reason = error.kind().to_string();
    let reason = reason.lines().next().unwrap_or_default().to_owned();
    let marker = error.marker();
    Fault { line: number(marker.line()).max(1), column: Some(number(marker.col()).saturating_add(1)), reason }
}
