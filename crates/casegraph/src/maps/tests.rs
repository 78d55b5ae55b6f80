//! Maps as a whole: small ones written out in full, and what holds for any.

mod coverage;
mod gaps;
mod properties;

use quick_xml::events::Event;

/// Whether a reader of XML gets to the end.
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
