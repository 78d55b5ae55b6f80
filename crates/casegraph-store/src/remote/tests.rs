//! An engine played by a few lines: what is sent to it, and what is made of everything it may answer.

mod answers;
mod engine;
mod faults;
mod sent;
