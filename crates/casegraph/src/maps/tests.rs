//! Whole maps: small ones written out in full, and invariants of all.

mod coverage;
mod gaps;
mod properties;

use quick_xml::events::Event;

/// Whether a text is well-formed XML.
fn is_xml(svg: &str) -> bool {
    let mut reader = quick_xml::Reader::from_str(svg);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}
