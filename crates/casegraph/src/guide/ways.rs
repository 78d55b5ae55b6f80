//! Things and ties as bytes: a thing or a path that many ties name stands there once.

use std::collections::HashMap;

use casegraph_corpus::{Shelf, encoded};
use casegraph_facts::ThingId;
use serde::{Deserialize, Serialize};

use crate::learn::{LostTie, Things, Tie, Web};
use crate::{Ground, Wood};

/// The ties of a web, with numbers for things and paths.
#[derive(Serialize, Deserialize)]
struct KeptWeb {
    things: Vec<ThingId>,
    paths: Vec<String>,
    grounds: Vec<KeptGround>,
    cites: Vec<(u32, u32)>,
    lost: Vec<LostTie>,
}

#[derive(Serialize, Deserialize)]
struct KeptGround {
    from: u32,
    to: u32,
    tie: Tie,
    path: u32,
    line: u32,
    /// How many lines follow the first.
    more_lines: u32,
    quote: String,
    remark: Option<String>,
}

/// The parts that [`read`] reads.
pub(super) fn parts(wood: &Wood) -> Option<Vec<Vec<u8>>> {
    let web = wood.web();
    let mut things = Numbers::default();
    let mut paths = Numbers::default();
    let grounds = web
        .grounds()
        .iter()
        .map(|ground| KeptGround {
            from: things.of(&ground.from),
            to: things.of(&ground.to),
            tie: ground.tie,
            path: paths.of(&ground.path),
            line: ground.line,
            more_lines: ground.end_line.saturating_sub(ground.line),
            quote: ground.quote.clone(),
            remark: ground.remark.clone(),
        })
        .collect();
    let cites = web.cites().iter().map(|(topic, source)| (things.of(topic), things.of(source))).collect();
    let web =
        KeptWeb { grounds, cites, lost: web.lost().to_vec(), things: things.values(), paths: paths.values() };
    Some(vec![encoded(wood.things())?, encoded(&web)?])
}

/// The wood that was kept; none where a number leads nowhere.
pub(super) fn read(shelf: &Shelf) -> Option<Wood> {
    let (things, web) = rayon::join(|| shelf.part::<Things>(0), || shelf.part::<KeptWeb>(1));
    Some(Wood::with(things?, web?.web()?))
}

impl KeptWeb {
    fn web(self) -> Option<Web> {
        let thing = |at: u32| self.things.get(at as usize).cloned();
        let ground = |kept: KeptGround| {
            Some(Ground {
                from: thing(kept.from)?,
                to: thing(kept.to)?,
                tie: kept.tie,
                path: self.paths.get(kept.path as usize)?.clone(),
                line: kept.line,
                end_line: kept.line + kept.more_lines,
                quote: kept.quote,
                remark: kept.remark,
            })
        };
        let grounds: Option<Vec<Ground>> = self.grounds.into_iter().map(ground).collect();
        let cite = |(topic, source): (u32, u32)| Some((thing(topic)?, thing(source)?));
        let cites: Option<Vec<(ThingId, ThingId)>> = self.cites.into_iter().map(cite).collect();
        Some(Web::with(grounds?, self.lost, cites?))
    }
}

/// Values with the numbers that they got, in the order in which they came.
struct Numbers<'v, T>(HashMap<&'v T, u32>, Vec<&'v T>);

impl<T> Default for Numbers<'_, T> {
    fn default() -> Self {
        Self(HashMap::new(), Vec::new())
    }
}

impl<'v, T: Eq + std::hash::Hash + Clone> Numbers<'v, T> {
    fn of(&mut self, value: &'v T) -> u32 {
        let next = u32::try_from(self.1.len()).unwrap_or(u32::MAX);
        *self.0.entry(value).or_insert_with(|| {
            self.1.push(value);
            next
        })
    }

    fn values(self) -> Vec<T> {
        self.1.into_iter().cloned().collect()
    }
}
