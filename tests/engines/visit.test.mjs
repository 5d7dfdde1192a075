// A whole visit to the built site in the engines that the other browser tests have not: find, filter, open, keep, take
// along, go back, turn pages, change the language, on a wide screen and on a phone's. `make test-engines`.
// ENGINE=WebKit runs one of them; what the page looked like when a step failed stands in target/engines.

import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { event, feed } from '../e2e/feeds.js';
import { page as hostPage, snippet } from '../e2e/hosts.js';
import { answer, startSite } from '../e2e/server.js';
import { ENGINES, start, window } from './engines.mjs';
import { eventually, KEY } from './webdriver.mjs';

const FOLDER = '/kultura/kalendarz/';
const SHOTS = fileURLToPath(new URL('../../target/engines', import.meta.url));

// The clock of these browsers is the real one. All dates are in the month after this one, so that none is over and all
// stand in one month, whatever day it is.
const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Warsaw' }).format(new Date());
const [year, month] = today.split('-').map(Number);
const first = new Date(Date.UTC(year, month, 1));
const day = (number) => new Date(Date.UTC(year, month, number)).toISOString().slice(0, 10);
const spoken = (lang, number) => new Intl.DateTimeFormat(lang, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(day(number)));
const monthName = new Intl.DateTimeFormat('pl', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(first);
const at = `${day(10)}T18:00`;

const TITLES = { pl: 'Koncert adwentowy', en: 'Advent concert', uk: 'Концерт' };
const PROGRAMME = feed([
  event('koncert', at, { title: TITLES, end: `${day(10)}T20:00`, venue: 'sala', categories: ['koncert'], description: 'Kolędy, żywa szopka i światło.' }),
  event('bajka', `${day(11)}T10:00`, { title: 'Bajka o żółwiu', venue: 'biblioteka', categories: ['teatr'], age_groups: ['dzieci'] }),
  event('spektakl', `${day(12)}T19:00`, { title: 'Spektakl', venue: 'sala', categories: ['teatr'], age_groups: ['dorosli', 'seniorzy'] }),
]);
const TITLE = new RegExp(`^${TITLES.pl}`);

// The very first script of the page, since WebDriver comes only after the page has begun: what goes wrong is told to
// the server at once, which remembers it over reloads too.
const WATCH = `
  const tell = (what) => fetch('watched', { method: 'POST', body: what, keepalive: true });
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => tell('policy: ' + effectiveDirective + ' ' + blockedURI));
  addEventListener('error', ({ message, target }) => tell('error: ' + (message ?? target.src ?? target.href)), true);
  addEventListener('unhandledrejection', ({ reason }) => tell('rejection: ' + reason));
  const { error } = console;
  console.error = (...words) => { tell('console: ' + words.join(' ')); error(...words); };
`;

/** The site with this programme, watched. `problems`: what the watch has told. */
async function watchedSite() {
  const site = await startSite(FOLDER);
  const problems = [];
  const page = await fetch(`${site.url}index.html`);
  const headers = {
    'Content-Type': page.headers.get('content-type'),
    'Content-Security-Policy': page.headers.get('content-security-policy'),
  };
  const html = (await page.text()).replace(/<meta charset=[^>]*>/, '$&<script src="watch.js"></script>');
  assert.match(html, /watch\.js/);
  site.files.set('', answer(html, { headers }));
  site.files.set('watch.js', answer(WATCH, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } }));
  site.files.set('feed.json', answer(PROGRAMME));
  site.files.set('gmina.html', answer(hostPage(snippet(site.url)), { headers: { 'Content-Type': 'text/html; charset=utf-8' } }));
  site.files.set('watched', async (request, response) => {
    problems.push((await request.toArray()).join(''));
    response.writeHead(204).end();
  });
  return { site, problems };
}

/** What stands on the page, in words of its own. */
class Visit {
  constructor({ session, downloads }, url) {
    Object.assign(this, { session, downloads, url });
  }

  async open(search = '') {
    await this.session.open(this.url + search);
    await this.ready();
  }

  async ready() {
    await this.is('its state', 'return document.documentElement.dataset.state', 'ready');
    assert.equal(await this.session.run('return document.querySelector("#fallback")?.checkVisibility() ?? false'), false, 'the fallback is seen');
  }

  /** What a script gives, as soon as it is so. */
  is(what, script, wanted) {
    return eventually(async () => assert.deepEqual(await this.session.run(script), wanted, what));
  }

