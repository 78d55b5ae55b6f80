//! The threads that parse and evaluate queries: a few for all queries of a process, with stacks that deep nesting cannot
//! overflow.
//!
//! A stack overflow aborts the process. A query of 1.6 kB can overflow a stack of 2 MB, so its nesting is limited
//! ([`crate::Query::MAX_BRACKETS`], [`crate::Query::MAX_LEVELS`]) and the stack made to fit the deepest query that the
//! limits allow: the parser takes some 20 kB for an open bracket, the evaluator some 10 kB for a level. A tree that deep
//! must not be dropped on another thread either: [`drop_tree`] sends it back.

use std::cell::Cell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::query::query_error::QueryError;

/// Address space; memory is only used as far as the stack really grows.
const STACK_BYTES: usize = 64 << 20;

/// A tree of at most so many levels is dropped wherever it is: some 100 kB of stack.
const SHALLOW: usize = 100;

thread_local! {
    static IS_QUERY_THREAD: Cell<bool> = const { Cell::new(false) };
}

/// Whether the threads of rayon's global pool are threads for queries.
static GLOBAL: AtomicBool = AtomicBool::new(false);

/// Threads whose stacks fit queries; as many as there are cores if `count` is 0.
fn builder(count: usize) -> ThreadPoolBuilder {
    let builder = ThreadPoolBuilder::new().num_threads(count).stack_size(STACK_BYTES);
    builder.thread_name(|number| format!("query-{number}")).start_handler(|_| IS_QUERY_THREAD.set(true))
}

/// Starts the threads of rayon's global pool, with stacks that fit queries: so many, or as many as there are cores.
///
/// Then a process has one set of threads for everything: queries run on them, those of a parallel iterator where they are
/// asked. Without this, or where the pool is started already, queries get a pool of their own. To be called once, at the
/// start of a program; says whether the pool was started.
///
/// ```
/// use casegraph_store::{Parameters, Query, Store, start_threads};
/// use rayon::prelude::*;
///
/// start_threads(None);
/// let store = Store::from_nquads(b"<x:a> <x:b> <x:c> .").unwrap_or_else(|error| panic!("{error}"));
/// let queries = ["ASK { <x:a> ?p ?o }", "ASK { ?s ?p <x:c> }"];
/// let ask = |text: &&str| store.ask(&Query::parse(text)?, &Parameters::default());
/// let answers = queries.par_iter().map(ask).collect::<Result<Vec<_>, _>>()?;
/// assert_eq!(answers.len(), 2);
/// # Ok::<(), casegraph_store::QueryError>(())
/// ```
pub fn start_threads(count: Option<usize>) -> bool {
    let started = builder(count.unwrap_or_default()).build_global().is_ok();
    if started {
        GLOBAL.store(true, Ordering::Release);
    }
    started
}

/// The pool for queries where rayon's global one is not for them; started if there is none yet.
fn own_pool() -> Result<&'static ThreadPool, QueryError> {
    static POOL: OnceLock<ThreadPool> = OnceLock::new();
    static STARTING: Mutex<()> = Mutex::new(());
    if let Some(pool) = POOL.get() {
        return Ok(pool);
    }
    let _one_at_a_time = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(pool) = POOL.get() {
        return Ok(pool);
    }
    // Where as many as cores cannot be had, one will do.
    let started = builder(0).build().or_else(|_| builder(1).build());
    let started = started.map_err(|source| QueryError::Thread(io::Error::other(source)))?;
    Ok(POOL.get_or_init(|| started))
}

/// Runs `work` on a thread for queries, and waits for it; where this is one already, at once. A panic in it becomes an error.
///
/// The wait blocks: unlike that of rayon's `install`, it does not take up other work of the waiting thread, which may
/// hold a lock.
pub(crate) fn on_query_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, QueryError> + Send + 'static,
) -> Result<T, QueryError> {
    let guarded = || catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(failed()));
    if IS_QUERY_THREAD.get() {
        return guarded();
    }
    let (send, receive) = sync_channel(1);
    let task = move || {
        let _ = send.send(guarded()); // somebody waits for it
    };
    // On a thread of another pool, `rayon::spawn` would stay in that pool.
    if GLOBAL.load(Ordering::Acquire) && rayon::current_thread_index().is_none() {
        rayon::spawn(task);
    } else {
        own_pool()?.spawn(task);
    }
    receive.recv().unwrap_or_else(|_| Err(failed()))
}

fn failed() -> QueryError {
    QueryError::Evaluation { message: "the query engine failed on this query".to_owned() }
}

/// Drops a tree of so many levels: a deep one on a thread for queries.
pub(crate) fn drop_tree<T: Send + 'static>(tree: T, levels: usize) {
    if levels > SHALLOW && !IS_QUERY_THREAD.get() {
        let _ = on_query_thread(move || {
            drop(tree);
            Ok(())
        });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::thread;

    use super::*;

    #[test]
    fn all_queries_run_on_a_few_threads_whoever_asks() {
        let name = || Ok(thread::current().name().unwrap_or_default().to_owned());
        let asked = thread::scope(|scope| {
            let ask = || (0..200).map(|_| on_query_thread(name).unwrap()).collect::<HashSet<String>>();
            let asking: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
            asking.into_iter().flat_map(|one| one.join().unwrap()).collect::<HashSet<String>>()
        });
        assert!(asked.len() <= own_pool().unwrap().current_num_threads(), "{asked:?}");
        assert!(asked.iter().all(|name| name.starts_with("query-")), "{asked:?}");
    }

    #[test]
    fn a_query_asked_on_a_query_thread_runs_there() {
        let id = || Ok(thread::current().id());
        let (outer, inner) = on_query_thread(move || Ok((id()?, on_query_thread(id)?))).unwrap();
        assert_eq!(outer, inner);
    }

    #[test]
    fn a_panic_is_an_error_and_the_threads_go_on() {
        for _ in 0..2 * own_pool().unwrap().current_num_threads() {
            let error = on_query_thread::<()>(|| panic!("on purpose")).unwrap_err();
            assert_eq!(
                error.to_string(),
                "the query could not be evaluated: the query engine failed on this query"
            );
        }
        assert_eq!(on_query_thread(|| Ok(7)).unwrap(), 7);
        let nested = on_query_thread(|| on_query_thread::<()>(|| panic!("on purpose")));
        assert!(matches!(nested, Err(QueryError::Evaluation { .. })), "{nested:?}");
    }

    #[test]
    fn nobody_waits_while_holding_work_of_others() {
        // A thread of rayon that waits must not take up another task of its own: both want the same lock.
        let lock = Mutex::new(0);
        let add = || {
            let mut sum = lock.lock().unwrap();
            *sum += on_query_thread(|| Ok(1)).unwrap();
        };
        rayon::scope(|scope| (0..100).for_each(|_| scope.spawn(|_| add())));
        assert_eq!(lock.into_inner().unwrap(), 100);
    }
}
