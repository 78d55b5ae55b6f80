//! The normal form of headings and cells, in which they are compared with the words of a profile.

/// The normal form: words in lower case, without a number before them, symbols, and a remark in parentheses after them.
/// Linear in the text.
pub(crate) fn normal_form(heading: &str) -> String {
    let words =
        || without_remark(heading).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = words().take_while(is_number).count();
    let first = if words().nth(numbers).is_some() { numbers } else { 0 };
    let mut normal = String::with_capacity(heading.len());
    for word in words().skip(first) {
        if !normal.is_empty() {
            normal.push(' ');
        }
        if word.is_ascii() {
            normal.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            normal.push_str(&word.to_lowercase());
        }
    }
    normal
}

/// A heading without a remark in parentheses at its end.
pub(crate) fn without_remark(heading: &str) -> &str {
    let heading = heading.trim();
    match (heading.ends_with(')'), heading.rfind('(')) {
        (true, Some(open)) if open > 0 => heading.get(..open).unwrap_or(heading).trim_end(),
        _ => heading,
    }
}
