//! Elements, and the parts of them that follow signals: all that the views are made of.
//!
//! Leptos brings signals, memos, effects and owners. Its `view!` makes a type of every piece of markup, with the
//! code to build, rebuild and hydrate each: of this page that was more than half of the program (219 KB of brotli
//! with `view!`; `docs/performance.md` has the figures). Here an element is a value of one type and every closure
//! is boxed, so a new view costs its words and little else.
//!
//! What follows a signal is an effect that belongs to the present owner, as a listener does: both end with it.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use cards::draw::{self, Draw};
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};
use leptos::reactive::owner::Owner;
use leptos::tachys;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Position, PositionState};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent, Node};

use crate::shell::page::focus;

/// An element of the document.
#[derive(Clone)]
#[must_use = "an element is seen only where it was added to another"]
pub struct El(Element);

/// A new element.
pub fn el(tag: &'static str) -> El {
    made(tag, None)
}

fn made(tag: &'static str, namespace: Option<&str>) -> El {
    El(tachys::renderer::dom::Dom::create_element(tag, namespace))
}

/// A link.
pub fn link(href: &str) -> El {
    draw::link(href)
}

/// A button that does something.
pub fn button(act: impl Fn() + 'static) -> El {
    el("button")
        .attr("type", "button")
        .on("click", move |_| act())
}

/// Shows a dialog above all else, or closes it.
pub fn show(dialog: &El, open: bool) {
    let Some(dialog) = dialog.0.dyn_ref::<web_sys::HtmlDialogElement>() else {
        return;
    };
    if open && !dialog.open() {
        let _ = dialog.show_modal();
    } else if !open && dialog.open() {
        dialog.close();
    }
}

/// Runs now, and again when a signal that it read has changed, for as long as the present owner lives.
pub fn follow(run: impl FnMut() + 'static) {
    fn follow(mut run: Box<dyn FnMut()>) {
        let effect = RenderEffect::new(move |_| run());
        // A signal that outlives it would remember it for ever: months, in a lobby.
        let subscriber = effect.to_any_subscriber();
        on_cleanup(move || subscriber.clear_sources(&subscriber));
        StoredValue::new_local(effect);
    }
    follow(Box::new(run));
}

/// Listens for an event of the window, for as long as the present owner lives.
pub fn hear(event: &'static str, act: impl FnMut(Event) + 'static) {
    fn hear(event: &'static str, act: Box<dyn FnMut(Event)>) {
        let listener = SendWrapper::new(Closure::wrap(act));
        let function = listener.as_ref().unchecked_ref();
        let _ = window().add_event_listener_with_callback(event, function);
        on_cleanup(move || {
            let function = listener.as_ref().unchecked_ref();
            let _ = window().remove_event_listener_with_callback(event, function);
        });
    }
    hear(event, Box::new(act));
}

/// A row of a list that follows signals: the same key is the same row, drawn once.
pub struct Row {
    /// What decides whether it is the same.
    pub key: u64,
    /// What it is about, whatever it looks like: the focus goes from a row to the one that takes its place.
    pub about: u64,
    /// Draws it.
    pub draw: Box<dyn FnOnce() -> El>,
}

impl El {
    /// The element itself.
    pub fn element(&self) -> &Element {
        &self.0
    }

