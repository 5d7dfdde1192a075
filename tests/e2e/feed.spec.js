// What a reader sees of a feed with mistakes: every event that can be shown, and never anything but words.

import { NOW, event, feed, fixture, many } from './feeds.js';
import { expect, test } from './site.js';

test('an event that cannot be shown never hides another', async ({ calendar }) => {
  await calendar.open({
    feed: feed([
      event('a'),
      null,
      7,
      'b',
      [],
      {},
      { title: 'Bez id', start: '2026-11-28' },
      { id: 'no-title', start: '2026-11-28' },
      { id: 'blank', title: ' \n\u00A0', start: '2026-11-28' },
      { id: 'empty', title: '', start: '2026-11-28' },
      { id: 'no-date', title: 'Bez daty' },
      { id: 'bad-date', title: 'Zła data', start: '28.11.2026' },
      { id: 'no-day', title: 'Luty', start: '2026-02-30' },
      { id: 'bad-dates', title: 'Złe daty', occurrences: [{ start: 'potem' }] },
      event('z'),
    ]),
  });
  await calendar.shows(['a', 'z']);
  await calendar.counts(2, 2);
});

test('times that were written oddly', async ({ calendar }) => {
  // What stands in the feed; where it is found; what is said of its hours.
  const rows = [
    [{ start: '2026-11-28T18:00', end: '2026-11-28T18:00' }, '2026-11-28T18:00', /^18:00$/],
    [{ start: '2026-11-28T18:00', end: '2026-11-28T17:00' }, '2026-11-28T18:00', /^18:00$/],
    [{ start: '2026-11-28T18:00', end: '2026-11-27T20:00' }, '2026-11-28T18:00', /^18:00$/],
    [{ start: '2026-11-28T18:00', end: 'late' }, '2026-11-28T18:00', /^18:00$/],
    [{ start: '2026-11-28T18:00', end: null }, '2026-11-28T18:00', /^18:00$/],
    [{ start: '2026-11-28T18:00', end: '' }, '2026-11-28T18:00', /^18:00$/],
    [{ start: '2026-11-28T18:00', end: '2026-11-28T00:00' }, '2026-11-28T18:00', /^18:00\s*–\s*(0?0|24):00$/],
    [{ start: '2026-11-28T18:00', end: '2026-11-29T00:00' }, '2026-11-28T18:00', /^18:00\s*–\s*(0?0|24):00$/],
    [{ start: '2026-11-28T18:00:30' }, '2026-11-28T18:00:30', /^18:00/],
    [{ start: '2026-11-28T18:00:00' }, '2026-11-28T18:00', /^18:00$/],
    [{ start: '2026-11-28T17:00:00Z' }, '2026-11-28T18:00', /^18:00$/],
    [{ start: '2026-11-28T12:00:00-05:00' }, '2026-11-28T18:00', /^18:00$/],
    [{ start: '2026-11-28T18:00', all_day: true }, '2026-11-28', /^cały dzień$/],
    [{ start: '2026-11-28', all_day: false }, '2026-11-28', /^cały dzień$/],
    [{ start: '2026-11-28', end: '2026-11-27' }, '2026-11-28', /^cały dzień$/],
    [{ start: '2026-11-28', occurrences: [] }, '2026-11-28', /^cały dzień$/],
    [{ occurrences: [{ start: 'potem' }, { start: '2026-11-28T18:00' }, 5] }, '2026-11-28T18:00', /^18:00$/],
  ];
  const events = rows.map(([members], place) => ({ id: `r${place}`, title: `Wiersz ${place}`, ...members }));
  await calendar.open({ feed: feed(events) });
  await calendar.counts(rows.length, rows.length);
  for (const [place, [members, start, said]] of rows.entries()) {
    const row = calendar.article(`r${place}`);
    const message = JSON.stringify(members);
    await expect.soft(row, message).toHaveAttribute('data-start', start);
    await expect.soft(row.locator('time'), message).toHaveText(said);
    await expect.soft(row, message).not.toContainText('dzień z');
  }
});

