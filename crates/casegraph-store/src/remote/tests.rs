//! Requests to a test engine: what is sent, and how responses are interpreted.

mod answers;
mod engine;
mod faults;
mod sent;
