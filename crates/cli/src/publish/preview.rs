//! The picture beside a shared link of an event: the poster on the door, 1200 by 630 pixels. When, what, where, and whose
//! calendar it is.
//!
//! Words are shaped and measured by one and the same program, so a line is as wide as it was thought to be: a long title
//! is wrapped and shrunk until it fits, and nothing is ever cut through. What these typefaces have no letters for is left
//! out; an event of which then nothing is left has no picture of its own.

use domain::color::{Rgb, parse};
use domain::event::OccurrenceRef;
use rustybuzz::{Face, UnicodeBuffer};
use text::{dates, labels, published};
use tiny_skia::{
    Color, FillRule, FilterQuality, Paint, PathBuilder, Pixmap, PixmapPaint, Rect, Transform,
};

use super::Site;
use super::page::Dates;

/// Pixels, as networks ask for.
const WIDTH: u16 = 1200;
/// As above.
const HEIGHT: u16 = 630;
/// On the left and on the right.
const MARGIN: f32 = 80.0;
const INNER: f32 = 1200.0 - 2.0 * MARGIN;
/// The band at the foot.
const BAND: f32 = 576.0;
/// Side of the mark.
const MARK: f32 = 64.0;

const TITLE: &[u8] = include_bytes!("../../fonts/NotoSerif-Bold.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/NotoSans-Bold.ttf");
const PLAIN: &[u8] = include_bytes!("../../fonts/NotoSans-Regular.ttf");

/// What pictures have in common.
pub struct Poster {
    /// The calendar's mark, drawn in its size; none where the site has none.
    mark: Option<Pixmap>,
    ink: Rgb,
    quiet: Rgb,
    paper: Rgb,
    accent: Rgb,
    /// Tells this look from another.
    look: u64,
}

/// What a picture says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    title: String,
    when: String,
    place: String,
    calendar: String,
}

impl Poster {
    /// In the colours of a style sheet, with the mark that a picture (PNG) shows.
    pub fn new(tokens: &str, mark: Option<&[u8]>) -> Poster {
        let color = |name: &str, usual: Rgb| {
            let said = tokens.split_once(&format!("--{name}:"));
            let said = said.and_then(|(_, after)| after.split([';', '}']).next());
            said.and_then(|said| parse(said.trim())).unwrap_or(usual)
        };
        let mut poster = Poster {
            mark: mark.and_then(small),
            ink: color("ink", [0x1c, 0x18, 0x14]),
            quiet: color("quiet", [0x5f, 0x56, 0x4b]),
            paper: color("paper", [0xfa, 0xf6, 0xef]),
            accent: color("house", [0x8a, 0x15, 0x38]),
            look: 0,
        };
        let colors = [poster.ink, poster.quiet, poster.paper, poster.accent].concat();
        let parts = [TITLE, BOLD, PLAIN, &colors, mark.unwrap_or_default()];
        let looks = parts.map(|part| super::tree::hash(part).to_le_bytes());
        poster.look = super::tree::hash(looks.as_flattened());
        poster
    }

    /// Tells a picture from another before it is drawn.
    pub fn key(&self, words: &Words) -> u64 {
        /// Raised when something is drawn in another way.
        const DRAWN: u32 = 1;
        let Words {
            title,
            when,
            place,
            calendar,
        } = words;
        let all = format!(
            "{DRAWN}\0{}\0{title}\0{when}\0{place}\0{calendar}",
            self.look
        );
        super::tree::hash(all.as_bytes())
    }

    /// The picture (PNG); `None` where there are no letters for a title.
    pub fn draw(&self, words: &Words) -> Option<Vec<u8>> {
        let title_face = Face::from_slice(TITLE, 0)?;
        let (bold, plain) = (Face::from_slice(BOLD, 0)?, Face::from_slice(PLAIN, 0)?);
        let mut pixmap = Pixmap::new(u32::from(WIDTH), u32::from(HEIGHT))?;
        pixmap.fill(color(self.paper));
        let mut canvas = Canvas { pixmap };
        canvas.bar(
            0.0,
            BAND,
            f32::from(WIDTH),
            f32::from(HEIGHT) - BAND,
            self.accent,
        );
        canvas.bar(MARGIN, 128.0, INNER, 4.0, self.ink);

        let beside = if self.mark.is_some() {
            MARK + 20.0
        } else {
            0.0
        };
        if let Some(mark) = &self.mark {
            canvas.picture(mark, MARGIN, 44.0);
        }
        let name = line(&title_face, &words.calendar, INNER - beside, 36.0, 24.0);
        canvas.line(&title_face, &name, MARGIN + beside, 88.0, self.ink);
        let when = line(&bold, &words.when, INNER, 38.0, 28.0);
        canvas.line(&bold, &when, MARGIN, 196.0, self.accent);
        let place = line(&plain, &words.place, INNER, 34.0, 26.0);
        canvas.line(&plain, &place, MARGIN, 540.0, self.quiet);
        let room = if place.text.is_empty() { 320.0 } else { 266.0 };
        let title = block(&title_face, &words.title, INNER, room)?;
        let mut baseline = 222.0 + title.size * 0.98;
        for text in &title.lines {
            let size = title.size;
            let line = Line {
                text: text.clone(),
                size,
            };
            canvas.line(&title_face, &line, MARGIN, baseline, self.ink);
            baseline += size * LEADING;
        }
        canvas.png()
    }
}

