//! A feed in one file, read while it is still on its way: when its last byte is there, its last events are all that is
//! left to read.

use std::mem;

use super::json::{self, Fault, Raw};
use super::{Gathered, ZoneSource, around, years};

/// Bytes before the list of events, and of one event: what is longer would be looked through with every piece, and is read
/// when all is there.
const LONGEST: usize = 1 << 18;

/// A feed as far as it has come, in pieces of any size, cut anywhere.
///
/// It is read this way when everything beside its events stands before them, as most programs write it, and when nothing is
/// wrong with it. Else [`Arriving::end`] gives nothing, and [`super::parse`] has the last word on the whole file.
#[derive(Default)]
pub struct Arriving {
    /// What came and could not be read yet: all of it before the events begin, then less than one of them.
    rest: Vec<u8>,
    /// So many bytes came.
    size: usize,
    /// What has been read, once the list of events has begun.
    gathered: Option<Gathered>,
    place: Place,
}

/// What is read next.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    /// All that stands before the events.
    #[default]
    Head,
    /// The first event, or the end of the list.
    First,
    /// An event: there was a comma.
    Next,
    /// Nothing but the end of the file.
    End,
    /// It can't be read this way.
    Lost,
}

impl Arriving {
    /// The next bytes. The zone's table is asked for anew when they have years that it has not.
    pub fn add(&mut self, bytes: &[u8], zones: ZoneSource<'_>) {
        self.size += bytes.len();
        if self.place == Place::Lost {
            return;
        }
        self.rest.extend_from_slice(bytes);
        if self.place == Place::End {
            return;
        }
        let mut rest = mem::take(&mut self.rest);
        let there = match str::from_utf8(&rest) {
            Ok(text) => self.read(text, zones),
            // A letter was cut.
            Err(error) if error.error_len().is_none() => {
                let whole = rest.get(..error.valid_up_to()).unwrap_or_default();
                self.read(str::from_utf8(whole).unwrap_or_default(), zones)
            }
            Err(_) => None,
        };
        match there {
            Some(there) if rest.len() - there < LONGEST => {
                rest.drain(..there);
                self.rest = rest;
            }
            _ => {
                *self = Arriving {
                    place: Place::Lost,
                    ..Arriving::default()
                };
            }
        }
    }

    /// The feed, of a file of `size` bytes. `None`: it has to be read as a whole.
    pub fn end(self, size: usize) -> Option<Gathered> {
        let rest = str::from_utf8(&self.rest);
        let closed = self.place == Place::End && rest.is_ok_and(json::ends);
        self.gathered.filter(|_| closed && self.size == size)
    }

    /// Reads what is whole of a text, and says up to which byte; `None` when it can't be read this way.
    fn read(&mut self, text: &str, zones: ZoneSource<'_>) -> Option<usize> {
        let mut at = 0;
        if self.place == Place::Head {
            match json::until_list(text, "events") {
                Ok(head) => at = head,
                Err(Fault::End) => return Some(0),
                Err(_) => return None,
            }
            self.place = Place::First;
        }
        let start = at;
        let (events, there, place) = self.events(text, at).ok()?;
        at = there;
        let years = years(text.get(..at)?);
        match &mut self.gathered {
            None => {
                let head = text.get(..start)?;
                let gathered = Gathered::first(&format!("{head}]}}"), years, zones).ok()?;
                self.gathered.insert(gathered).read(&events);
            }
            Some(gathered) => {
                let zone = &gathered.feed.zone;
                let table = zone.years();
                if let Some(years) = years.filter(|years| table.with(*years) != table) {
                    // What has been read is as it would be with the longer table.
                    gathered.feed.zone = zones(zone.name(), table.with(around(years)))?;
                }
                gathered.read(&events);
            }
        }
        self.place = place;
        Some(at)
    }

    /// Events that are there with what comes behind them, the byte after the last, and what is to be read then.
    fn events<'a>(
        &self,
        text: &'a str,
        mut at: usize,
    ) -> Result<(Vec<Raw<'a>>, usize, Place), Fault> {
        let mut place = self.place;
        let mut events = Vec::new();
        if place == Place::First
            && let Some(end) = json::closes(text, at)
        {
            return Ok((events, end, Place::End));
        }
        loop {
            match json::item(text, at) {
                Ok((event, there, more)) => {
                    events.push(event);
                    at = there;
                    place = if more { Place::Next } else { Place::End };
                    if !more {
                        return Ok((events, at, place));
                    }
                }
                Err(Fault::End) => return Ok((events, at, place)),
                Err(fault) => return Err(fault),
            }
        }
    }
}
