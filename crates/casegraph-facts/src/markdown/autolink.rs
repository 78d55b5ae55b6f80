//! Bare addresses in running text, which GitHub makes links: the extension "autolinks" of GFM (its section 6.9), as its reference
//! implementation reads it.

/// A bare address in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) start: usize,
    pub(super) kind: AddressKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AddressKind {
    /// `https://…`.
    Web,
    /// `www.…`.
    Www,
    /// `me@example.org`, and its length.
    Mail(usize),
}

impl AddressKind {
    /// What the target has before the address.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Web => "",
            Self::Www => "http://",
            Self::Mail(_) => "mailto:",
        }
    }
}

/// Whether a text may hold a bare address.
pub(super) fn may_hold_one(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr(b'@', bytes).is_some()
        || memchr::memchr_iter(b':', bytes).any(|at| bytes.get(at + 1..at + 3) == Some(b"//"))
        || memchr::memmem::find(bytes, b"www.").is_some()
}

/// The bare addresses of a text, asked for one after the other.
pub(super) struct Addresses<'t> {
    text: &'t str,
    /// The character before the text.
    before: Option<char>,
    /// The next address of each kind; not known before it is looked for, and none once there are no more.
    next: [Next; 3],
}

#[derive(Clone, Copy)]
enum Next {
    Unknown,
    At(Address),
    None,
}

impl<'t> Addresses<'t> {
    pub(super) fn new(text: &'t str, before: Option<char>) -> Self {
        Self { text, before, next: [Next::Unknown; 3] }
    }

    /// The first address that begins at or after `from`, which never goes back. Each part of the text is looked at once.
    pub(super) fn after(&mut self, from: usize) -> Option<Address> {
        let rest = self.text.get(from..)?;
        let (text, before) = (self.text, self.before);
        let look = [
            &|| rest.match_indices("://").find_map(|(at, _)| web(text, from, from + at)) as Option<Address>,
            &|| rest.match_indices("www.").find_map(|(at, _)| www(text, from + at, before)),
            &|| rest.match_indices('@').find_map(|(at, _)| mail(text, from, from + at)),
        ] as [&dyn Fn() -> Option<Address>; 3];
        for (next, look) in self.next.iter_mut().zip(look) {
            if matches!(next, Next::Unknown) || matches!(next, Next::At(address) if address.start < from) {
                *next = look().map_or(Next::None, Next::At);
            }
        }
        let known = self.next.iter().filter_map(|next| match next {
            Next::At(address) => Some(*address),
            Next::Unknown | Next::None => None,
        });
        // An address on the web may hold `@` and `www.`: what begins first wins.
        known.min_by_key(|address| address.start)
    }
}

fn web(text: &str, from: usize, colon: usize) -> Option<Address> {
    let before = text.get(from..colon)?;
    let letters = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let start = colon - letters;
    let scheme = text.get(start..colon)?;
    let is_known = ["http", "https", "ftp"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let host = text.get(colon + 3..)?;
    let begins = host.chars().next().is_some_and(char::is_alphanumeric);
    (is_known && begins && is_host(host, false)).then_some(Address { start, kind: AddressKind::Web })
}

fn www(text: &str, start: usize, before: Option<char>) -> Option<Address> {
    let previous = text.get(..start)?.chars().next_back().or(before);
    let fits = previous.is_none_or(|c| c.is_whitespace() || matches!(c, '*' | '_' | '~' | '('));
    (fits && is_host(text.get(start..)?, true)).then_some(Address { start, kind: AddressKind::Www })
}

/// Whether a valid host begins here: no `_` in its last two parts; a dot, if `with_dot`.
fn is_host(text: &str, with_dot: bool) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let host: &str = text.get(..text.find(|c: char| !is_part(c)).unwrap_or(text.len())).unwrap_or_default();
    let host = host.trim_end_matches(['.', '_']); // they end the sentence, or an emphasis
    let mut parts = host.rsplit('.');
    let has_underscore = parts.by_ref().take(2).any(|part| part.contains('_'));
    !host.is_empty() && !has_underscore && (!with_dot || host.contains('.'))
}

fn mail(text: &str, from: usize, at: usize) -> Option<Address> {
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || b".+-_".contains(byte);
    let before = text.get(from..at)?.bytes().rev().take_while(is_local).count();
    let is_domain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    let after = text.get(at + 1..)?;
    let length = after.bytes().take_while(is_domain).count();
    let domain = after.get(..length)?.trim_end_matches('.');
    let ends_well = domain.bytes().next_back().is_some_and(|byte| byte.is_ascii_alphabetic());
    let parts = domain.contains('.') && !domain.starts_with('.') && !domain.contains("..");
    let is_followed = after.get(length..).is_some_and(|rest| rest.starts_with('@'));
    (before > 0 && ends_well && parts && !is_followed)
        .then_some(Address { start: at - before, kind: AddressKind::Mail(before + 1 + domain.len()) })
}

