// W3C WebDriver, as much of it as a visit needs: https://www.w3.org/TR/webdriver2/. Of our own, since a dozen commands
// are fewer lines than selenium-webdriver needs to be set up for two drivers, and names and roles it does not look for.

import { writeFile } from 'node:fs/promises';

/** Where elements of a role are to be looked for; whether they have it, and their name, is the browser's to say. */
const CANDIDATES = {
  article: 'article', button: 'button', checkbox: '[type=checkbox]', dialog: 'dialog', group: 'fieldset, [role=group]',
  heading: 'h1, h2, h3, h4', link: 'a[href]', searchbox: '[type=search]', status: '[role=status]', table: 'table',
};
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const PATIENCE = 10_000;

/** Keys that are no letters. */
export const KEY = { escape: '\uE00C', control: '\uE009', left: '\uE012', up: '\uE013', right: '\uE014', down: '\uE015' };

/** What `ask` resolves to, asked again until it no longer throws; its last error when that takes too long. */
export async function eventually(ask) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((done) => { setTimeout(done, 50); });
  }
}

/** Names are wanted as text, exactly, or as a pattern; without either any will do. */
const ANY = /(?:)/;
const said = (name) => (name instanceof RegExp ? name : `"${name}"`);
const fits = (name, wanted) => (wanted instanceof RegExp ? wanted.test(name) : name === wanted);

/** The page, or an element of it: where things are looked for by role and accessible name, among what is seen. */
class Place {
  constructor(session) {
    this.session = session ?? this;
  }

  async css(selector) {
    const found = await this.ask('POST', '/elements', { using: 'css selector', value: selector });
    return found.map((it) => new Element(this.session, it[ELEMENT]));
  }

  /** All of a role, each with its name. */
  async named(role) {
    const named = [];
    for (const element of await this.css(CANDIDATES[role])) {
      if ((await element.shown()) && (await element.role()) === role) named.push({ element, name: await element.name() });
    }
    return named;
  }

  async all(role, name = ANY) {
    return (await this.named(role)).filter((it) => fits(it.name, name)).map(({ element }) => element);
  }

  /** The first of them, as soon as there is one. */
  find(role, name = ANY) {
    return eventually(async () => {
      const seen = await this.named(role);
      const first = seen.find((it) => fits(it.name, name));
      if (!first) throw new Error(`no ${role} ${said(name)} is seen, but ${seen.map((it) => said(it.name)).join(', ') || 'none'}`);
      return first.element;
    });
  }

  /** Waits until there is none. */
  gone(role, name = ANY) {
    return eventually(async () => {
      if ((await this.all(role, name)).length > 0) throw new Error(`${role} ${said(name)} is still seen`);
    });
  }
}

export class Session extends Place {
  #url;

  static async create(driver, capabilities) {
    const session = new Session();
    session.#url = `${driver}/session`;
    const { sessionId, capabilities: given } = await session.ask('POST', '', { capabilities: { alwaysMatch: capabilities } });
    session.#url += `/${sessionId}`;
    session.browser = `${given.browserName} ${given.browserVersion}`;
    return session;
  }

  async ask(method, path, body) {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(this.#url + path, { method, headers, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }

  open(url) { return this.ask('POST', '/url', { url }); }
  back() { return this.ask('POST', '/back', {}); }
  reload() { return this.ask('POST', '/refresh', {}); }
  end() { return this.ask('DELETE', ''); }
  run(script) { return this.ask('POST', '/execute/sync', { script, args: [] }); }
  async focused() { return new Element(this, (await this.ask('GET', '/element/active'))[ELEMENT]); }
  async shot(file) { await writeFile(file, Buffer.from(await this.ask('GET', '/screenshot'), 'base64')); }

  /** Goes on in the window that was opened beside this one. */
  async enter() {
    const first = await this.ask('GET', '/window');
    const handle = await eventually(async () => {
      const other = (await this.ask('GET', '/window/handles')).find((it) => it !== first);
      if (!other) throw new Error('no other window opened');
      return other;
    });
    await this.ask('POST', '/window', { handle });
  }

  /** Makes the page so many pixels large, whatever the window has around it. */
  async size(width, height) {
    const inner = () => this.run('return [innerWidth, innerHeight]');
    const [w, h] = await inner();
    const window = await this.ask('GET', '/window/rect');
    await this.ask('POST', '/window/rect', { width: width + window.width - w, height: height + window.height - h });
    await eventually(async () => {
      const is = String(await inner());
      if (is !== `${width},${height}`) throw new Error(`the page is ${is} pixels, not ${width},${height}`);
    });
  }

  /** Presses keys one after the other; `hold`: with this one held down. */
  async press(keys, hold) {
    const act = (type) => (value) => ({ type, value });
    const [down, up] = [act('keyDown'), act('keyUp')];
    const pressed = [...keys].flatMap((key) => [down(key), up(key)]);
    const actions = hold ? [down(hold), ...pressed, up(hold)] : pressed;
    await this.ask('POST', '/actions', { actions: [{ type: 'key', id: 'keys', actions }] });
  }
}

/** An element: what was drawn again is another one, and to be found again. */
class Element extends Place {
  constructor(session, id) {
    super(session);
    this.id = id;
  }

  ask(method, path, body) { return this.session.ask(method, `/element/${this.id}${path}`, body); }
  role() { return this.ask('GET', '/computedrole'); }
  name() { return this.ask('GET', '/computedlabel'); }
  text() { return this.ask('GET', '/text'); }
  shown() { return this.ask('GET', '/displayed'); }
  attribute(name) { return this.ask('GET', `/attribute/${name}`); }
  property(name) { return this.ask('GET', `/property/${name}`); }
  /** A script of the page, with the element as `arguments[0]`. */
  run(script) { return this.session.ask('POST', '/execute/sync', { script, args: [{ [ELEMENT]: this.id }] }); }
  /** Scrolled to by the page itself first: WebKit's driver gives up on what lies above the window. */
  async click() {
    await this.run('arguments[0].scrollIntoView({ block: "center" })');
    return this.ask('POST', '/click', {});
  }
  type(text) { return this.ask('POST', '/value', { text }); }
  /** Gives it the focus, and nothing else. */
  focus() { return this.run('arguments[0].focus()'); }
}
