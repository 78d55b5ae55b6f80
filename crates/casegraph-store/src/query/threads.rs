//! Query threads: the threads that parse and evaluate all queries of a process, with large stacks.
//!
//! A stack overflow aborts the process, and a query of 1.6 kB can overflow a stack of 2 MB. So the nesting of queries is
//! limited ([`crate::Query::MAX_BRACKETS`], [`crate::Query::MAX_LEVELS`]), and the stack fits the deepest query within the
//! limits: in a debug build the parser needs some 20 kB per bracket, the evaluator some 10 kB per level. Deep queries must
//! not be dropped on other threads either ([`drop_tree`]).

use std::cell::Cell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::query::query_error::QueryError;

/// Address space; only the used part takes memory. Tests pass with half of it.
const STACK_BYTES: usize = 64 << 20;

/// The deepest tree that is dropped on any thread; that takes some 100 kB of stack.
const SHALLOW: usize = 100;

thread_local! {
    static IS_QUERY_THREAD: Cell<bool> = const { Cell::new(false) };
}

/// Whether the threads of rayon's global pool are query threads.
static GLOBAL: AtomicBool = AtomicBool::new(false);

/// A pool of query threads; one thread per core if `count` is 0.
fn builder(count: usize) -> ThreadPoolBuilder {
    let builder = ThreadPoolBuilder::new().num_threads(count).stack_size(STACK_BYTES);
    builder.thread_name(|number| format!("query-{number}")).start_handler(|_| IS_QUERY_THREAD.set(true))
}

/// Starts rayon's global thread pool with large stacks, so that queries run on its threads: `count` threads, or one per core.
///
/// Call it once at the start of a program. Then all threads of the process are shared by queries and parallel iterators, and
/// a query in a parallel iterator runs on the current thread. Otherwise queries run on a separate pool. Returns `false` if
/// the global pool is already running.
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

/// The separate pool of query threads; the first call starts it.
fn separate_pool() -> Result<&'static ThreadPool, QueryError> {
    static POOL: OnceLock<ThreadPool> = OnceLock::new();
    static STARTING: Mutex<()> = Mutex::new(());
    if let Some(pool) = POOL.get() {
        return Ok(pool);
    }
    let _one_at_a_time = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(pool) = POOL.get() {
        return Ok(pool);
    }
    // If the system refuses a thread per core, try one.
    let started = builder(0).build().or_else(|_| builder(1).build());
    let started = started.map_err(|source| QueryError::Thread(io::Error::other(source)))?;
    Ok(POOL.get_or_init(|| started))
}

/// Runs `work` on a query thread and waits for the result; on a query thread, runs it directly. A panic becomes an error.
///
/// While it waits, the calling thread is blocked. Rayon's `install` would run other tasks of the caller's pool meanwhile,
/// which can deadlock if the caller holds a lock.
pub(crate) fn on_query_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, QueryError> + Send + 'static,
) -> Result<T, QueryError> {
    let guarded = || catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(failed()));
    if IS_QUERY_THREAD.get() {
        return guarded();
    }
    let (send, receive) = sync_channel(1);
    let task = move || {
        let _ = send.send(guarded()); // the receiver waits
    };
    // On a thread of another pool, `rayon::spawn` would use that pool.
    if GLOBAL.load(Ordering::Acquire) && rayon::current_thread_index().is_none() {
        rayon::spawn(task);
    } else {
        separate_pool()?.spawn(task);
    }
    receive.recv().unwrap_or_else(|_| Err(failed()))
}

fn failed() -> QueryError {
    QueryError::Evaluation { message: "the query engine panicked".to_owned() }
}

/// Drops a tree with this depth; a deep tree on a query thread.
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
    fn queries_of_all_threads_run_on_the_same_few_threads() {
        let name = || Ok(thread::current().name().unwrap_or_default().to_owned());
        let asked = thread::scope(|scope| {
            let ask = || (0..200).map(|_| on_query_thread(name).unwrap()).collect::<HashSet<String>>();
            let asking: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
            asking.into_iter().flat_map(|one| one.join().unwrap()).collect::<HashSet<String>>()
        });
        assert!(asked.len() <= separate_pool().unwrap().current_num_threads(), "{asked:?}");
        assert!(asked.iter().all(|name| name.starts_with("query-")), "{asked:?}");
    }

    #[test]
    fn a_query_of_a_query_thread_runs_on_this_thread() {
        let id = || Ok(thread::current().id());
        let (outer, inner) = on_query_thread(move || Ok((id()?, on_query_thread(id)?))).unwrap();
        assert_eq!(outer, inner);
    }

    #[test]
    fn a_panic_is_an_error_and_the_thread_survives() {
        for _ in 0..2 * separate_pool().unwrap().current_num_threads() {
            let error = on_query_thread::<()>(|| panic!("on purpose")).unwrap_err();
            assert_eq!(error.to_string(), "the query cannot be evaluated: the query engine panicked");
        }
        assert_eq!(on_query_thread(|| Ok(7)).unwrap(), 7);
        let nested = on_query_thread(|| on_query_thread::<()>(|| panic!("on purpose")));
        assert!(matches!(nested, Err(QueryError::Evaluation { .. })), "{nested:?}");
    }

    #[test]
    fn waiting_for_a_query_does_not_run_other_tasks() {
        // If a waiting thread of rayon ran another task, that would wait for the lock of the first one.
        let lock = Mutex::new(0);
        let add = || {
            let mut sum = lock.lock().unwrap();
            *sum += on_query_thread(|| Ok(1)).unwrap();
        };
        rayon::scope(|scope| (0..100).for_each(|_| scope.spawn(|_| add())));
        assert_eq!(lock.into_inner().unwrap(), 100);
    }
}
