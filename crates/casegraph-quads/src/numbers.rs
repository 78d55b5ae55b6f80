//! Conversions of counts, and binary search in ranges of numbers.

use std::ops::Range;

use crate::damaged::Damaged;

/// The name of the default graph among the names of graphs; term ids are smaller.
pub const DEFAULT_GRAPH: u32 = u32::MAX;

/// Binary search: the first number of a range for which `holds` is true, provided that it is true for all that follow; the
/// end of the range if there is none.
pub(crate) fn partition_point(
    range: Range<u32>,
    holds: impl Fn(u32) -> Result<bool, Damaged>,
) -> Result<u32, Damaged> {
    let Range { mut start, mut end } = range;
    while start < end {
        let middle = start + (end - start) / 2;
        if holds(middle)? {
            end = middle;
        } else {
            start = middle + 1;
        }
    }
    Ok(start)
}

/// A count as an id. It saturates: a graph of 2^32 rows does not fit into the memory of today's machines.
pub(crate) fn to_u32(count: impl TryInto<u32>) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}

/// A count as a number of eight bytes.
pub(crate) fn to_u64(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
