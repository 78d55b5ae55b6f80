//! Runs a query's parsing and evaluation where deep nesting cannot overflow the stack.
//!
//! A stack overflow aborts the process. A query of 1.6 kB can overflow a stack of 2 MB, so the text is limited
//! ([`crate::query::Query::MAX_BYTES`]) and the stack made to fit the deepest query that the limit allows.

use std::thread;

use crate::query::query_error::QueryError;

/// Address space; memory is only used as far as the stack really grows.
const STACK_BYTES: usize = 64 << 20;

/// Runs `work` on a thread of its own with a big stack and waits for it. A panic in it becomes an error.
pub(crate) fn on_big_stack<T: Send>(
    work: impl FnOnce() -> Result<T, QueryError> + Send,
) -> Result<T, QueryError> {
    thread::scope(|scope| {
        let worker = thread::Builder::new().name("query".to_owned()).stack_size(STACK_BYTES);
        match worker.spawn_scoped(scope, work) {
            Err(source) => Err(QueryError::Thread(source)),
            Ok(handle) => handle.join().unwrap_or_else(|_| {
                Err(QueryError::Evaluation { message: "the query engine failed on this query".to_owned() })
            }),
        }
    })
}