test('dates of several days that were written oddly', async ({ calendar }) => {
  const rows = [
    [{ start: '2026-11-28', end: '2026-11-30' }, '2026-11-28', '1. dzień z 3'],
    [{ start: '2026-11-28', end: '2026-11-30T16:00' }, '2026-11-28', '1. dzień z 3'],
    [{ start: '2026-11-28T10:00', end: '2026-11-30' }, '2026-11-28T10:00', '1. dzień z 3'],
    [{ start: '2026-11-28T10:00', end: '2026-11-30T16:00', all_day: true }, '2026-11-28', '1. dzień z 3'],
    [{ start: '2026-11-28T22:00', end: '2026-11-29T04:00' }, '2026-11-28T22:00', '1. dzień z 2'],
  ];
  const events = rows.map(([members], place) => ({ id: `r${place}`, title: `Wiersz ${place}`, ...members }));
  await calendar.open({ feed: feed(events) });
  for (const [place, [members, start, said]] of rows.entries()) {
    const row = calendar.article(`r${place}`);
    await expect.soft(row, JSON.stringify(members)).toHaveAttribute('data-start', start);
    await expect.soft(row, JSON.stringify(members)).toContainText(said);
  }
});

test('28 ends at 00:00 of their own day are the midnight that follows', async ({ calendar }) => {
  // As an institution published them: 00:00 stands for "until the end of the day".
  const events = many(28).map((it) => ({ ...it, end: `${it.start.slice(0, 10)}T00:00` }));
  await calendar.open({ feed: feed(events) });
  await calendar.counts(28, 28);
  await expect(calendar.articles.filter({ hasText: /–\s*(0?0|24):00/ })).toHaveCount(28);
  await expect(calendar.articles.filter({ hasText: 'dzień z' })).toHaveCount(0);
});

test('ids: numbers are their text, of two alike the first stays, unknown ones are their own label', async ({ calendar }) => {
  await calendar.open({
    feed: feed(
      [
        { id: 17, title: 'Liczba', start: '2026-11-28', venue: 5, categories: ['koncert', 'nieznana'] },
        event('dwa', '2026-11-28', { title: 'Pierwszy', venue: 'nigdzie', age_groups: ['kosmici'] }),
        event('dwa', '2026-11-29', { title: 'Drugi' }),
        event('jedna', '2026-11-30', { category: 'teatr', venue: 'sala' }),
      ],
      {
        venues: [{ id: 5, name: 'Piątka' }, { id: 'sala', name: 'Sala' }, { id: 'sala', name: 'Inna sala' }],
        categories: [{ id: 'koncert', label: 'Koncerty' }, { id: 'teatr', label: 'Teatr' }, { id: 'teatr', label: 'Cyrk' }],
        age_groups: [{ id: 'dzieci', label: 'Dzieci', min: 7, max: 12 }, { id: 'dzieci', label: 'Maluchy' }],
      },
    ),
  });
  await calendar.shows(['17', 'dwa', 'jedna']);
  await expect(calendar.article('17')).toContainText('Piątka');
  await expect(calendar.article('17')).toContainText('nieznana');
  await expect(calendar.article('dwa')).toContainText('Pierwszy');
  await expect(calendar.article('dwa')).toContainText('nigdzie');
  await expect(calendar.article('dwa')).toContainText('kosmici');
  await expect(calendar.article('jedna')).toContainText('Teatr');
  await expect.poll(() => calendar.boxes('Miejsce')).toEqual(['Piątka 1', 'Sala 1', 'nigdzie 1']);
  await expect.poll(() => calendar.boxes('Kategoria')).toEqual(['Koncerty 1', 'Teatr 1', 'nieznana 1']);
  await expect.poll(() => calendar.boxes('Wiek')).toEqual(['Dzieci 2', 'kosmici 3']);
});

