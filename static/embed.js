// The calendar in somebody else's page: <kalendarz-kultury> with attributes as in the calendar's address, and a link in
// it for whoever has no scripts. It makes a frame and keeps it as high as what is in it; it reads and changes nothing
// else of the page.

const NAME = 'kalendarz-kultury';
/** Keys of the address that may be attributes. */
const KEYS = [
  ...['age', 'venue', 'category', 'q', 'when', 'from', 'to', 'free', 'access', 'reach', 'involvement', 'volunteers'],
  ...['generations', 'language', 'classes', 'booking', 'view', 'date', 'mine', 'stars', 'event', 'at', 'lang', 'limit'],
  ...['theme', 'accent', 'lock'],
];
/** Without a sign of life from the frame for so long (ms) the link stands again. */
const PATIENCE = 10_000;
/** Heights (px): as low and as high as a frame may be, and until it has said how high. */
const LOWEST = 120, HIGHEST = 20_000, FIRST = 420;
const TITLES = { pl: 'Kalendarz wydarzeń', en: 'Events calendar', uk: 'Календар подій' };

const folder = (address) => (/^https?:/.test(address) ? new URL('.', address).href : undefined);
const ours = (script) => /\/embed\.js(\?|$)/.test(script?.src);
const scripts = () => [...document.scripts].filter(ours).map((script) => folder(script.src));
// Consent tools run scripts in a way that leaves nothing to tell which one it is; others put them in a file of their own.
const own = ours(document.currentScript) ? folder(document.currentScript.src) : scripts()[0];

/** Whatever names a colour as `#rrggbb`; what names none stays, for the calendar to say so. */
function hex(color) {
  const pen = document.createElement('canvas').getContext('2d');
  // What names none leaves the one before.
  const [named, other] = ['#000', '#fff'].map((before) => Object.assign(pen, { fillStyle: before }, { fillStyle: color }).fillStyle);
  if (named !== other) return color;
  if (/^#/.test(named)) return named;
  // Seen through, or of a wider range: the nearest colour that is neither.
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
  return alpha ? `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}` : color;
}

/** Styles of the element itself, weaker than those of the page: who hides it hides it. */
let sheet;
try {
  sheet = new CSSStyleSheet();
  sheet.replaceSync(':host{display:block}:host([hidden]){display:none}');
} catch {
  // Safari before 16.4: the element stays in the line, with a block in it.
}

let count = 0;

class Calendar extends HTMLElement {
  static observedAttributes = KEYS;

  #slot;
  #frame;
  #id;
  #origin;
  #wide;
  #near;
  #late;
  #due;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    if (sheet) root.adoptedStyleSheets = [sheet];
    this.#slot = document.createElement('slot');
    root.append(this.#slot);
  }

  connectedCallback() {
    addEventListener('message', this);
    // On a page that is still coming its link may not be there yet, or the script that the link leads to.
    if (document.readyState !== 'loading' || this.#known()) this.#draw();
    else document.addEventListener('DOMContentLoaded', () => this.isConnected && this.#draw(), { once: true });
  }

  disconnectedCallback() {
    removeEventListener('message', this);
    this.#end();
  }

  attributeChangedCallback(_, before, now) {
    // Several in one go are one new frame.
    if (before === now || !this.#frame || this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      if (this.isConnected) this.#draw();
    });
  }

  /** The frame says how high it is. */
  handleEvent({ source, origin, data }) {
    // In a page without an origin of its own the frame has none either.
    const known = origin === this.#origin || (origin === 'null' && self.origin === 'null');
    const said = source === this.#frame?.contentWindow && known && data;
    if (!said || said.kalendarz !== 1 || said.id !== this.#id || !Number.isFinite(said.height)) return;
    this.#wait(false);
    this.#show(Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(said.height))));
  }

  #end() {
    this.#wait(false);
    this.#frame?.remove();
    this.#frame = undefined;
    this.#slot.style.display = 'contents';
  }

  /** A new frame; the one before goes, so that no address is ever changed in it and no step back comes of it. */
  #draw() {
    const before = this.#frame?.style.height;
    this.#end();
    const base = this.#base();
    if (!base) return;
    const address = new URL('./', base);
    for (const key of KEYS) {
      const value = this.getAttribute(key);
      if (value !== null) address.searchParams.set(key, key === 'accent' ? hex(value) : value);
    }
    count += 1;
    this.#id = `k${count}`;
    this.#origin = address.origin;
    address.searchParams.set('mode', 'embed');
    address.searchParams.set('frame', this.#id);

    const frame = document.createElement('iframe');
    frame.title = this.#links()[0]?.textContent.trim() || TITLES[this.lang] || TITLES.pl;
    frame.loading = 'lazy';
    frame.allow = 'web-share; clipboard-write';
    frame.src = address.href;
    this.#frame = frame;
    this.#show(parseFloat(before) || FIRST);
    this.shadowRoot.append(frame);
    this.#wait(true);
  }

  /** The calendar's folder: that of a link inside, if one of the page's scripts is from there too, else our own. */
  #base() {
    return this.#known() ?? own ?? this.#folders()[0];
  }

  /** Links to the web, not to a telephone. */
  #links() {
    return [...this.querySelectorAll('a')].filter((link) => folder(link.href));
  }

  #folders() {
    return this.#links().map((link) => folder(link.href));
  }

  #known() {
    return this.#folders().find((link) => scripts().includes(link));
  }

  /** The frame so high (px) and no link; without a height the link, and the frame out of sight, for it may come yet. */
  #show(height) {
    this.#slot.style.display = height ? 'none' : 'contents';
    this.#frame.style.cssText = `all:initial;display:block;width:100%;border:0;height:${height}px;${height ? '' : 'visibility:hidden;'}`;
  }

  /** From when the frame is near the window, and has a width: not in a tab that nobody has opened. */
  #wait(on) {
    this.#wide?.disconnect();
    this.#near?.disconnect();
    clearTimeout(this.#late);
    if (!on) return;
    this.#near = new IntersectionObserver((seen) => {
      if (!seen.at(-1).isIntersecting) return;
      this.#wait(false);
      this.#late = setTimeout(() => this.#show(0), PATIENCE);
    }, { rootMargin: '500px' });
    this.#wide = new ResizeObserver(() => {
      this.#near.disconnect();
      if (this.#frame.offsetWidth) this.#near.observe(this.#frame);
    });
    this.#wide.observe(this.#frame);
  }
}

// Of two calendars' scripts the first serves both.
if (!customElements.get(NAME)) customElements.define(NAME, Calendar);