  address(wanted) { return this.is('the address', 'return location.search', wanted); }
  lang(wanted) { return this.is('the language', 'return document.documentElement.lang', wanted); }
  shows(...ids) { return this.is('the events', 'return [...document.querySelectorAll("article[data-event-id]")].map((it) => it.dataset.eventId)', ids); }

  /** One of the sentences that are spoken, too. */
  async told(sentence, place = this.session) {
    await eventually(async () => {
      const told = [];
      for (const status of await place.all('status')) told.push(await status.text());
      assert.ok(told.includes(sentence), `"${sentence}" is not among ${JSON.stringify(told)}`);
    });
  }

  /** An element that has the focus, by its name. */
  focus(role, name) {
    return eventually(async () => {
      const focused = await this.session.focused();
      assert.match(await focused.name(), name, 'the focus');
      assert.equal(await focused.role(), role, 'the focus');
    });
  }

  async press(role, name, place = this.session) { await (await place.find(role, name)).click(); }

  /** A box of a facet. The legend is named as it is written, whatever style sheets make of its letters. */
  async choose(legend, label) { await this.press('checkbox', label, await this.session.find('group', legend)); }

  async openEvent() {
    await this.press('link', TITLE);
    const dialog = await this.session.find('dialog', TITLES.pl);
    await dialog.find('heading', TITLES.pl);
    await this.address(`?event=koncert&at=${at}`);
    return dialog;
  }

  async star(pressed) {
    await eventually(async () => {
      const star = await this.session.find('button', `Zapisz: ${TITLES.pl}`);
      assert.equal(await star.attribute('aria-pressed'), pressed, 'the star');
    });
  }
}

const FRAME = 'const frame = document.querySelector("kalendarz-kultury").shadowRoot.querySelector("iframe"), inside = frame.contentDocument;';

