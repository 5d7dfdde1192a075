//! Signals of small values, which all hold one type: Leptos makes code of every type that a signal holds, and of every
//! type some 0.3 KB (docs/performance.md).

use std::marker::PhantomData;

use domain::event::Lang;
use domain::keyed::Keyed;
use domain::time::{Date, Instant};
use leptos::prelude::*;

/// A value that a number can stand for.
pub trait Small: Copy {
    /// The number.
    fn number(self) -> i64;
    /// What a number stands for; of numbers that no value has, any.
    fn of(number: i64) -> Self;
}

impl Small for bool {
    fn number(self) -> i64 {
        self.into()
    }

    fn of(number: i64) -> bool {
        number != 0
    }
}

impl Small for usize {
    fn number(self) -> i64 {
        i64::try_from(self).unwrap_or(i64::MAX)
    }

    fn of(number: i64) -> usize {
        usize::try_from(number).unwrap_or_default()
    }
}

impl Small for Instant {
    fn number(self) -> i64 {
        self.0
    }

    fn of(number: i64) -> Instant {
        Instant(number)
    }
}

impl Small for Option<Date> {
    fn number(self) -> i64 {
        self.map_or(i64::MIN, |day| day.days_since(Date::MIN))
    }

    fn of(number: i64) -> Option<Date> {
        (number >= 0).then(|| Date::MIN.plus(number))
    }
}

impl Small for Lang {
    fn number(self) -> i64 {
        self.index().number()
    }

    fn of(number: i64) -> Lang {
        let lang = Lang::ALL.get(usize::of(number));
        lang.copied().unwrap_or(Lang::Pl)
    }
}

/// What the reader is told of something that was asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Nothing: there is nothing to say, or not yet.
    Nothing,
    /// That it was copied.
    Copied,
    /// That it failed.
    Failed,
}

impl Small for Told {
    fn number(self) -> i64 {
        self as i64
    }

    fn of(number: i64) -> Told {
        match number {
            1 => Told::Copied,
            2 => Told::Failed,
            _ => Told::Nothing,
        }
    }
}

/// A signal of a small value.
pub struct SmallSignal<T> {
    number: RwSignal<i64>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for SmallSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for SmallSignal<T> {}

impl<T: Small> SmallSignal<T> {
    /// A signal that begins with this value.
    pub fn new(value: T) -> SmallSignal<T> {
        SmallSignal {
            number: RwSignal::new(value.number()),
            kind: PhantomData,
        }
    }

    /// What it is now; follows it.
    pub fn get(self) -> T {
        T::of(self.number.get())
    }

    /// What it is now.
    pub fn get_untracked(self) -> T {
        T::of(self.number.get_untracked())
    }

    /// What it is now; nothing when what it belonged to is gone.
    pub fn try_get_untracked(self) -> Option<T> {
        self.number.try_get_untracked().map(T::of)
    }

    /// Sets it, and tells those that follow it; nobody is told what it is already.
    pub fn set(self, value: T) {
        let number = value.number();
        if self.number.try_get_untracked() != Some(number) {
            self.number.set(number);
        }
    }

    /// Sets it to something made of what it was.
    pub fn change(self, change: impl FnOnce(T) -> T) {
        if let Some(before) = self.try_get_untracked() {
            self.set(change(before));
        }
    }

    /// Follows it.
    pub fn track(self) {
        self.number.track();
    }
}
