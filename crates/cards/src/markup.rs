//! Elements as HTML. Words and values of attributes are escaped; there is no other way to put text in.

use crate::draw::Draw;

/// An element as HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markup {
    tag: &'static str,
    attributes: String,
    inside: String,
}

/// Elements that have no end (HTML standard, 13.1.2).
const VOID: [&str; 3] = ["br", "img", "input"];

impl Markup {
    /// The element with all that is in it.
    pub fn html(&self) -> String {
        let Markup {
            tag,
            attributes,
            inside,
        } = self;
        if VOID.contains(tag) {
            return format!("<{tag}{attributes}>");
        }
        format!("<{tag}{attributes}>{inside}</{tag}>")
    }
}

/// Text for an element or a quoted attribute: what it says, never markup.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

impl Draw for Markup {
    fn new(tag: &'static str) -> Markup {
        Markup {
            tag,
            attributes: String::new(),
            inside: String::new(),
        }
    }

    fn drawing(tag: &'static str) -> Markup {
        Markup::new(tag)
    }

    fn attr(mut self, name: &str, value: &str) -> Markup {
        self.attributes.extend([" ", name]);
        if !value.is_empty() {
            self.attributes.extend(["=\"", &escaped(value), "\""]);
        }
        self
    }

    /// As data, since the calendar's policy forbids style in markup: `data--light="#805600"`, which a script may set.
    fn property(self, name: &str, value: &str) -> Markup {
        self.attr(&format!("data{name}"), value)
    }

    fn text(mut self, words: &str) -> Markup {
        self.inside += &escaped(words);
        self
    }

    fn child(mut self, child: Markup) -> Markup {
        self.inside += &child.html();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_and_words_as_html() {
        let it = Markup::new("p")
            .class("a")
            .text("1 < 2 & ")
            .child(Markup::new("b").attr("title", "\"x\"").text("<script>"))
            .child(Markup::new("br"))
            .child(Markup::new("input").attr("disabled", ""));
        assert_eq!(
            it.html(),
            "<p class=\"a\">1 &lt; 2 &amp; <b title=\"&quot;x&quot;\">&lt;script&gt;</b><br><input disabled></p>"
        );
    }
}