test('what is empty is as if it were not there', async ({ calendar, page }) => {
  const empty = {
    summary: '', description: ' ', venue: '', room: null, categories: [], age: {}, age_groups: [], status: '', booking: null,
    registration: {}, tickets: {}, price: {}, concessions: [], access: [], languages: [], image: {}, url: '', links: [],
    tags: [], organizers: [], partners: [], funding: [], volunteers: {}, reach: '', involvement: null, series: {},
    attendance: {}, exdates: [], rdates: [], occurrences: [], rrule: '',
  };
  await calendar.open({
    feed: feed([event('a', '2026-11-28T18:00', empty)], { notice: {}, contact: {}, publisher: {}, url: '', timezone: '', lang: null }),
    search: '?age=seniorzy',
  });
  await calendar.counts(1, 1);
  await calendar.link('a').click();
  await expect(calendar.dialog.getByRole('heading')).toHaveText('a');
  await expect(calendar.dialog.getByRole('link')).toHaveCount(0);
  await expect(calendar.dialog.getByRole('img')).toHaveCount(0);
  await expect(page.getByRole('alert')).toBeHidden();
});

test('a field that cannot be read is left out, the event stays', async ({ calendar }) => {
  const broken = {
    end: 20, venue: 5.5, categories: 'koncert?', age: { min: 60, max: 7 }, status: 'maybe', booking: 'no', price: 'dużo',
    access: ['teleport', 'lift'], languages: 7, image: 'x', links: [{}], registration: 'tak', reach: 'galaxy',
    involvement: 3, organizers: 'Dom', funding: {}, volunteers: 'tak', featured: 'tak', all_day: 'nie', doors: 'wcześnie',
  };
  await calendar.open({ feed: feed([event('a', '2026-11-28T18:00', broken)]), search: '?age=maluchy' });
  await calendar.counts(1, 1);
  const article = calendar.article('a');
  await expect(article.locator('time')).toHaveText('18:00');
  await expect(article).toContainText('winda');
  await expect(article).toContainText('dla wszystkich');
});

test('an unknown time zone is read as Europe/Warsaw, a known one as itself', async ({ calendar }) => {
  const events = [event('a', '2026-11-28T18:00:00Z')];
  await calendar.open({ feed: feed(events, { timezone: 'Europe/Opatów' }) });
  await expect(calendar.article('a')).toHaveAttribute('data-start', '2026-11-28T19:00');
  await calendar.open({ feed: feed(events, { timezone: 'Asia/Kathmandu' }) });
  await expect(calendar.article('a')).toHaveAttribute('data-start', '2026-11-28T23:45');
  await expect(calendar.article('a').locator('time')).toHaveAttribute('datetime', /\+05:45$/);
});

test('a picture: without alternative text decoration, of another host its description alone', async ({ calendar }) => {
  const images = {
    a: { src: 'img/brama.svg' },
    b: { src: 'https://other.example/x.png', alt: 'Chór na schodach' },
    c: { src: '//other.example/x.png' },
  };
  const events = Object.entries(images).map(([id, image]) => event(id, undefined, { image }));
  await calendar.open({ feed: feed(events) });
  await calendar.link('a').click();
  await expect(calendar.dialog.locator('img')).toHaveAttribute('alt', '');
  await expect(calendar.dialog.locator('img')).toHaveJSProperty('complete', true);
  await calendar.close.click();
  await calendar.link('b').click();
  await expect(calendar.dialog).toContainText('Chór na schodach');
  await expect(calendar.dialog.locator('img')).toHaveCount(0);
  await calendar.close.click();
  await calendar.link('c').click();
  await expect(calendar.dialog.getByRole('heading')).toHaveText('c');
  await expect(calendar.dialog.locator('img')).toHaveCount(0);
});

/** Every text becomes markup that would run, every address a script. Names, dates and words of closed lists stay. */
function hostile(value, key = '') {
  if (Array.isArray(value)) return value.map((it) => hostile(it, key));
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, hostile(it, key)]));
  }
  if (['url', 'src', 'logo', 'submit', 'report'].includes(key)) return 'javascript:document.title="hacked"';
  if (['email', 'phone', 'contact'].includes(key)) return 'javascript:document.title="hacked"';
  const words = ['title', 'summary', 'description', 'status_note', 'note', 'room', 'hours', 'alt', 'credit', 'label', 'name',
    'address', 'locality', 'programme', 'logo_alt', 'tags', 'text', 'icon', 'color', 'currency', 'pl', 'en', 'uk'];
  if (words.includes(key)) {
    return `<img src="x" onerror="document.title='hacked'"><script>document.title='hacked'</script><a href="javascript:1">${key}</a>`;
  }
  return value;
}

