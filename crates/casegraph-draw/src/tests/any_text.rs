//! Texts as a corpus may hold them.

use proptest::prelude::*;

/// Anything at all, and often what means something to XML, DOT or a font.
pub(super) fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        any::<String>(),
        "[a-z]{1,12}( [a-z]{1,12}){0,6}",
        "[\"\\\\&<>;'{}\\[\\]nNGlr#x0-9\n\r\t\0 -]{0,12}",
        "(&[a-z#]{0,5};|\\\\[NGTHELlrn]|\\]\\]>|<!--|[\u{1f1e6}-\u{1f1ff}]{1,3}|[\u{300}-\u{30f}]{1,6}){1,4}",
        "[\u{5d0}-\u{5ea}\u{627}-\u{64a}\u{202a}-\u{202e}\u{4e00}-\u{4e20}\u{ac00}-\u{ac10}🚀👩\u{200d}\u{fdfd}]{0,30}",
    ];
    prop::collection::vec(pieces, 0..3).prop_map(|pieces| pieces.concat())
}