/// Where the address that begins at `start` ends: before white space or `<`, without the punctuation at its end, and without a
/// closing parenthesis that is not opened in it. Punctuation of East Asian scripts ends it too: no address has any. Dots that stand
/// for the rest (`https://a.org/...`) stay. Linear in the address.
pub(super) fn end(text: &str, start: usize, kind: AddressKind) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    if let AddressKind::Mail(length) = kind {
        return start + length;
    }
    let stops = |c: char| c.is_whitespace() || c == '<' || is_east_asian_punctuation(c);
    let mut address = rest.get(..rest.find(stops).unwrap_or(rest.len())).unwrap_or_default();
    let mut unopened = [(b'(', b')'), (b'[', b']')]
        .map(|(open, close)| count(address, close).saturating_sub(count(address, open)));
    let [parentheses, brackets] = &mut unopened;
    let without = |more: &mut usize, length: usize| {
        *more -= 1;
        length - 1
    };
    loop {
        let shorter = match address.chars().next_back() {
            _ if address.ends_with("...") => return start + address.len(),
            Some('?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"') => address.len() - 1,
            Some(')') if *parentheses > 0 => without(parentheses, address.len()),
            Some(']') if *brackets > 0 => without(brackets, address.len()),
            Some(';') => {
                let name = address.len()
                    - 1
                    - address.bytes().rev().skip(1).take_while(u8::is_ascii_alphanumeric).count();
                let is_reference =
                    name < address.len() - 1 && address.get(..name).is_some_and(|text| text.ends_with('&'));
                if is_reference { name - 1 } else { address.len() - 1 }
            }
            _ => return start + address.len(),
        };
        address = address.get(..shorter).unwrap_or_default();
    }
}

fn count(text: &str, wanted: u8) -> usize {
    memchr::memchr_iter(wanted, text.as_bytes()).count()
}

fn is_east_asian_punctuation(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{ff01}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '\u{201c}' | '\u{201d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut from = 0;
        let mut found = Vec::new();
        let mut addresses = Addresses::new(text, None);
        while let Some(address) = addresses.after(from) {
            let end = end(text, address.start, address.kind);
            found.push(format!("{}{}", address.kind.prefix(), &text[address.start..end]));
            from = end;
        }
        found
    }

    /// The examples of the specification of GFM, section 6.9, and neighbours of them.
    #[test]
    fn bare_addresses_are_those_of_gfm() {
        for (text, expected) in [
            ("www.commonmark.org", "http://www.commonmark.org"),
            ("Visit www.commonmark.org/help for more", "http://www.commonmark.org/help"),
            ("Visit www.commonmark.org.", "http://www.commonmark.org"),
            ("Visit www.commonmark.org/a.b.", "http://www.commonmark.org/a.b"),
            ("www.google.com/search?q=Markup+(business)", "http://www.google.com/search?q=Markup+(business)"),
            (
                "www.google.com/search?q=Markup+(business)))",
                "http://www.google.com/search?q=Markup+(business)",
            ),
            (
                "(www.google.com/search?q=Markup+(business))",
                "http://www.google.com/search?q=Markup+(business)",
            ),
            ("www.google.com/search?q=(business))+ok", "http://www.google.com/search?q=(business))+ok"),
            ("www.google.com/search?q=commonmark&hl=en", "http://www.google.com/search?q=commonmark&hl=en"),
            ("www.google.com/search?q=commonmark&hl;", "http://www.google.com/search?q=commonmark"),
            ("www.commonmark.org/he<lp", "http://www.commonmark.org/he"),
            ("http://commonmark.org and", "http://commonmark.org"),
            (
                "(Visit https://encrypted.google.com/search?q=Markup+(business))",
                "https://encrypted.google.com/search?q=Markup+(business)",
            ),
            ("foo@bar.baz", "mailto:foo@bar.baz"),
            (
                "hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.",
                "mailto:hello+xyz@mail.example",
            ),
            ("a.b-c_d@a.b", "mailto:a.b-c_d@a.b"),
            ("a.b-c_d@a.b.", "mailto:a.b-c_d@a.b"),
            ("a.b-c_d@a.b-", ""),
            ("a.b-c_d@a.b_", ""),
            ("react@16.8.0 @scope/name user@host", ""),
            ("xhttps://a.org http:// https://...", ""),
            ("http://localhost:3000/x HTTPS://A.org", "http://localhost:3000/x HTTPS://A.org"),
            ("https://a_b.c_d.org/x https://a_b.c.d.org", "https://a_b.c.d.org"),
            (
                "\"https://a.org/x\", 'https://b.org'; see https://c.org/x_(y)!",
                "https://a.org/x https://b.org https://c.org/x_(y)",
            ),
            ("[https://a.org/x] https://a.org/[y]", "https://a.org/x https://a.org/[y]"),
            ("见 https://a.org/路径。下一句（https://b.org）", "https://a.org/路径 https://b.org"),
            ("https://a.org/user@host.org www.b.org", "https://a.org/user@host.org http://www.b.org"),
            ("xwww.a.org [www.b.org", ""),
            ("https://qcon.com/...", "https://qcon.com/..."),
        ] {
            assert_eq!(found(text).join(" "), expected, "{text}");
        }
    }
}
