// W3C WebDriver, as much of it as a visit needs: https://www.w3.org/TR/webdriver2/. Of our own, since the npm package
// brings its own browser downloads and no way to start WebKitGTK, and would be asked for a dozen commands.

import { writeFile } from 'node:fs/promises';

/** Where elements of a role are to be looked for; whether they have it is the browser's to say. */
const CANDIDATES = {
  article: 'article', button: 'button', checkbox: '[type=checkbox]', dialog: 'dialog', group: 'fieldset, [role=group]',
  heading: 'h1, h2, h3, h4', link: 'a[href]', searchbox: '[type=search]', status: '[role=status]', table: 'table',
};
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const PATIENCE = 10_000;

/** Keys that are no letters. */
export const KEY = { escape: '\uE00C', enter: '\uE007', control: '\uE009', left: '\uE012', up: '\uE013', right: '\uE014', down: '\uE015' };

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

export class Session {
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
  run(script, ...args) { return this.ask('POST', '/execute/sync', { script, args }); }
  async shot(file) { await writeFile(file, Buffer.from(await this.ask('GET', '/screenshot'), 'base64')); }

  /** Goes on in the newest window. */
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

  async css(selector) {
    const found = await this.ask('POST', '/elements', { using: 'css selector', value: selector });
    return found.map((it) => new Element(this, it[ELEMENT]));
  }

  async focused() { return new Element(this, (await this.ask('GET', '/element/active'))[ELEMENT]); }

  all(role, name = ANY) { return sought(this, role, name); }

  find(role, name = ANY) { return found(this, role, name); }

  gone(role, name = ANY) { return none(this, role, name); }
}

/** An element of the page. Ids of elements end with them: one that was drawn again is to be found again. */
class Element {
  #session;

  constructor(session, id) {
    this.#session = session;
    this.id = id;
  }

  ask(method, path, body) { return this.#session.ask(method, `/element/${this.id}${path}`, body); }
  role() { return this.ask('GET', '/computedrole'); }
  name() { return this.ask('GET', '/computedlabel'); }
  text() { return this.ask('GET', '/text'); }
  shown() { return this.ask('GET', '/displayed'); }
  attribute(name) { return this.ask('GET', `/attribute/${name}`); }
  property(name) { return this.ask('GET', `/property/${name}`); }
  click() { return this.ask('POST', '/click', {}); }
  type(text) { return this.ask('POST', '/value', { text }); }

  async css(selector) {
    const found = await this.ask('POST', '/elements', { using: 'css selector', value: selector });
    return found.map((it) => new Element(this.#session, it[ELEMENT]));
  }

  all(role, name = ANY) { return sought(this, role, name); }

  find(role, name = ANY) { return found(this, role, name); }

  gone(role, name = ANY) { return none(this, role, name); }
}

/** What is seen within `place` and has this role, with its accessible name. */
async function named(place, role) {
  const named = [];
  for (const element of await place.css(CANDIDATES[role])) {
    if ((await element.shown()) && (await element.role()) === role) named.push({ element, name: await element.name() });
  }
  return named;
}

/** What of it has this name. */
async function sought(place, role, name) {
  return (await named(place, role)).filter((it) => fits(it.name, name)).map(({ element }) => element);
}

/** The first of them, as soon as there is one. */
function found(place, role, name) {
  return eventually(async () => {
    const seen = await named(place, role);
    const first = seen.find((it) => fits(it.name, name));
    if (!first) throw new Error(`no ${role} ${said(name)} is seen, but ${seen.map((it) => said(it.name)).join(', ') || 'none'}`);
    return first.element;
  });
}

/** Waits until there is none. */
function none(place, role, name) {
  return eventually(async () => {
    const left = await sought(place, role, name);
    if (left.length > 0) throw new Error(`${role} ${said(name)} is still seen`);
  });
}
