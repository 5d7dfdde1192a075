//! Closed lists of words that feed and address share: an enum, its spelling, and sets of it as bits.

use std::fmt;
use std::marker::PhantomData;

/// An enum whose values each have one spelling in feed and address.
pub trait Keyed: Copy + Eq + 'static {
    /// Every value, in the order in which a reader sees them.
    const ALL: &'static [Self];

    /// The spelling.
    fn key(self) -> &'static str;

    /// Place in [`Keyed::ALL`].
    fn index(self) -> usize;

    /// The value spelled `key`, exactly.
    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.key() == key)
    }
}

/// Defines an enum with its spellings.
macro_rules! keyed {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $value:ident = $key:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $value),+ }

        impl $crate::keyed::Keyed for $name {
            const ALL: &'static [Self] = &[$(Self::$value),+];

            fn key(self) -> &'static str {
                match self { $(Self::$value => $key),+ }
            }

            fn index(self) -> usize {
                self as usize
            }
        }
    };
}
pub(crate) use keyed;

/// A set of at most 16 values.
#[derive(PartialEq, Eq)]
pub struct Set<T> {
    bits: u16,
    of: PhantomData<T>,
}

impl<T> Clone for Set<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Set<T> {}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Set {
            bits: 0,
            of: PhantomData,
        }
    }
}

impl<T: Keyed> Set<T> {
    /// One bit a value, the lowest for the first of [`Keyed::ALL`].
    pub fn bits(self) -> u16 {
        self.bits
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// Whether `value` is in it.
    pub fn contains(self, value: T) -> bool {
        self.bits & (1 << value.index()) != 0
    }

    /// Puts `value` in.
    pub fn insert(&mut self, value: T) {
        self.bits |= 1 << value.index();
    }

    /// Puts `value` in, or takes it out.
    pub fn toggle(&mut self, value: T) {
        self.bits ^= 1 << value.index();
    }

    /// What is in one or the other.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Set {
            bits: self.bits | other.bits,
            of: PhantomData,
        }
    }

    /// Its values in the order of [`Keyed::ALL`].
    pub fn iter(self) -> impl Iterator<Item = T> {
        T::ALL
            .iter()
            .copied()
            .filter(move |value| self.contains(*value))
    }
}

impl<T: Keyed> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut set = Set::default();
        for value in values {
            set.insert(value);
        }
        set
    }
}

impl<T: Keyed> fmt::Debug for Set<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Keyed::key)).finish()
    }
}
