//! Feed address -> bytes. The asking itself, with its limits, is in `boot.js`, which has to ask before the program
//! is there; this is its typed edge.

use std::cell::RefCell;

use domain::feed::{Arriving, Gathered};
use domain::problem::Refused;
use domain::time::Instant;
use js_sys::{Promise, Uint8Array};
use text::sentences::Failure;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::{clock, zone};
use crate::state::State;

#[wasm_bindgen]
extern "C" {
    /// What `get` of `boot.js` resolves to.
    type Answer;

    #[wasm_bindgen(method, getter, structural)]
    fn status(this: &Answer) -> u16;
    #[wasm_bindgen(method, getter, structural)]
    fn bytes(this: &Answer) -> Option<Uint8Array>;
    #[wasm_bindgen(method, getter, structural)]
    fn url(this: &Answer) -> Option<String>;
    #[wasm_bindgen(method, getter, structural)]
    fn made(this: &Answer) -> Option<f64>;
    #[wasm_bindgen(method, getter, structural)]
    fn kept(this: &Answer) -> Option<bool>;
    #[wasm_bindgen(method, getter, structural, js_name = retryAfter)]
    fn retry_after(this: &Answer) -> Option<String>;
}

/// Where the feed comes from, and who is told what came.
pub struct Source {
    state: State,
    address: String,
    answered: Closure<dyn FnMut(JsValue)>,
}

/// A file that arrived whole.
pub struct File {
    /// Its content.
    pub bytes: Uint8Array,
    /// Where it came from in the end: relative addresses in it are resolved against this.
    pub url: String,
    /// When it was last changed, as its server says, else when it was fetched.
    pub made: Instant,
    /// From this device, where it was kept; nobody has confirmed it.
    pub kept: bool,
}

/// Bytes that are copied at once.
const PIECE: u32 = 1 << 16;

impl File {
    /// Tells it from another file. No copy of it is made.
    pub fn revision(&self) -> u64 {
        let size = self.bytes.length();
        let pieces = (0..size).step_by(PIECE as usize);
        domain::feed::revision_of(
            pieces.map(|at| self.bytes.subarray(at, size.min(at + PIECE)).to_vec()),
        )
    }

    /// The feed that is in it.
    ///
    /// # Errors
    /// [`Refused`] where it is none.
    pub fn read(&self) -> Result<Gathered, Refused> {
        let size = self.bytes.length() as usize;
        let arriving = ARRIVING.take().filter(|_| !self.kept);
        match arriving.and_then(|it| it.end(size)) {
            Some(gathered) => Ok(gathered),
            None => Gathered::begin(&self.bytes.to_vec(), &zone::zone),
        }
    }
}

thread_local! {
    /// The first file that is asked for, as far as it has come.
    static ARRIVING: RefCell<Option<Arriving>> = const { RefCell::new(None) };
}

/// Reads the next piece of the first file that is asked for.
pub fn arrived(piece: &[u8]) {
    ARRIVING.with_borrow_mut(|arriving| {
        arriving.get_or_insert_default().add(piece, &zone::zone);
    });
}

/// Why it did not, and how many seconds the server wants to be left alone.
pub type Refusal = (Failure, Option<u32>);

impl Source {
    /// `boot.js` has asked for the feed already: `first` is that answer to come. `answered` hears of it, and of every
    /// later one.
    pub fn new(
        state: State,
        address: String,
        first: &Promise,
        mut answered: impl FnMut(Result<File, Refusal>) + 'static,
    ) -> Source {
        let answered: Box<dyn FnMut(JsValue)> = Box::new(move |answer| answered(read(answer)));
        let source = Source {
            state,
            address,
            answered: Closure::wrap(answered),
        };
        source.hear(first);
        source.hear(&state.tools.kept());
        source
    }

    /// Asks for the feed once more.
    pub fn ask(&self) {
        self.hear(&self.state.tools.get(&self.address));
    }

    fn hear(&self, promise: &Promise) {
        // `get` never rejects.
        let _ = promise.then(&self.answered);
    }
}

fn read(answer: JsValue) -> Result<File, Refusal> {
    let answer: Answer = answer.unchecked_into();
    let Some(bytes) = answer.bytes() else {
        let wait = answer.retry_after().and_then(|value| {
            let seconds = value.trim().parse().ok();
            seconds.or_else(|| clock::seconds_until(&value))
        });
        ARRIVING.take();
        // As `get` of `boot.js` has it.
        let failure = match answer.status() {
            0 => Failure::Network,
            1 => Failure::Timeout,
            2 => Failure::TooLarge,
            status => Failure::Status(status),
        };
        return Err((failure, wait));
    };
    // Whole seconds fit far beyond any date.
    #[allow(clippy::cast_possible_truncation)]
    Ok(File {
        bytes,
        url: answer.url().unwrap_or_default(),
        made: Instant(answer.made().unwrap_or_default() as i64),
        kept: answer.kept().is_some(),
    })
}