/// What the picture of an event says.
pub fn words(site: &Site<'_>, dates: &Dates) -> Option<Words> {
    let it = OccurrenceRef::of(site.feed, &dates.main)?;
    let lang = site.lang;
    let mut when = dates::full_when(lang, &it.when);
    if dates.coming.len() > 1 {
        when = format!("{when} {}", published::FURTHER.get(lang));
    }
    let status = text::words::status(it.status());
    if let Some(status) = status {
        when = format!("{}: {when}", status.get(lang));
    }
    let room = it.room().map(|room| labels::text(site.feed, room, lang).0);
    let venue = it.venue();
    let venue = venue.map(|venue| labels::venue(site.feed, venue, lang).0);
    let place: Vec<&str> = venue.into_iter().chain(room).collect();
    Some(Words {
        title: labels::text(site.feed, &it.event.title, lang).0.to_owned(),
        when,
        place: place.join(", "),
        calendar: site.name.to_owned(),
    })
}

// -------------------------------------------------------------------------------------------------------------- words

/// Height of a line of a title, in its size.
const LEADING: f32 = 1.12;
/// Sizes of a title, in pixels.
const LARGEST: f32 = 128.0;
/// As above.
const SMALLEST: f32 = 32.0;

/// One line as it is drawn.
struct Line {
    text: String,
    size: f32,
}

/// A title as it is drawn.
struct Block {
    lines: Vec<String>,
    size: f32,
}

/// Text as a face can show it, white space as single spaces; no longer than there is ever room for.
fn shown(face: &Face<'_>, text: &str) -> String {
    const LONGEST: usize = 800;
    let known = |c: &char| c.is_whitespace() || face.glyph_index(*c).is_some();
    let known: String = text.chars().filter(known).take(LONGEST).collect();
    let words: Vec<&str> = known.split_whitespace().collect();
    words.join(" ")
}

/// Width of a line, in pixels.
fn width(face: &Face<'_>, text: &str, size: f32) -> f32 {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    let shaped = rustybuzz::shape(face, &[], buffer);
    let units: i32 = shaped.glyph_positions().iter().map(|it| it.x_advance).sum();
    scaled(units, face, size)
}

// Font units fit a float exactly.
#[allow(clippy::cast_precision_loss)]
fn scaled(units: i32, face: &Face<'_>, size: f32) -> f32 {
    units as f32 * size / face.units_per_em() as f32
}

/// A line that is shrunk until it fits; what does not fit then is left out with its words.
fn line(face: &Face<'_>, text: &str, room: f32, size: f32, smallest: f32) -> Line {
    let text = shown(face, text);
    let whole = width(face, &text, size);
    let size = (size * (room / whole.max(1.0)).min(1.0)).max(smallest);
    Line {
        text: shortened(face, text, room, size),
        size,
    }
}

/// The beginning that fits, with an ellipsis; all of it where that fits.
fn shortened(face: &Face<'_>, text: String, room: f32, size: f32) -> String {
    if width(face, &text, size) <= room {
        return text;
    }
    let mut short = text;
    loop {
        if let Some((before, _)) = short.rsplit_once(' ') {
            let sign = [',', '.', ':', ';', '–', '…'];
            short = before.trim_end_matches(sign).to_owned();
        } else {
            short.pop();
        }
        let with_end = format!("{short}…");
        if short.is_empty() || width(face, &with_end, size) <= room {
            return with_end;
        }
    }
}

/// A title in the largest size in which it fits; `None` where nothing of it can be shown.
fn block(face: &Face<'_>, text: &str, room: f32, height: f32) -> Option<Block> {
    let text = shown(face, text);
    if text.is_empty() {
        return None;
    }
    let mut size = LARGEST;
    loop {
        let lines = wrapped(face, &text, room, size);
        if stands(&lines, size, height) {
            return Some(Block {
                lines: balanced(face, &text, room, size, lines),
                size,
            });
        }
        if size <= SMALLEST {
            return Some(cut(face, lines, room, height));
        }
        size -= 4.0;
    }
}

