//! What cards are made of, wherever they are drawn: elements of a document, which the program in a browser adds to, or
//! HTML as text ([`crate::markup`]).

/// An element that is being made.
#[allow(clippy::return_self_not_must_use)]
pub trait Draw: Sized {
    /// A new element.
    fn new(tag: &'static str) -> Self;
    /// A new element of a drawing (SVG).
    fn drawing(tag: &'static str) -> Self;
    /// Sets an attribute.
    fn attr(self, name: &str, value: &str) -> Self;
    /// Sets a custom property of CSS, where the security policy lets it.
    fn property(self, name: &str, value: &str) -> Self;
    /// Adds words, as text: whatever stands in them, none of it is markup.
    fn text(self, words: &str) -> Self;
    /// Adds an element.
    fn child(self, child: Self) -> Self;

    /// Sets an attribute, or leaves it out.
    fn attr_if(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Sets the class.
    fn class(self, name: &str) -> Self {
        self.attr("class", name)
    }

    /// Sets the id.
    fn id(self, id: &str) -> Self {
        self.attr("id", id)
    }

    /// Marks words in another language than what is around them (WCAG 2.2, 3.1.2).
    fn lang(self, lang: Option<&str>) -> Self {
        self.attr_if("lang", lang)
    }

    /// Adds an element if there is one.
    fn child_if(self, child: Option<Self>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// Adds elements.
    fn children(self, children: Vec<Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }
}

/// A link.
pub fn link<E: Draw>(href: &str) -> E {
    E::new("a").attr("href", href)
}

/// Words for a screen reader alone.
pub fn unseen<E: Draw>(words: &str) -> E {
    E::new("span").class("sr").text(words)
}
