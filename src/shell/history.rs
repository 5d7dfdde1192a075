//! Query string <-> history, in place of a router: a router would listen on the whole window, take over links of a
//! page that embeds the calendar, and panic where a sandboxed frame forbids history.

use super::tools::Tools;

/// How a change of the address is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A new entry: Back undoes it.
    Push,
    /// In place of the present entry.
    Replace,
}

/// What the app keeps beside the address in a history entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The app itself opened the detail of this entry: going back closes it.
    pub opened: bool,
    /// How many entries of the list are drawn; 0: as many as at first.
    pub drawn: usize,
}

/// Changes the address.
pub fn go(tools: &Tools, search: &str, kept: Kept, mode: Mode) {
    let opened = if kept.opened { "opened " } else { "" };
    let kept = format!("{opened}{}", kept.drawn);
    tools.go(search, &kept, mode == Mode::Push);
}

/// What was kept with the present entry.
pub fn kept(tools: &Tools) -> Kept {
    let text = tools.entry();
    let (opened, drawn) = match text.strip_prefix("opened ") {
        Some(drawn) => (true, drawn),
        None => (false, &*text),
    };
    Kept {
        opened,
        drawn: drawn.parse().unwrap_or(0),
    }
}