// A handful of lines.
#[allow(clippy::cast_precision_loss)]
fn stands(lines: &[String], size: f32, height: f32) -> bool {
    lines.len() as f32 * size * LEADING <= height
}

/// What there is room for, its end said by an ellipsis.
fn cut(face: &Face<'_>, mut lines: Vec<String>, room: f32, height: f32) -> Block {
    while lines.len() > 1 && !stands(&lines, SMALLEST, height) {
        lines.pop();
    }
    if let Some(last) = lines.last_mut() {
        // One more word than there is room for, so that the line ends where a line has to.
        let whole = format!("{last} {last}");
        *last = shortened(face, whole, room, SMALLEST);
    }
    Block {
        lines,
        size: SMALLEST,
    }
}

/// As many lines, but as even as they can be.
fn balanced(face: &Face<'_>, text: &str, room: f32, size: f32, lines: Vec<String>) -> Vec<String> {
    let (mut low, mut high) = (room / 2.0, room);
    let mut best = lines;
    for _ in 0..6 {
        let middle = f32::midpoint(low, high);
        let lines = wrapped(face, text, middle, size);
        if lines.len() <= best.len() {
            (best, high) = (lines, middle);
        } else {
            low = middle;
        }
    }
    best
}

/// Lines of whole words; a word that is wider than a line is broken, and one of a single letter is not left at the end
/// of one.
fn wrapped(face: &Face<'_>, text: &str, room: f32, size: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        let mut word = word.to_owned();
        while word.chars().next_back().is_some_and(char::is_alphabetic)
            && word
                .rsplit('\u{a0}')
                .next()
                .is_some_and(|last| last.chars().count() == 1)
            && let Some(next) = words.next()
        {
            word.push('\u{a0}');
            word.push_str(next);
        }
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (longer, lines.last_mut()) {
            (Some(longer), Some(last)) if width(face, &longer, size) <= room => *last = longer,
            _ => lines.extend(broken(face, &word, room, size)),
        }
    }
    lines
}

/// A word as it is, or in pieces that fit.
fn broken(face: &Face<'_>, word: &str, room: f32, size: f32) -> Vec<String> {
    let mut pieces = vec![String::new()];
    if width(face, word, size) <= room {
        return vec![word.to_owned()];
    }
    for c in word.chars() {
        let Some(last) = pieces.last_mut() else { break };
        let mut longer = last.clone();
        longer.push(c);
        if last.is_empty() || width(face, &longer, size) <= room {
            *last = longer;
        } else {
            pieces.push(c.to_string());
        }
    }
    pieces
}

// ------------------------------------------------------------------------------------------------------------- drawing

struct Canvas {
    pixmap: Pixmap,
}

impl Canvas {
    fn bar(&mut self, x: f32, y: f32, width: f32, height: f32, fill: Rgb) {
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            let mut paint = Paint::default();
            paint.set_color(color(fill));
            self.pixmap
                .fill_rect(rect, &paint, Transform::identity(), None);
        }
    }

    fn picture(&mut self, picture: &Pixmap, x: f32, y: f32) {
        let place = Transform::from_translate(x, y);
        let paint = PixmapPaint::default();
        self.pixmap
            .draw_pixmap(0, 0, picture.as_ref(), &paint, place, None);
    }

    fn line(&mut self, face: &Face<'_>, line: &Line, x: f32, baseline: f32, fill: Rgb) {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&line.text);
        let shaped = rustybuzz::shape(face, &[], buffer);
        let mut outline = Outline {
            path: PathBuilder::new(),
            x,
            y: baseline,
            scale: scaled(1, face, line.size),
        };
        let mut pen = 0;
        let (glyphs, places) = (shaped.glyph_infos(), shaped.glyph_positions());
        for (glyph, place) in glyphs.iter().zip(places) {
            outline.x = x + scaled(pen + place.x_offset, face, line.size);
            outline.y = baseline - scaled(place.y_offset, face, line.size);
            let id = u16::try_from(glyph.glyph_id).unwrap_or_default();
            face.outline_glyph(rustybuzz::ttf_parser::GlyphId(id), &mut outline);
            pen += place.x_advance;
        }
        let Some(path) = outline.path.finish() else {
            return;
        };
        let mut paint = Paint::default();
        paint.set_color(color(fill));
        paint.anti_alias = true;
        let identity = Transform::identity();
        self.pixmap
            .fill_path(&path, &paint, FillRule::Winding, identity, None);
    }

    fn png(self) -> Option<Vec<u8>> {
        self.pixmap.encode_png().ok()
    }
}

