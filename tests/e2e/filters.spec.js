// Each facet, combinations, days by name, words: what a reader chooses and what stands in the list then.

import { event, feed, many } from './feeds.js';
import { expect, test } from './site.js';

const DAY = '2026-11-28T18:00';

/** One event for each value of each facet, and one that says nothing. */
const FACETS = feed(
  [
    event('nothing', DAY),
    event('everybody', DAY, { age: { min: 6, max: 99 } }),
    event('small', DAY, { age: { min: 0, max: 2 } }),
    event('grown', DAY, { age: { min: 18 } }),
    event('stated', DAY, { age: { min: 0, max: 2 }, age_groups: ['seniorzy', 'dzieci'] }),
    event('sala', DAY, { venue: 'sala', age_groups: ['dorosli'] }),
    event('rynek', DAY, { venue: 'rynek', age_groups: ['dorosli'] }),
    event('moved', DAY, { venue: 'sala', age_groups: ['dorosli'], occurrences: [{ start: DAY, venue: 'rynek' }] }),
    event('online', DAY, { online: { url: 'https://example.org/' }, age_groups: ['dorosli'] }),
    event('koncert', DAY, { categories: ['koncert'], age_groups: ['dorosli'] }),
    event('oba', DAY, { categories: ['teatr', 'koncert'], age_groups: ['dorosli'] }),
    event('wystawa', DAY, { category: 'wystawa', age_groups: ['dorosli'] }),
    event('free', DAY, { price: { free: true }, age_groups: ['dorosli'] }),
    event('zero', DAY, { price: { from: 0, to: 0 }, age_groups: ['dorosli'] }),
    event('paid', DAY, { price: { from: 10 }, age_groups: ['dorosli'] }),
    event('few', DAY, { booking: 'few', age_groups: ['dorosli'] }),
    event('full', DAY, { booking: 'full', age_groups: ['dorosli'] }),
    event('waitlist', DAY, { booking: 'waitlist', age_groups: ['dorosli'] }),
    event('closed', DAY, { booking: 'closed', age_groups: ['dorosli'] }),
    event('lift', DAY, { venue: 'biblioteka', age_groups: ['dorosli'] }),
    event('lift-and-loop', DAY, { venue: 'biblioteka', access: ['hearing_loop'], age_groups: ['dorosli'] }),
    event('loop', DAY, { access: ['hearing_loop'], age_groups: ['dorosli'] }),
    event('national', DAY, { reach: 'national', age_groups: ['dorosli'] }),
    event('local', DAY, { reach: 'local', age_groups: ['dorosli'] }),
    event('create', DAY, { involvement: 'create', age_groups: ['dorosli'] }),
    event('watch', DAY, { involvement: 'watch', age_groups: ['dorosli'] }),
    event('wanted', DAY, { volunteers: { wanted: true }, age_groups: ['dorosli'] }),
    event('not-wanted', DAY, { volunteers: { wanted: false }, age_groups: ['dorosli'] }),
    event('ukrainian', DAY, { languages: ['uk'], age_groups: ['dorosli'] }),
    event('both-languages', DAY, { languages: ['pl', 'uk'], age_groups: ['dorosli'] }),
    event('weekly', DAY, { rrule: 'FREQ=WEEKLY;COUNT=1', age_groups: ['dorosli'] }),
    event('monthly', DAY, { rrule: 'FREQ=MONTHLY;COUNT=1', age_groups: ['dorosli'] }),
  ],
  {
    venues: [
      { id: 'sala', name: 'Sala widowiskowa' },
      { id: 'biblioteka', name: 'Biblioteka', access: ['lift'] },
      { id: 'rynek', name: 'Rynek' },
    ],
  },
);
const ALL = FACETS.events.map(({ id }) => id);

const without = (...ids) => ALL.filter((id) => !ids.includes(id));