const STEPS = {
  'the programme is there, and nothing of the fallback': async (visit) => {
    await visit.session.size(1280, 800);
    await visit.open();
    await visit.shows('koncert', 'bajka', 'spektakl');
    await visit.told('Pokazano 3 z 3 wydarzeń');
    // WebKit drops a whole declaration for a word that it does not know.
    await visit.is('the chosen language is underlined', 'return getComputedStyle(document.querySelector("a[lang][aria-current]")).textDecorationLine', 'underline');
    await visit.session.find('heading', spoken('pl', 10));
    await visit.session.find('link', new RegExp(`^${TITLES.pl} ?, ${spoken('pl', 10)}, 18:00–20:00$`));
  },
  'filters narrow it, in list, count and address': async (visit) => {
    await visit.choose('Wiek', 'Dzieci');
    await visit.shows('koncert', 'bajka');
    await visit.told('Pokazano 2 z 3 wydarzeń');
    await visit.address('?age=dzieci');
    await visit.choose('Kategoria', 'Teatr');
    await visit.shows('bajka');
    await visit.address('?age=dzieci&category=teatr');
    await visit.press('button', 'Usuń filtr: Dzieci');
    await visit.shows('bajka', 'spektakl');
    await visit.press('button', 'Wyczyść filtry');
    await visit.shows('koncert', 'bajka', 'spektakl');
    await visit.address('');
  },
  'words find it, without their marks': async (visit) => {
    const search = await visit.session.find('searchbox', /^Szukaj/);
    await search.type('zolw');
    await visit.shows('bajka');
    await visit.told('Pokazano 1 z 3 wydarzeń');
    await visit.address('?q=zolw');
    assert.equal(await search.property('value'), 'zolw');
    await visit.press('button', 'Wyczyść filtry');
    await visit.shows('koncert', 'bajka', 'spektakl');
  },
  'an event opens; Escape, Back and its button close it, and the focus returns': async (visit) => {
    const closings = [
      () => visit.session.press([KEY.escape]),
      () => visit.session.back(),
      (dialog) => visit.press('button', 'Zamknij', dialog),
    ];
    for (const close of closings) {
      const dialog = await visit.openEvent();
      await visit.is('focus in the dialog', 'return document.querySelector("dialog").contains(document.activeElement)', true);
      await close(dialog);
      await visit.session.gone('dialog');
      await visit.address('');
      await visit.focus('link', TITLE);
    }
  },
  'a star is kept': async (visit) => {
    await visit.star('false');
    await visit.press('button', `Zapisz: ${TITLES.pl}`);
    await visit.star('true');
    await visit.session.reload();
    await visit.ready();
    await visit.star('true');
    await visit.press('button', /^Moje: /);
    await visit.shows('koncert');
    await visit.address('?mine=1');
    await visit.press('button', /^Moje: /);
    await visit.press('button', `Zapisz: ${TITLES.pl}`);
    await visit.star('false');
    await visit.is('what is kept', 'return Object.keys(localStorage)', []);
  },
  'into a calendar program: a file that is saved, and forms on the web': async (visit) => {
    const dialog = await visit.openEvent();
    await visit.press('button', 'Dodaj do kalendarza', dialog);
    await visit.focus('button', /^Plik: ten termin$/);
    const google = await dialog.find('link', 'Google');
    const dates = `${at.replaceAll('-', '').replace(':', '')}00/`;
    assert.ok(new URL(await google.property('href')).searchParams.get('dates').startsWith(dates), 'dates of the form');
    await dialog.find('link', 'Outlook');
    await visit.press('button', 'Plik: ten termin', dialog);
    const file = await eventually(async () => {
      const content = await readFile(join(visit.downloads, 'koncert.ics'), 'utf8');
      assert.match(content, /END:VCALENDAR\r\n$/);
      return content;
    });
    assert.match(file, new RegExp(`\r\nDTSTART;TZID=Europe/Warsaw:${dates.slice(0, -1)}\r\n`));
    assert.match(file, /\r\nSUMMARY:Koncert adwentowy\r\n/);
    assert.match(file, /Kolędy\\, żywa szopka i światło\./);
    assert.deepEqual(await readdir(visit.downloads), ['koncert.ics']);
  },
  'its address to somebody else': async (visit) => {
    const [dialog] = await visit.session.all('dialog');
    await visit.press('button', 'Udostępnij', dialog);
    await visit.told('Skopiowano adres', dialog);
    await visit.session.press([KEY.escape]);
    await visit.session.gone('dialog');
    const search = await visit.session.find('searchbox', /^Szukaj/);
    await search.click();
    await visit.session.press('v', KEY.control);
    await visit.is('what was copied', 'return document.activeElement.value', `${visit.url}?event=koncert&at=${at}`);
  },
  'the month is a table: by button, by arrow keys, and Back': async (visit) => {
    await visit.open();
    await visit.press('button', 'Miesiąc');
    await visit.address('?view=month');
    await visit.press('button', 'Następny miesiąc');
    const table = await visit.session.find('table', monthName);
    await visit.told('Pokazano 3 z 3 wydarzeń');
    const number = (date) => new RegExp(`^${spoken('pl', date)}, `);
    await (await table.find('button', number(10))).focus();
    await visit.focus('button', new RegExp(`${number(10).source}1 wydarzenie`));
    for (const [key, date] of [[KEY.right, 11], [KEY.down, 18], [KEY.left, 17], [KEY.up, 10]]) {
      await visit.session.press([key]);
      await visit.focus('button', number(date));
    }
    await visit.press('link', TITLE, table);
    await visit.session.find('dialog', TITLES.pl);
    await visit.session.back();
    await visit.session.gone('dialog');
    await visit.focus('link', TITLE);
    await visit.session.back();
    await visit.session.gone('table');
    await visit.shows('koncert', 'bajka', 'spektakl');
  },
  'the week': async (visit) => {
    await visit.open(`?view=month&date=${day(10)}`);
    await visit.press('button', 'Tydzień');
    await visit.address(`?view=week&date=${day(10)}`);
    await visit.session.find('link', TITLE);
    await visit.press('button', 'Poprzedni tydzień');
    await visit.shows();
    await visit.press('button', 'Następny tydzień');
    await visit.session.find('link', TITLE);
    await visit.press('button', 'Lista');
    await visit.session.gone('button', 'Następny tydzień');
  },
  'English and Ukrainian, and they stay over a reload': async (visit) => {
    await visit.open();
    for (const [name, lang, sentence, button] of [
      ['English', 'en', 'Showing 3 of 3 events', 'Month'],
      ['Українська', 'uk', 'Показано 3 з 3 подій', 'Місяць'],
    ]) {
      await visit.press('link', name);
      await visit.lang(lang);
      await visit.told(sentence);
      await visit.session.find('button', button);
      await visit.session.find('link', new RegExp(`^${TITLES[lang]}`));
      await visit.address(`?lang=${lang}`);
    }
    await visit.session.reload();
    await visit.ready();
    await visit.lang('uk');
    await visit.told('Показано 3 з 3 подій');
    await visit.press('link', 'Polski');
    await visit.told('Pokazano 3 z 3 wydarzeń');
  },
  'on a phone: filters in a sheet from below': async (visit) => {
    await visit.session.size(390, 844);
    await visit.open();
    const wide = 'return document.documentElement.scrollWidth';
    await visit.is('the width', wide, 390);
    await visit.session.gone('checkbox');
    const opener = await visit.session.find('button', 'Filtry');
    assert.equal(await opener.attribute('aria-expanded'), 'false');
    await opener.click();
    await visit.choose('Wiek', 'Dzieci');
    await visit.is('the sheet lies on the bar at the end of the screen', `
      const box = (it) => it.getBoundingClientRect();
      const [sheet, bar] = [box(document.querySelector('#filtry')), box(document.querySelector('[aria-controls=filtry]').closest('nav'))];
      return [sheet.width, bar.top - sheet.bottom, bar.bottom].map(Math.round);`, [390, 0, 844]);
    await visit.press('button', 'Pokaż 2 wydarzenia');
    await visit.session.gone('checkbox');
    await visit.focus('button', /^Filtry · 1$/);
    await visit.shows('koncert', 'bajka');
    await visit.told('Pokazano 2 z 3 wydarzeń');
    await visit.is('the width', wide, 390);
  },
  'on a phone: an event, and a day of the month': async (visit) => {
    await visit.open();
    await visit.openEvent();
    await visit.session.back();
    await visit.session.gone('dialog');
    await visit.open(`?view=month&date=${day(1)}`);
    await visit.press('button', new RegExp(`^${spoken('pl', 11)}, `));
    await visit.shows('bajka');
    await visit.address(`?view=month&date=${day(11)}`);
    await visit.is('the width', 'return document.documentElement.scrollWidth', 390);
  },
  'a tablet is turned: filters beside the list, then in a sheet': async (visit) => {
    await visit.session.size(820, 1180);
    await visit.open();
    await visit.session.gone('checkbox');
    await visit.session.size(1180, 820);
    await visit.session.gone('button', 'Filtry');
    await visit.choose('Wiek', 'Dzieci');
    await visit.shows('koncert', 'bajka');
    await visit.session.size(820, 1180);
    await visit.session.find('button', 'Filtry · 1');
    await visit.session.gone('checkbox');
  },
  'in another page: as high as it is, and an event opens in its place': async (visit) => {
    await visit.session.open(`${visit.url}gmina.html`);
    const events = 'return [...inside.querySelectorAll("article")].map((it) => it.dataset.eventId)';
    await visit.is('the events', FRAME + events, ['koncert', 'bajka', 'spektakl']);
    const fits = `${FRAME} const rest = frame.offsetHeight - inside.body.getBoundingClientRect().height;
      return Math.abs(rest) < 2 && inside.documentElement.scrollHeight <= frame.offsetHeight`;
    await visit.is('the height', fits, true);
    const before = await visit.session.run(`${FRAME} return frame.offsetHeight`);
    await visit.session.run(`${FRAME} inside.querySelector('article h3 a').click()`);
    const opened = `${FRAME} return inside.querySelector('article + section h2')?.textContent ?? ''`;
    await visit.is('the event', opened, TITLES.pl);
    await visit.is('the height with it', fits, true);
    assert.ok((await visit.session.run(`${FRAME} return frame.offsetHeight`)) > before);
    await visit.session.run(`${FRAME} inside.querySelector('article + section .close').click()`);
    await visit.is('it is closed', `${FRAME} return inside.querySelector('article + section').checkVisibility()`, false);
    await visit.is('the height without it', fits, true);
    await visit.open();
  },
};

