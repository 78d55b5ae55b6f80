//! Numbers of terms and places: how counts become numbers, and how a number is found in a sorted range.

use std::ops::Range;

use crate::damaged::Damaged;

/// Stands for the default graph among the graphs, where terms have smaller numbers.
pub const DEFAULT_GRAPH: u32 = u32::MAX;

/// The first number of a range from which on `holds` is true; its end if it never is.
pub(crate) fn first(range: Range<u32>, holds: impl Fn(u32) -> Result<bool, Damaged>) -> Result<u32, Damaged> {
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

/// A count as the number of a place. A graph of 2^32 rows needs more memory than machines have; this saturates.
pub(crate) fn to_u32(count: impl TryInto<u32>) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}

/// A count as a number of eight bytes.
pub(crate) fn to_u64(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