for (const [facet, rows] of Object.entries({
  age: [
    ['events for everybody among them', [['Wiek', 'Dzieci']], '?age=dzieci', ['nothing', 'everybody', 'stated']],
    ['what groups say wins over years', [['Wiek', 'Maluchy']], '?age=maluchy', ['nothing', 'small']],
    ['two', [['Wiek', 'Seniorzy'], ['Wiek', 'Maluchy']], '?age=maluchy,seniorzy', ['nothing', 'everybody', 'small', 'grown', 'stated']],
  ],
  venue: [
    ['that of the date', [['Miejsce', 'Rynek']], '?venue=rynek', ['rynek', 'moved']],
    ['the internet', [['Miejsce', 'Online']], null, ['online']],
  ],
  category: [
    ['one', [['Kategoria', 'Koncerty']], '?category=koncert', ['koncert', 'oba']],
    ['two', [['Kategoria', 'Wystawy'], ['Kategoria', 'Teatr']], '?category=teatr,wystawa', ['oba', 'wystawa']],
  ],
  price: [['free', [['Cena', 'Wstęp wolny']], '?free=1', ['free']]],
  booking: [['places left', [['Cena', 'Są miejsca']], '?booking=1', without('full', 'waitlist', 'closed')]],
  access: [
    ['one service, the place’s own too', [['Dostępność', 'winda']], '?access=lift', ['lift', 'lift-and-loop']],
    ['two: both must be there', [['Dostępność', 'winda'], ['Dostępność', 'pętla indukcyjna']], '?access=lift,hearing_loop', ['lift-and-loop']],
  ],
  reach: [
    ['one', [['Zasięg', 'ogólnopolskie']], '?reach=national', ['national']],
    ['two', [['Zasięg', 'ogólnopolskie'], ['Zasięg', 'lokalne']], '?reach=local,national', ['local', 'national']],
  ],
  involvement: [
    ['one', [['Udział', 'tworzę']], '?involvement=create', ['create']],
    ['with volunteers: both must hold', [['Udział', 'oglądam i słucham'], ['Udział', 'Szukamy wolontariuszy']], null, []],
  ],
  volunteers: [['wanted', [['Udział', 'Szukamy wolontariuszy']], '?volunteers=1', ['wanted']]],
  generations: [['together', [['Dla kogo', 'Dla pokoleń razem']], '?generations=1', ['everybody', 'stated']]],
  classes: [['without', [['Dla kogo', 'Bez zajęć stałych']], '?classes=0', without('weekly')]],
  language: [['one', [['Język', 'ukraiński']], '?language=uk', ['ukrainian', 'both-languages']]],
})) {
  test(`facet: ${facet}`, async ({ calendar }) => {
    await calendar.open({ feed: FACETS });
    await calendar.counts(ALL.length, ALL.length);
    for (const [what, boxes, search, wanted] of rows) {
      await test.step(what, async () => {
        for (const [legend, label] of boxes) await calendar.choice(legend, label).check();
        await calendar.counts(wanted.length, ALL.length);
        await calendar.shows(wanted.toSorted());
        if (search) await calendar.address(search);
        for (const [legend, label] of boxes) await expect(calendar.choice(legend, label)).toBeChecked();
        for (const [legend, label] of boxes) await calendar.choice(legend, label).uncheck();
        await calendar.shows(ALL.toSorted());
        await calendar.address('');
      });
    }
  });
}

const COMBINED = feed([
  event('a', '2026-11-28T18:00', { age_groups: ['dzieci'], venue: 'sala', categories: ['koncert'], price: { free: true } }),
  event('b', '2026-11-28T18:00', { age_groups: ['dzieci'], venue: 'rynek', categories: ['teatr'], price: { from: 5 } }),
  event('c', '2026-11-30T18:00', { age_groups: ['seniorzy'], venue: 'sala', categories: ['koncert'], price: { free: true } }),
  event('d', '2026-12-02T18:00', { age_groups: ['dzieci'], venue: 'sala', categories: ['teatr'], price: { free: true } }),
]);

test('between facets all must hold, and counts say what one more press would show', async ({ calendar }) => {
  await calendar.open({ feed: COMBINED });
  await expect.poll(() => calendar.boxes('Miejsce')).toEqual(['Sala widowiskowa 3', 'Rynek 1', 'Biblioteka 0']);
  await calendar.choice('Wiek', 'Dzieci').check();
  await calendar.shows(['a', 'b', 'd']);
  await calendar.choice('Miejsce', 'Sala widowiskowa').check();
  await calendar.shows(['a', 'd']);
  await calendar.counts(2, 4);
  await expect.poll(() => calendar.boxes('Miejsce')).toEqual(['✓ Sala widowiskowa 2', 'Rynek 1', 'Biblioteka 0']);
  await expect.poll(() => calendar.boxes('Kategoria')).toEqual(['Koncerty 1', 'Teatr 1', 'Wystawy 0']);
  await calendar.preset('Weekend').click();
  await calendar.shows(['a']);
  await calendar.counts(1, 2);
  await expect.poll(() => calendar.boxes('Kategoria')).toEqual(['Koncerty 1', 'Teatr 0', 'Wystawy 0']);
  await calendar.choice('Wiek', 'Dzieci').uncheck();
  await calendar.choice('Miejsce', 'Sala widowiskowa').uncheck();
  await calendar.preset('Wszystko').click();
  await calendar.shows(['a', 'b', 'c', 'd']);
});

