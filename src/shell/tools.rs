//! What `boot.js` offers to the program: a few lines of JavaScript that would be many bytes of WebAssembly.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;

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