test('nothing in a feed is ever more than words', async ({ calendar, page }) => {
  const bad = hostile(fixture('everything'));
  const [first] = bad.events;
  // Ids and languages too: they stand in attributes and in addresses.
  bad.events.push({ ...first, id: '"><img src=x onerror=alert(1)>', languages: ['<b>x</b>'], venue: '<i>v</i>' });
  await calendar.open({ feed: bad });
  await calendar.counts(2, 2);
  const clean = async () => {
    const found = await page.evaluate(() => {
      const strange = [...document.querySelectorAll('body img, body script, iframe, object, [srcdoc], [style]')];
      const handlers = [...document.querySelectorAll('*')].filter((it) =>
        [...it.attributes].some(({ name }) => name.startsWith('on')),
      );
      const links = [...document.querySelectorAll('a')].map((it) => it.protocol).filter((it) => !/^(https?|mailto|tel):$/.test(it));
      return [...strange, ...handlers].map((it) => it.outerHTML.slice(0, 200)).concat(links);
    });
    // A custom property that the program sets is no style from the feed.
    expect(found.filter((it) => !/^<li class="cat"/.test(it))).toEqual([]);
  };
  await clean();
  await expect(calendar.article('wszystko')).toContainText('<img src="x"');
  for (const place of [0, 1]) {
    await calendar.articles.nth(place).getByRole('heading').getByRole('link').click();
    await expect(calendar.dialog.getByRole('heading')).toContainText('<script>');
    await expect(calendar.dialog.getByRole('link', { name: /Kup bilet|Zapisz się|Dołącz/ })).toHaveCount(0);
    await clean();
    await calendar.close.click();
  }
  await expect(page).not.toHaveTitle('hacked');
});

test('addresses: four schemes and relative ones become links', async ({ calendar, page, site }) => {
  const good = ['https://example.org/a', 'http://example.org/a', 'mailto:dom@example.org', 'tel:+48150000000', 'program.pdf'];
  const scripts = ['javascript:alert(1)', ' JavaScript:alert(1)', 'java\nscript:alert(1)', 'vbscript:x'];
  const bad = [...scripts, 'data:text/html,x', 'file:///etc/passwd', 'blob:x'];
  const links = [...good, ...bad].map((url, place) => ({ label: `Odnośnik ${place}`, url }));
  const description = 'javascript:alert(1) https://example.org/b. data:x';
  await calendar.open({ feed: feed([event('a', undefined, { links, description })]) });
  await calendar.link('a').click();
  await expect(calendar.dialog.getByRole('heading')).toBeVisible();
  const found = await calendar.dialog.getByRole('link').evaluateAll((links) => links.map((it) => it.href));
  expect(found.toSorted()).toEqual([...good.slice(0, 4), `${site.url}program.pdf`, 'https://example.org/b'].toSorted());
});

test('a rule that is shown in part says that there are more dates', async ({ calendar }) => {
  await calendar.open({ feed: feed([event('a', '2026-11-28T18:00', { rrule: 'FREQ=SECONDLY;BYHOUR=3' })]) });
  await calendar.shows(['a']);
  await calendar.link('a').click();
  await expect(calendar.dialog).toContainText(/kolejne terminy/);
});

test('whatever an event leaves open, it is on the page', async ({ calendar }) => {
  await calendar.open({ feed: { version: 1, events: [{ id: 'a', title: 'Spotkanie', start: '2026-11-28' }] }, now: NOW });
  await calendar.shows(['a']);
  for (const legend of ['Wiek', 'Miejsce', 'Kategoria']) await expect(calendar.facet(legend)).toBeHidden();
});