test('a value without events stays, last and enabled', async ({ calendar }) => {
  await calendar.open({ feed: COMBINED, search: '?venue=biblioteka' });
  await calendar.counts(0, 4);
  await expect.poll(() => calendar.boxes('Miejsce')).toEqual(['Sala widowiskowa 3', 'Rynek 1', '✓ Biblioteka 0']);
  await expect.poll(() => calendar.boxes('Kategoria')).toEqual(['Koncerty 0', 'Teatr 0', 'Wystawy 0']);
  for (const box of await calendar.facet('Kategoria').getByRole('checkbox').all()) await expect(box).toBeEnabled();
  await calendar.choice('Miejsce', 'Rynek').check();
  await calendar.shows(['b']);
});

test('without events comes last in the lists of words too', async ({ calendar }) => {
  const reaches = [{ reach: 'local' }, { reach: 'national', venue: 'sala' }, { reach: 'county' }];
  const events = reaches.map((more, place) => event('abc'[place], DAY, more));
  await calendar.open({ feed: feed(events), search: '?venue=sala' });
  await expect.poll(() => calendar.boxes('Zasięg')).toEqual(['ogólnopolskie 1', 'lokalne 0', 'powiatowe 0']);
});

test.describe('long lists', () => {
  const venues = Array.from({ length: 124 }, (_, place) => ({ id: `v${place}`, name: `Miejsce ${place}` }));
  const categories = Array.from({ length: 150 }, (_, place) => ({ id: `c${place}`, label: `Kategoria ${place}` }));
  const two = (place) => [`c${place}`, `c${(place * 7) % 150}`];
  const events = venues.map(({ id }, place) => event(`e${place}`, '2026-12-01', { venue: id, categories: two(place) }));
  const long = feed(events, { venues, categories });

  test('beyond 12 a button shows all, what is chosen always stands', async ({ calendar, page }) => {
    await calendar.open({ feed: long, search: '?venue=v99' });
    const boxes = calendar.facet('Miejsce').getByRole('checkbox');
    await expect(boxes).toHaveCount(13);
    await expect(calendar.choice('Miejsce', 'Miejsce 99')).toBeChecked();
    const all = page.getByRole('button', { name: 'Pokaż wszystkie: Miejsce (124)' });
    await expect(page.getByRole('button', { name: 'Pokaż wszystkie: Kategoria (150)' })).toBeVisible();
    await all.focus();
    await page.keyboard.press('Enter');
    await expect(boxes).toHaveCount(124);
    await expect(all).toBeHidden();
    // Whoever pressed it by keyboard goes on from there, not from the top of the page.
    await expect(page.locator('body')).not.toBeFocused();
    await calendar.choice('Miejsce', 'Miejsce 120').check();
    await calendar.shows(['e120', 'e99']);
    await calendar.address('?venue=v99,v120');
  });

  test('a list of words folds as well, and has no button when nothing is folded', async ({ calendar, page }) => {
    const features = [
      'wheelchair', 'lift', 'accessible_toilet', 'accessible_parking', 'sign_language', 'captions', 'hearing_loop',
      'audio_description', 'touch_tour', 'large_print', 'easy_read', 'quiet', 'assistant', 'guide_dog',
    ];
    await calendar.open({ feed: feed([event('a', DAY, { access: features })]) });
    const boxes = calendar.facet('Dostępność').getByRole('checkbox');
    const all = page.getByRole('button', { name: 'Pokaż wszystkie: Dostępność (14)' });
    await expect(boxes).toHaveCount(12);
    await all.click();
    await expect(boxes).toHaveCount(14);
    await expect(all).toBeHidden();
  });

  test('150 categories filter like three', async ({ calendar }) => {
    await calendar.open({ feed: long, search: '?category=c149,c3' });
    await calendar.shows(['e107', 'e3']);
    await calendar.counts(2, 124);
  });
});