    /// Sets an attribute, or removes it, as signals say.
    pub fn attr_of(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> El {
        fn set(element: &Element, name: &str, value: Option<String>) {
            let _ = match value {
                Some(value) => element.set_attribute(name, &value),
                None => element.remove_attribute(name),
            };
        }
        let element = self.0.clone();
        follow(move || set(&element, name, value()));
        self
    }

    /// Hides it, as signals say.
    pub fn hidden_if(self, hidden: impl Fn() -> bool + 'static) -> El {
        self.attr_of("hidden", move || hidden().then(String::new))
    }

    /// Its only words, as signals say. Not touched while they stay the same, so that nobody is told them twice.
    pub fn text_of(self, words: impl Fn() -> String + 'static) -> El {
        fn set(element: &Element, before: &mut String, words: String) {
            if *before != words {
                element.set_text_content(Some(&words));
                *before = words;
            }
        }
        let element = self.0.clone();
        let mut before = String::new();
        follow(move || set(&element, &mut before, words()));
        self
    }

    /// Adds a part that is drawn anew whenever a signal that it read has changed.
    pub fn child_of(self, child: impl Fn() -> Option<El> + 'static) -> El {
        fn place(parent: Element, child: Box<dyn Fn() -> Option<El>>) {
            let anchor: Node = document().create_text_node("").into();
            let _ = parent.append_child(&anchor);
            let mut before: Option<El> = None;
            follow(move || {
                if let Some(before) = before.take() {
                    before.0.remove();
                }
                if let Some(child) = child() {
                    let _ = parent.insert_before(&child.0, Some(&anchor));
                    before = Some(child);
                }
            });
        }
        place(self.0.clone(), Box::new(child));
        self
    }

    /// Its only children, a row each. Rows that stay are not touched, and keep focus and place; each has an owner of
    /// its own, which ends when the row goes. With `aside` rows that go are kept for a while, for all lists that share it.
    /// `None`: all rows stay as they are.
    pub fn rows(self, aside: Option<&Aside>, rows: impl Fn() -> Option<Vec<Row>> + 'static) -> El {
        fn place(parent: Element, aside: Option<Aside>, rows: Box<dyn Fn() -> Option<Vec<Row>>>) {
            let mut standing = Standing {
                rows: Vec::new(),
                aside,
            };
            follow(move || {
                if let Some(rows) = rows() {
                    standing.place(&parent, rows);
                }
            });
        }
        place(self.0.clone(), aside.cloned(), Box::new(rows));
        self
    }

    /// Listens for an event.
    pub fn on(self, event: &str, act: impl FnMut(Event) + 'static) -> El {
        fn listen(element: &Element, event: &str, act: Box<dyn FnMut(Event)>) {
            let listener = Closure::wrap(act);
            let function = listener.as_ref().unchecked_ref();
            let _ = element.add_event_listener_with_callback(event, function);
            StoredValue::new_local(listener);
        }
        listen(&self.0, event, Box::new(act));
        self
    }

    /// Whether a box is ticked, as signals say.
    pub fn checked_of(self, checked: impl Fn() -> bool + 'static) -> El {
        let element = self.0.clone();
        follow(move || {
            let checked = checked();
            if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
                input.set_checked(checked);
            }
        });
        self
    }

    /// What stands in a field, as signals say; left alone while it is what somebody is typing.
    pub fn value_of(self, value: impl Fn() -> String + 'static) -> El {
        let element = self.0.clone();
        follow(move || {
            let value = value();
            if let Some(input) = element.dyn_ref::<HtmlInputElement>()
                && input.value() != value
            {
                input.set_value(&value);
            }
        });
        self
    }
}

impl Draw for El {
    fn new(tag: &'static str) -> El {
        el(tag)
    }

    fn drawing(tag: &'static str) -> El {
        made(tag, Some("http://www.w3.org/2000/svg"))
    }

    fn attr(self, name: &str, value: &str) -> El {
        // Fails only for a name that is none.
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// Set through the object model: the policy forbids style in markup.
    fn property(self, name: &str, value: &str) -> El {
        if let Some(element) = self.0.dyn_ref::<HtmlElement>() {
            let _ = element.style().set_property(name, value);
        }
        self
    }

    fn text(self, words: &str) -> El {
        let _ = self.0.append_with_str_1(words);
        self
    }

    fn child(self, child: El) -> El {
        let _ = self.0.append_child(&child.0);
        self
    }
}

/// A row that stands: its key, what it is about, its element, what it owns.
type Drawn = (u64, u64, El, Owner);

/// Rows that went and may come back as they were, as when a filter is taken away again: with all that belongs to them,
/// which goes on following signals.
#[derive(Clone)]
pub struct Aside(Rc<RefCell<Vec<Drawn>>>, usize);

impl Aside {
    /// Room for so many rows; those that came first go first.
    pub fn new(most: usize) -> Aside {
        Aside(Rc::default(), most)
    }

    fn put(&self, row: Drawn) {
        let oldest = {
            let mut rows = self.0.borrow_mut();
            rows.push(row);
            (rows.len() > self.1).then(|| rows.remove(0))
        };
        // What belongs to it ends here, when nothing is borrowed.
        drop(oldest);
    }

