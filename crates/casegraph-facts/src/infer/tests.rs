//! Small collections with what is inferred of them.
