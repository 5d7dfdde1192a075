//! What follows from the signals, as memos that all hold one type: Leptos makes code of every type that a memo holds,
//! and of every type some 0.6 KB (docs/performance.md).

use std::marker::PhantomData;
use std::sync::Arc;

use domain::programme::Opened;
use leptos::prelude::*;

use crate::state::{Listed, Shown};

/// What one of them holds.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// The programme on the page.
    Shown(Shown),
    /// What is shown of it.
    Listed(Arc<Listed>),
    /// The event that the address names.
    Opened(Opened),
}

/// Something that is derived.
pub trait Kind: Sized {
    /// As a value of any kind.
    fn wrap(self) -> Value;
    /// From a value of this kind; there is no other where one is looked for.
    fn unwrap(value: Value) -> Option<Self>;
}

macro_rules! kind {
    ($name:ident: $kind:ty) => {
        impl Kind for $kind {
            fn wrap(self) -> Value {
                Value::$name(self)
            }

            fn unwrap(value: Value) -> Option<Self> {
                match value {
                    Value::$name(it) => Some(it),
                    _ => None,
                }
            }
        }
    };
}
kind!(Shown: Shown);
kind!(Listed: Arc<Listed>);
kind!(Opened: Opened);

type Cell = Memo<Option<Value>>;

/// A memo of one kind; nothing while there is no programme.
pub struct Derived<T> {
    cell: Cell,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

impl<T: Kind> Derived<T> {
    /// Made of what it was before and of the signals that it reads.
    pub fn new(make: impl Fn(Option<T>) -> Option<T> + Send + Sync + 'static) -> Derived<T> {
        let make = move |before: Option<Value>| make(before.and_then(T::unwrap)).map(T::wrap);
        Derived {
            cell: cell(Box::new(make)),
            kind: PhantomData,
        }
    }

    /// What it is now; follows it.
    pub fn get(self) -> Option<T> {
        self.cell.get().and_then(T::unwrap)
    }

    /// What it is now.
    pub fn get_untracked(self) -> Option<T> {
        self.cell.get_untracked().and_then(T::unwrap)
    }

    /// Looks at it; follows it.
    pub fn with<R>(self, look: impl FnOnce(&Option<T>) -> R) -> R {
        look(&self.get())
    }

    /// Looks at it.
    pub fn with_untracked<R>(self, look: impl FnOnce(&Option<T>) -> R) -> R {
        look(&self.get_untracked())
    }

    /// Follows it.
    pub fn track(self) {
        self.cell.track();
    }
}

type Make = Box<dyn Fn(Option<Value>) -> Option<Value> + Send + Sync>;

fn cell(make: Make) -> Cell {
    Memo::new(move |before: Option<&Option<Value>>| make(before.cloned().flatten()))
}