test('chosen values stand as buttons that take them away', async ({ calendar, page }) => {
  await calendar.open({ feed: COMBINED });
  await expect(calendar.clear).toBeHidden();
  await calendar.choice('Wiek', 'Dzieci').check();
  await calendar.choice('Kategoria', 'Teatr').check();
  await calendar.search.fill('d');
  await calendar.choice('Cena', 'Wstęp wolny').check();
  await calendar.shows(['d']);
  await expect(page.getByRole('button', { name: /^Usuń filtr: / })).toHaveCount(4);
  await calendar.chip('Teatr').click();
  await calendar.shows(['a', 'd']);
  await expect(calendar.choice('Kategoria', 'Teatr')).not.toBeChecked();
  await calendar.chip('Wstęp wolny').click();
  await page.getByRole('button', { name: /^Usuń filtr: .*d/ }).last().click();
  await expect(calendar.search).toHaveValue('');
  await calendar.shows(['a', 'b', 'd']);
  await calendar.address('?age=dzieci');
  await calendar.clear.click();
  await calendar.shows(['a', 'b', 'c', 'd']);
  await calendar.address('');
  await expect(calendar.clear).toBeHidden();
  await expect(page.locator('body')).not.toBeFocused();
});

test('a press moves neither focus nor page', async ({ calendar, page }) => {
  const events = many(60).map((it, place) => ({ ...it, venue: ['sala', 'rynek'][place % 2] }));
  await calendar.open({ feed: feed(events) });
  const box = calendar.choice('Miejsce', 'Rynek');
  await page.evaluate(() => scrollTo(0, 400));
  await box.focus();
  const scroll = await page.evaluate(() => scrollY);
  await page.keyboard.press('Space');
  await calendar.counts(30, 60);
  await expect(box).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(scroll);
  await page.keyboard.press('Space');
  await calendar.counts(60, 60);
  await expect(box).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(scroll);
});

test('the page follows no entry and no box that changes its place', async ({ calendar, page }) => {
  const venues = Array.from({ length: 20 }, (_, place) => ({ id: `v${place}`, name: `Miejsce ${place}` }));
  // In the first half of the list another half of the venues than in the second.
  const events = many(120).map((it, place) => ({ ...it, venue: `v${place % 20}`, categories: [place % 20 > 9 ? 'koncert' : 'teatr'] }));
  await calendar.open({ feed: feed(events, { venues }) });
  const box = calendar.choice('Kategoria', 'Koncerty');
  await box.evaluate((it) => it.scrollIntoView({ block: 'center' }));
  const place = () => page.evaluate(() => scrollY);
  const before = await place();
  for (const count of [60, 120, 60]) {
    await box.click();
    await calendar.counts(count, 120);
    expect(await place()).toBe(before);
  }
  // On a phone the sheet lies over the list.
  await page.setViewportSize({ width: 360, height: 700 });
  await calendar.open({ feed: feed(events, { venues }) });
  await page.evaluate(() => scrollTo(0, 1500));
  await page.getByRole('button', { name: /^Filtry/ }).click();
  await box.evaluate((it) => it.scrollIntoView({ block: 'center' }));
  const boxes = () => box.evaluate((it) => it.closest('.boxes').scrollTop);
  const [list, sheet] = [await place(), await boxes()];
  for (const count of [60, 120, 60]) {
    await box.click();
    await calendar.counts(count, 120);
    expect(Math.abs(await place() - list)).toBeLessThan(2);
    expect(Math.abs(await boxes() - sheet)).toBeLessThan(2);
  }
});

test('a box beyond the first twelve gives the focus to the last one when it goes', async ({ calendar, page }) => {
  const venues = Array.from({ length: 20 }, (_, place) => ({ id: `v${place}`, name: `Miejsce ${place}` }));
  const events = many(40).map((it, place) => ({ ...it, venue: `v${place % 20}` }));
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await calendar.open({ feed: feed(events, { venues }), search: '?venue=v18' });
    if (width < 896) await page.getByRole('button', { name: /^Filtry/ }).click();
    await calendar.choice('Miejsce', 'Miejsce 18').press('Space');
    await calendar.counts(40, 40);
    await expect(calendar.choice('Miejsce', 'Miejsce 18')).toHaveCount(0);
    await expect(calendar.choice('Miejsce', 'Miejsce 11')).toBeFocused();
  }
});

