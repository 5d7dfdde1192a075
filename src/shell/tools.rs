//! What `boot.js` offers to the program: a few lines of JavaScript that would be many bytes of WebAssembly.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, Event};

#[wasm_bindgen]
extern "C" {
    /// The object that `boot.js` hands over.
    pub type Tools;

    /// Asks for a file, within the limits of loading; never rejects.
    #[wasm_bindgen(method)]
    pub fn get(this: &Tools, address: &str) -> Promise;

    /// The feed that is kept on this device, as [`Tools::get`] would give it; never resolves where there is none.
    #[wasm_bindgen(method)]
    pub fn kept(this: &Tools) -> Promise;

    /// Keeps a feed on this device, in place of the one before.
    #[wasm_bindgen(method)]
    pub fn keep(this: &Tools, bytes: &Uint8Array, url: &str, made: f64);

    /// Asks for the parts of a large programme, which stand beside `address`; the `first` of them before all others. Of
    /// what is `kept` on this device, without the network. `told` hears of each, of all the others after the first ones:
    /// its bytes, or nothing where they can't be had, and its place.
    #[wasm_bindgen(method)]
    pub fn parts(
        this: &Tools,
        address: &str,
        names: &Array,
        first: usize,
        kept: bool,
        told: &Closure<dyn FnMut(JsValue, usize)>,
    );

    /// Address of the page without query and hash.
    #[wasm_bindgen(method)]
    pub fn address(this: &Tools) -> String;

    /// The query of the address, with its question mark.
    #[wasm_bindgen(method)]
    pub fn search(this: &Tools) -> String;

    /// An address as the browser asks for it, resolved against another; as it is where that can't be.
    #[wasm_bindgen(method)]
    pub fn resolve(this: &Tools, address: &str, base: &str) -> String;

    /// Whether a media query holds. Asked anew each time: while a window is resized, `WebKit` and Firefox still give a
    /// list that is kept its answer from before.
    #[wasm_bindgen(method)]
    pub fn matches(this: &Tools, query: &str) -> bool;

    /// Whether a click or a key is meant for the page: with another key, or another button, it belongs to the browser.
    #[wasm_bindgen(method)]
    pub fn plain(this: &Tools, event: &Event) -> bool;

    /// `turn` hears, for as long as the element is there, when one finger wipes sideways over it: something for what comes
    /// next, nothing for what was before. Up and down scrolls, two fingers magnify, and a magnified page is moved and not turned.
    #[wasm_bindgen(method)]
    pub fn swiped(this: &Tools, element: &Element, turn: &Closure<dyn FnMut(JsValue)>);

    /// Changes the query of the address and what is kept with the entry of the history: in place of the present entry,
    /// or as a new one. Where that is forbidden or too often (Safari allows a hundred changes in half a minute) the page
    /// goes on without it.
    #[wasm_bindgen(method)]
    pub fn go(this: &Tools, search: &str, kept: &str, push: bool);

    /// What is kept with the present entry of the history; empty for nothing.
    #[wasm_bindgen(method)]
    pub fn entry(this: &Tools) -> String;

    /// One entry back.
    #[wasm_bindgen(method)]
    pub fn back(this: &Tools);

    /// What is kept on this device under a name; empty for nothing, and where storage is forbidden.
    #[wasm_bindgen(method)]
    pub fn read(this: &Tools, name: &str) -> String;

    /// Keeps something on this device under a name, or no longer when it is empty. Storage may be full or forbidden:
    /// then it lasts as long as the page is open.
    #[wasm_bindgen(method)]
    pub fn write(this: &Tools, name: &str, value: &str);

    /// In a lobby: says now, and whenever it changes, by how many seconds the device's clock is behind and whether that
    /// is known or guessed.
    #[wasm_bindgen(method)]
    fn clock(this: &Tools, told: &Closure<dyn FnMut(f64, bool)>);

    /// Calls a function of the second program, which is loaded first if it has to be; says whether it could be.
    #[wasm_bindgen(method)]
    fn extra(this: &Tools, name: &str, arguments: &Array, told: &JsValue);

    /// Asks for the words of a language; says them, or nothing where they can't be had.
    #[wasm_bindgen(method)]
    fn tell(this: &Tools, lang: &str, told: &JsValue);

    /// Offers an address to other programs of the device, else copies it; says whether it was copied.
    #[wasm_bindgen(method)]
    fn share(this: &Tools, title: &str, address: &str, told: &JsValue);

    /// Calls a function in a task of its own.
    #[wasm_bindgen(method, js_name = soon)]
    fn call_soon(this: &Tools, act: &JsValue);

    /// Calls a function in a task of its own, once the part of the program that draws is there.
    #[wasm_bindgen(method, js_name = draws)]
    fn call_when_it_draws(this: &Tools, act: &JsValue);

    /// Calls a function when what is drawn by now has been painted.
    #[wasm_bindgen(method, js_name = painted)]
    fn call_after_paint(this: &Tools, act: &JsValue);
}

impl Tools {
    /// Calls a function of the second program (`src/bin/extra.rs`); `told` hears whether it could be loaded.
    pub fn call_extra(&self, name: &str, arguments: &Array, told: impl FnOnce(bool) + 'static) {
        self.extra(name, arguments, &once(Box::new(told)));
    }

    /// Asks for the words of a language; `told` hears them, empty where they can't be had.
    pub fn words(&self, lang: &str, told: impl FnOnce(String) + 'static) {
        let told: Box<dyn FnOnce(String)> = Box::new(told);
        self.tell(lang, &Closure::once_into_js(told));
    }

    /// In a lobby: `told` hears, for as long as the page is open, by how many seconds the device's clock is behind, and
    /// whether that is known; 0 for a clock that may be believed.
    pub fn watch_clock(&self, told: impl FnMut(f64, bool) + 'static) {
        let told: Box<dyn FnMut(f64, bool)> = Box::new(told);
        let told = Closure::wrap(told);
        self.clock(&told);
        told.forget();
    }

    /// Does something in a task of its own, soon.
    pub fn soon(&self, act: impl FnOnce() + 'static) {
        let act: Box<dyn FnOnce()> = Box::new(act);
        self.call_soon(&Closure::once_into_js(act));
    }

    /// Does something in a task of its own, once the part of the program that draws is there.
    pub fn when_it_draws(&self, act: impl FnOnce() + 'static) {
        let act: Box<dyn FnOnce()> = Box::new(act);
        self.call_when_it_draws(&Closure::once_into_js(act));
    }

    /// Does something when what is drawn by now has been painted.
    pub fn after_paint(&self, act: impl FnOnce() + 'static) {
        let act: Box<dyn FnOnce()> = Box::new(act);
        self.call_after_paint(&Closure::once_into_js(act));
    }

    /// Passes an address on; `told` hears whether it was copied, so that the reader has to be told where it is.
    pub fn pass_on(&self, title: &str, address: &str, told: impl FnOnce(bool) + 'static) {
        self.share(title, address, &once(Box::new(told)));
    }
}

fn once(told: Box<dyn FnOnce(bool)>) -> JsValue {
    Closure::once_into_js(told)
}