/// A glyph's outline in font units, upwards, as a path in pixels, downwards.
struct Outline {
    path: PathBuilder,
    x: f32,
    y: f32,
    scale: f32,
}

impl Outline {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl rustybuzz::ttf_parser::OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

fn color([r, g, b]: Rgb) -> Color {
    Color::from_rgba8(r, g, b, 255)
}

/// A mark in the size in which it is drawn.
// A picture's sides fit a float exactly, and the mark is a few pixels wide.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]
fn small(png: &[u8]) -> Option<Pixmap> {
    let whole = Pixmap::decode_png(png).ok()?;
    let mut mark = Pixmap::new(MARK as u32, MARK as u32)?;
    let scale = MARK / whole.width().max(whole.height()) as f32;
    let paint = PixmapPaint {
        quality: FilterQuality::Bicubic,
        ..PixmapPaint::default()
    };
    mark.draw_pixmap(
        0,
        0,
        whole.as_ref(),
        &paint,
        Transform::from_scale(scale, scale),
        None,
    );
    Some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of a title, with `|` between; all of them within the room, in the largest size of which that can be said.
    fn check(title: &str, lines: &str) {
        let face = Face::from_slice(TITLE, 0).unwrap();
        let block = block(&face, title, INNER, 266.0).unwrap();
        assert_eq!(block.lines.join("|"), lines, "{title}");
        let larger = wrapped(&face, title, INNER, block.size + 4.0);
        assert!(
            block.size >= LARGEST || !stands(&larger, block.size + 4.0, 266.0),
            "{title}"
        );
        assert!(stands(&block.lines, block.size, 266.0), "{title}");
        for line in &block.lines {
            assert!(width(&face, line, block.size) <= INNER, "{line}");
        }
    }

    #[test]
    fn a_title_is_as_large_as_there_is_room_and_never_clipped() {
        check("Żółw", "Żółw");
        check("Koncert akordeonowy", "Koncert|akordeonowy");
        check("Вечір української пісні", "Вечір|української пісні");
        // A word of one letter stands with the next.
        check(
            "Kot w butach i inne bajki dla dzieci",
            "Kot w\u{a0}butach i\u{a0}inne|bajki dla dzieci",
        );
        let word = "Konstantynopolitańczykowianeczka".repeat(3);
        let face = Face::from_slice(TITLE, 0).unwrap();
        let broken = block(&face, &word, INNER, 266.0).unwrap();
        assert_eq!(broken.lines.concat(), word);
    }

    #[test]
    fn what_has_no_room_at_all_ends_with_an_ellipsis() {
        let face = Face::from_slice(TITLE, 0).unwrap();
        let cut = block(&face, &"Potop ".repeat(5000), INNER, 266.0).unwrap();
        assert!(cut.lines.last().unwrap().ends_with("Potop…"));
        assert!(stands(&cut.lines, cut.size, 266.0));
        let place = line(&face, &"Sala, ".repeat(5000), INNER, 34.0, 26.0);
        assert!(place.text.ends_with("Sala…") && width(&face, &place.text, place.size) <= INNER);
    }

    #[test]
    fn letters_that_a_typeface_lacks_are_left_out() {
        let face = Face::from_slice(TITLE, 0).unwrap();
        assert_eq!(shown(&face, "🎄 Święta\n 🎁"), "Święta");
        assert!(block(&face, "日本", INNER, 266.0).is_none());
        for letters in ["ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–", "ґєіїҐЄІЇʼжщю"]
        {
            assert_eq!(shown(&face, letters), letters);
        }
    }

    #[test]
    fn a_picture_is_as_large_as_networks_ask_for() {
        let poster = Poster::new("--house: #123456; --paper: #fff;", None);
        assert_eq!(poster.accent, [0x12, 0x34, 0x56]);
        let words = Words {
            title: "Koncert".to_owned(),
            when: "piątek, 27 listopada 2026, 18:00".to_owned(),
            place: String::new(),
            calendar: "Kalendarz".to_owned(),
        };
        let picture = Pixmap::decode_png(&poster.draw(&words).unwrap()).unwrap();
        assert_eq!((picture.width(), picture.height()), (1200, 630));
        // The band at the foot, and the paper above it.
        let at = |x, y| picture.pixel(x, y).unwrap().demultiply();
        assert_eq!((at(5, 629).red(), at(5, 629).blue()), (0x12, 0x56));
        assert_eq!(at(5, 5).red(), 0xff);
        assert_ne!(
            poster.key(&words),
            Poster::new("--house: #654321;", None).key(&words)
        );
    }
}