    fn take(&self, key: u64) -> Option<Drawn> {
        let mut rows = self.0.borrow_mut();
        let place = rows.iter().position(|(other, ..)| *other == key)?;
        Some(rows.remove(place))
    }
}

/// The rows of a list that stand, and where those go that do no longer.
struct Standing {
    rows: Vec<Drawn>,
    aside: Option<Aside>,
}

impl Standing {
    /// Takes away the rows that are no more, draws those that are new, and puts all in order.
    ///
    /// A row's owner has none above it: not that of the effect, which is cleaned up before every run, and no other,
    /// since `reactive_graph` never forgets a child (a hundred bytes for every row that ever was). It ends when it is
    /// dropped.
    fn place(&mut self, parent: &Element, rows: Vec<Row>) {
        let focused = document().active_element();
        let (mut lost, mut by_key) = (None, false);
        let mut before = Vec::with_capacity(self.rows.len());
        let mut gone = Vec::new();
        for row in std::mem::take(&mut self.rows) {
            if rows.iter().any(|fresh| fresh.key == row.0) {
                before.push(row);
                continue;
            }
            if focused
                .as_ref()
                .is_some_and(|focused| row.2.0.contains(Some(focused)))
            {
                lost = Some((row.1, before.len()));
                // Who points at things has no use for the focus, and the page shall stay where it is.
                by_key = focused
                    .as_ref()
                    .is_some_and(|focused| focused.matches(":focus-visible").unwrap_or(false));
            }
            row.2.0.remove();
            gone.push(row);
        }
        let mut drawn = Vec::with_capacity(rows.len());
        let mut place = parent.first_child();
        for Row { key, about, draw } in rows {
            let same = before.iter().position(|(other, ..)| *other == key);
            let kept = || self.aside.as_ref()?.take(key);
            let row = if let Some(same) = same {
                before.remove(same)
            } else if let Some(kept) = kept() {
                kept
            } else {
                let owner = Owner::default();
                (key, about, owner.with(draw), owner)
            };
            let element: &Node = &row.2.0;
            // What somebody else has put between them stays where it is.
            while let Some(other) = &place
                && other != element
                && !before.iter().any(|(_, _, row, _)| is(&row.0, other))
            {
                place = other.next_sibling();
            }
            if place.as_ref() == Some(element) {
                place = element.next_sibling();
            } else {
                let _ = parent.insert_before(element, place.as_ref());
            }
            if lost.is_some_and(|(it, _)| it == about) {
                focus_within(&row.2.0, "a, button, input");
                lost = None;
            }
            drawn.push(row);
        }
        self.rows = drawn;
        // Now that those have been taken which were aside: there is not room for all.
        self.part_with(gone);
        if let Some((_, at)) = lost
            && by_key
        {
            // Nothing came in its place: the next row, or the last one.
            match self.rows.get(at).or(self.rows.last()) {
                Some(row) => focus_within(&row.2.0, "a, button, input"),
                None => focus("wynik"),
            }
        }
        // A row that was moved has lost the focus on the way.
        if let Some(focused) = focused.and_then(|focused| focused.dyn_into::<HtmlElement>().ok())
            && parent.contains(Some(&focused))
            && document().active_element().as_ref() != Some(&focused)
        {
            let _ = focused.focus();
        }
    }

    fn part_with(&self, rows: Vec<Drawn>) {
        for row in rows {
            match &self.aside {
                Some(aside) => aside.put(row),
                None => row.3.cleanup(),
            }
        }
    }
}

impl Drop for Standing {
    fn drop(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        self.part_with(rows);
    }
}

fn is(row: &Node, other: &Node) -> bool {
    row == other
}

/// Moves the focus to what a selector finds in an element.
pub fn focus_within(parent: &Element, selector: &str) {
    let first = parent.query_selector(selector).ok().flatten();
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

/// The same, once it is drawn.
pub fn focus_in(parent: &El, selector: &'static str) {
    let parent = parent.0.clone();
    set_timeout(move || focus_within(&parent, selector), Duration::ZERO);
}

/// What stands in the field that an event came from.
pub fn typed(event: &Event) -> String {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.map_or_else(String::new, |input| input.value())
}

/// The key that was pressed, as browsers name it; empty for any other event.
pub fn key(event: &Event) -> String {
    let event = event.dyn_ref::<KeyboardEvent>();
    event.map_or_else(String::new, KeyboardEvent::key)
}

/// The whole page as Leptos mounts it.
pub struct Root(SendWrapper<Element>);

impl From<El> for Root {
    fn from(El(element): El) -> Root {
        Root(SendWrapper::new(element))
    }
}

impl Render for Root {
    type State = Element;

    fn build(self) -> Element {
        self.0.take()
    }

    fn rebuild(self, state: &mut Element) {
        let fresh = self.0.take();
        let _ = state.replace_with_with_node_1(&fresh);
        *state = fresh;
    }
}

tachys::no_attrs!(Root);

// Nothing is rendered on a server here: what Leptos asks for that is answered as shortly as it can be.
impl RenderHtml for Root {
    type AsyncOutput = Root;
    type Owned = Root;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Root {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Element {
        self.build()
    }

    fn into_owned(self) -> Root {
        self
    }
}