for (const name of Object.keys(ENGINES).filter((it) => (process.env.ENGINE ?? it) === it)) {
  test(name, async (t) => {
    const { site, problems } = await watchedSite();
    t.after(() => site.close());
    const engine = await start(name);
    t.after(() => engine.close());
    t.diagnostic(engine.session.browser);
    const visit = new Visit(engine, site.url);
    await window(engine.session, site);
    let failed = false;
    for (const [step, take] of Object.entries(STEPS)) {
      // Each begins where the last one ended: after a failure there is nothing to be learnt.
      await t.test(step, { skip: failed }, async () => {
        try {
          await take(visit);
        } catch (error) {
          failed = true;
          await mkdir(SHOTS, { recursive: true });
          await engine.session.shot(join(SHOTS, `${name}.png`)).catch(() => {});
          throw error;
        }
      });
    }
    await t.test('no error, and nothing that the policy forbids', async () => {
      assert.deepEqual(problems, []);
      // And the watch watches. The policy stands in a header and in the page, and each of them tells.
      await engine.session.run('document.head.append(Object.assign(document.createElement("script"), { text: "1" })); console.error("heard")');
      await eventually(async () => assert.deepEqual([...new Set(problems)].sort(), ['console: heard', 'policy: script-src-elem inline']));
    });
  });
}