test.describe('search', () => {
  const programme = feed([
    event('zolw', DAY, { title: 'Żółw i Gęś' }),
    event('lodz', DAY, { title: 'Spacer', summary: 'Z wizytą w Łodzi: Łódź nocą.' }),
    event('opis', DAY, { title: 'Odczyt', description: 'O ŹRÓDŁACH rzeki.' }),
    event('miejsce', DAY, { title: 'Gdzieś', venue: 'rynek', occurrences: [{ start: DAY, venue: 'biblioteka' }] }),
    event('kategoria', DAY, { title: 'Coś', categories: ['teatr'] }),
    event('slowo', DAY, { title: 'Inne', tags: ['chór'] }),
    event('kto', DAY, { title: 'Jakieś', organizers: [{ name: 'Cantabile' }] }),
    event('cykl', DAY, { title: 'Kolejne', series: { id: 's', title: 'Wszechnica' } }),
    event('uk', DAY, { title: { pl: 'Bajka', uk: 'Їжак і ґанок' } }),
    event('fr', DAY, { title: { fr: 'Été à Paris' } }),
  ]);
  const titleOf = (id) => {
    const { title } = programme.events.find((it) => it.id === id);
    return typeof title === 'string' ? title : Object.values(title)[0];
  };

  test('parts of words, without their marks, in every field and language', async ({ calendar }) => {
    await calendar.open({ feed: programme });
    for (const [words, wanted] of [
      ['zolw', ['zolw']],
      ['ŻÓŁW', ['zolw']],
      ['ges zol', ['zolw']],
      ['ęś', ['kto', 'miejsce', 'zolw']],
      ['lodz', ['lodz']],
      ['Łódź', ['lodz']],
      ['zolw lodz', []],
      ['zrodla', ['opis']],
      ['bibliot', ['miejsce']],
      ['rynek', []],
      ['teat', ['kategoria']],
      ['chor', ['slowo']],
      ['cantab', ['kto']],
      ['wszechnica', ['cykl']],
      ['їжак', ['uk']],
      ['іжак', ['uk']],
      ['ҐАНОК', ['uk']],
      ['ete', ['fr']],
      ['   ', programme.events.map(({ id }) => id)],
    ]) {
      await calendar.search.fill(words);
      await calendar.counts(wanted.length, 10);
      const order = new Intl.Collator('pl');
      await calendar.shows(wanted.toSorted((one, other) => order.compare(titleOf(one), titleOf(other))), { message: words });
      await expect(calendar.search).toBeFocused();
      await expect(calendar.search).toHaveValue(words);
    }
  });

  test('typed letter by letter', async ({ calendar, page }) => {
    await calendar.open({ feed: programme });
    await calendar.search.focus();
    await page.keyboard.type('Łódź nocą', { delay: 5 });
    await expect(calendar.search).toHaveValue('Łódź nocą');
    await calendar.shows(['lodz']);
    await expect.poll(() => page.evaluate(() => new URLSearchParams(location.search).get('q'))).toBe('Łódź nocą');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
    await calendar.counts(10, 10);
    await calendar.address('');
  });
});

