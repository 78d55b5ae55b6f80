//! Arguments in the style of a command line, in markers and in `casegraph.toml`.

/// A fault in arguments: one sentence with the fault and what is allowed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct RequestError(pub(crate) String);

impl From<RequestError> for String {
    fn from(error: RequestError) -> Self {
        error.0
    }
}

/// Splits a text at white space; `'…'` and `"…"` quote words with spaces.
///
/// # Errors
/// One sentence, if a quote is not closed.
pub(crate) fn split(text: &str) -> Result<Vec<String>, RequestError> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for character in text.chars() {
        match (quote, character) {
            (Some(open), _) if character == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None, _) if character.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    if let Some(quote) = quote {
        return Err(RequestError(format!("a quote {quote} is not closed")));
    }
    words.extend(word);
    Ok(words)
}

/// `; did you mean …?` with the name closest to `wanted`; empty if none is close.
pub(crate) fn did_you_mean<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let near = casegraph_facts::near_names(wanted, names);
    near.first().map_or(String::new(), |name| format!("; did you mean `{name}`?"))
}

/// Positional arguments and options: `related cache --depth 2`.
#[derive(Debug, Default)]
pub(crate) struct MarkerArgs {
    positional: Vec<String>,
    options: Vec<(String, String)>,
}

impl MarkerArgs {
    /// Parses words. Each of the `allowed` options (without `--`) takes a value: the next word, or the text after `=`.
    ///
    /// # Errors
    /// One sentence, for an option that is unknown or has no value.
    pub(crate) fn parse(words: &[String], allowed: &[&str]) -> Result<Self, RequestError> {
        Self::parse_with_flags(words, allowed, &[])
    }

    /// Parses words as [`MarkerArgs::parse`]; the `flags` are options without a value.
    ///
    /// # Errors
    /// As [`MarkerArgs::parse`]; and if a flag has a value.
    pub(crate) fn parse_with_flags(
        words: &[String],
        allowed: &[&str],
        flags: &[&str],
    ) -> Result<Self, RequestError> {
        let mut read = Self::default();
        let mut rest = words.iter();
        while let Some(word) = rest.next() {
            let Some(option) = word.strip_prefix("--") else {
                read.positional.push(word.clone());
                continue;
            };
            let (name, value) = match option.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (option, None),
            };
            if flags.contains(&name) {
                if value.is_some() {
                    return Err(RequestError(format!("the option --{name} takes no value")));
                }
                read.options.push((name.to_owned(), String::new()));
                continue;
            }
            if !allowed.contains(&name) {
                let known: Vec<String> =
                    allowed.iter().chain(flags).map(|name| format!("--{name}")).collect();
                let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
                let fault = format!("there is no option --{name} here; options are: {known}");
                return Err(RequestError(fault));
            }
            let value = value.or_else(|| rest.next().cloned());
            let value = value.ok_or_else(|| RequestError(format!("the option --{name} needs a value")))?;
            read.options.push((name.to_owned(), value));
        }
        Ok(read)
    }

    /// The only positional argument; `what` names it.
    ///
    /// # Errors
    /// If it is missing, or there are more.
    pub(crate) fn one(&self, what: &str) -> Result<&str, RequestError> {
        match self.positional.as_slice() {
            [one] => Ok(one),
            [] => Err(RequestError(format!("{what} is missing"))),
            [_, more, ..] => {
                Err(RequestError(format!("unexpected argument `{more}`; quote {what} if it has spaces")))
            }
        }
    }

    /// The two positional arguments; `what` names them.
    ///
    /// # Errors
    /// If one is missing, or there are more.
    pub(crate) fn two(&self, what: [&str; 2]) -> Result<[&str; 2], RequestError> {
        match self.positional.as_slice() {
            [one, two] => Ok([one, two]),
            [] => Err(RequestError(format!("{} and {} are missing", what[0], what[1]))),
            [_] => Err(RequestError(format!("{} is missing", what[1]))),
            [.., more] => {
                Err(RequestError(format!("unexpected argument `{more}`; quote names that have spaces")))
            }
        }
    }

    /// Whether a flag is given.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    /// Checks that there is no positional argument.
    ///
    /// # Errors
    /// If there is one.
    pub(crate) fn none(&self) -> Result<(), RequestError> {
        let unexpected = |word| Err(RequestError(format!("unexpected argument `{word}`")));
        self.positional.first().map_or(Ok(()), unexpected)
    }

    /// The values of an option, in order.
    pub(crate) fn all<'w>(&'w self, name: &'w str) -> impl Iterator<Item = &'w str> {
        self.options.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value of an option that may be given once.
    ///
    /// # Errors
    /// If it is given twice.
    pub(crate) fn option<'w>(&'w self, name: &'w str) -> Result<Option<&'w str>, RequestError> {
        let mut values = self.all(name);
        let value = values.next();
        match values.next() {
            Some(_) => Err(RequestError(format!("the option --{name} is given twice"))),
            None => Ok(value),
        }
    }

    /// The value of an option as a whole number.
    ///
    /// # Errors
    /// If it is given twice, or is not a whole number.
    pub(crate) fn number(&self, name: &str) -> Result<Option<usize>, RequestError> {
        let Some(value) = self.option(name)? else { return Ok(None) };
        let wrong = |_| RequestError(format!("the option --{name} takes a whole number, not `{value}`"));
        value.parse().map(Some).map_err(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_words_together() {
        assert_eq!(split(" a  'b c' d\"e f\" '' ").unwrap(), ["a", "b c", "de f", ""]);
        assert_eq!(split("a 'b").unwrap_err().to_string(), "a quote ' is not closed");
    }

    #[test]
    fn options_take_values_and_errors_say_what_is_allowed() {
        let read = |text: &str| MarkerArgs::parse(&split(text).unwrap(), &["depth", "param"]);
        let words = read("cache --depth 2 --param a=1 --param=b=2").unwrap();
        assert_eq!((words.one("the topic"), words.number("depth")), (Ok("cache"), Ok(Some(2))));
        assert_eq!(words.all("param").collect::<Vec<_>>(), ["a=1", "b=2"]);
        let said = [
            read("--colour red").unwrap_err(),
            read("--depth").unwrap_err(),
            words.option("param").unwrap_err(),
            read("--depth two").unwrap().number("depth").unwrap_err(),
            read("a b").unwrap().one("the topic").unwrap_err(),
            read("").unwrap().one("the topic").unwrap_err(),
            read("a").unwrap().none().unwrap_err(),
        ];
        expect_test::expect![[r#"
            there is no option --colour here; options are: --depth, --param
            the option --depth needs a value
            the option --param is given twice
            the option --depth takes a whole number, not `two`
            unexpected argument `b`; quote the topic if it has spaces
            the topic is missing
            unexpected argument `a`"#]]
        .assert_eq(&said.map(String::from).join("\n"));
    }
}