test.describe('days by name', () => {
  const programme = feed([
    event('earlier', '2026-11-27T08:00', { end: '2026-11-27T09:00' }),
    event('today', '2026-11-27T18:00'),
    event('sat', '2026-11-28T18:00'),
    event('sun', '2026-11-29T18:00'),
    event('mon', '2026-11-30T18:00'),
    event('long', '2026-11-20', { end: '2026-11-28' }),
    event('next', '2026-12-05T18:00'),
  ]);
  test('are buttons, one of them pressed', async ({ calendar, page }) => {
    await calendar.open({ feed: programme });
    await expect(calendar.preset('Wszystko')).toHaveAttribute('aria-pressed', 'true');
    for (const [name, search, wanted] of [
      ['Dziś', '?when=today', ['long', 'today']],
      ['Jutro', '?when=tomorrow', ['long', 'sat']],
      ['Weekend', '?when=weekend', ['long', 'sat', 'sun']],
      ['Ten tydzień', '?when=week', ['long', 'today', 'sat', 'sun']],
      ['Ten miesiąc', '?when=month', ['long', 'today', 'sat', 'sun', 'mon']],
      ['Wszystko', '', ['long', 'today', 'sat', 'sun', 'mon', 'next']],
    ]) {
      const preset = calendar.preset(name);
      await expect(preset).toHaveAttribute('aria-pressed', 'false');
      await preset.click();
      await expect(preset).toHaveAttribute('aria-pressed', 'true');
      await expect(preset).toBeFocused();
      await expect(page.getByRole('group', { name: 'Kiedy' }).locator('[aria-pressed="true"]')).toHaveCount(1);
      await calendar.shows(wanted);
      await calendar.counts(wanted.length, wanted.length);
      await calendar.address(search);
    }
  });

  test('on Sunday the weekend is what is left of it', async ({ calendar }) => {
    const events = [
      event('sat', '2026-11-28T18:00'),
      event('morning', '2026-11-29T08:00', { end: '2026-11-29T09:00' }),
      event('evening', '2026-11-29T18:00'),
      event('next', '2026-12-05T18:00'),
    ];
    await calendar.open({ feed: feed(events), search: '?when=weekend', now: '2026-11-29T12:00:00+01:00' });
    await calendar.shows(['evening']);
  });

  test('from and to, inclusive, with the past; they win over a name', async ({ calendar }) => {
    await calendar.open({ feed: programme, search: '?when=weekend' });
    await calendar.shows(['long', 'sat', 'sun']);
    await calendar.from.fill('2026-11-27');
    await calendar.address('?from=2026-11-27');
    await expect(calendar.preset('Weekend')).toHaveAttribute('aria-pressed', 'false');
    await calendar.shows(['long', 'earlier', 'today', 'sat', 'sun', 'mon', 'next']);
    await calendar.to.fill('2026-11-28');
    await calendar.address('?from=2026-11-27&to=2026-11-28');
    await calendar.shows(['long', 'earlier', 'today', 'sat']);
    await calendar.to.fill('2026-11-26');
    await calendar.counts(0, 0);
    await calendar.from.fill('');
    await calendar.to.fill('2026-11-27');
    await calendar.address('?to=2026-11-27');
    await calendar.shows(['long', 'earlier', 'today']);
    await calendar.preset('Jutro').click();
    await calendar.address('?when=tomorrow');
    await expect(calendar.to).toHaveValue('');
    await calendar.shows(['long', 'sat']);
  });

  test('from and to win over a name in the address too', async ({ calendar }) => {
    await calendar.open({ feed: programme, search: '?when=today&from=2026-12-01' });
    await calendar.shows(['next']);
    await expect(calendar.from).toHaveValue('2026-12-01');
    await expect(calendar.preset('Dziś')).toHaveAttribute('aria-pressed', 'false');
  });
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('a button opens the filters and says so', async ({ calendar, page }) => {
    await calendar.open({ feed: COMBINED });
    await expect(calendar.choice('Wiek', 'Dzieci')).toBeHidden();
    await expect(calendar.filters).toHaveAttribute('aria-expanded', 'false');
    await calendar.filters.focus();
    await page.keyboard.press('Enter');
    await expect(calendar.filters).toHaveAttribute('aria-expanded', 'true');
    await calendar.choice('Wiek', 'Seniorzy').check();
    await calendar.shows(['c']);
    await calendar.filters.click();
    await expect(calendar.filters).toHaveAttribute('aria-expanded', 'false');
    await expect(calendar.choice('Wiek', 'Seniorzy')).toBeHidden();
    await expect(calendar.chip('Seniorzy')).toBeVisible();
  });

  test('turning the phone brings the filters beside the list', async ({ calendar, page }) => {
    await calendar.open({ feed: COMBINED, search: '?age=dzieci' });
    await page.setViewportSize({ width: 1100, height: 600 });
    await expect(calendar.choice('Wiek', 'Dzieci')).toBeChecked();
    await expect(calendar.filters).toBeHidden();
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(calendar.choice('Wiek', 'Dzieci')).toBeHidden();
    await expect(calendar.filters).toBeVisible();
  });
});
