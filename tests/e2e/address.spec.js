// Everything a reader chose stands in the address: written exactly, read back, and right under Back and Forward.

import { event, feed, many } from './feeds.js';
import { expect, test } from './site.js';

const DAY = '2026-11-28T18:00';
const PROGRAMME = feed([
  event('a', DAY, { age_groups: ['dzieci'], venue: 'sala' }),
  event('b', DAY, { age_groups: ['seniorzy'], venue: 'rynek' }),
  event('c', DAY, { age_groups: ['dorosli'], venue: 'sala' }),
]);

test('lists stand in the feed’s order, however they were chosen or written', async ({ calendar }) => {
  await calendar.open({ feed: PROGRAMME, search: '?age=seniorzy%2Cdzieci' });
  await calendar.shows(['a', 'b']);
  await calendar.choice('Wiek', 'Dorośli').check();
  await calendar.address('?age=dzieci,dorosli,seniorzy');
  await calendar.choice('Wiek', 'Dzieci').uncheck();
  await calendar.address('?age=dorosli,seniorzy');
});

test('ids with a comma, a percent or a plus', async ({ calendar }) => {
  const ids = ['a,b', '50%', 'c+d', 'a', 'b', '%2C', 'e f', 'ż&ó=#?'];
  const categories = ids.map((id) => ({ id, label: `Kategoria ${id}` }));
  const programme = feed(ids.map((id, place) => event(`e${place}`, DAY, { categories: [id] })), { categories });
  await calendar.open({ feed: programme });
  for (const [id, item] of [['a,b', 'a%252Cb'], ['50%', '50%2525'], ['c+d', 'c%252Bd'], ['%2C', '%25252C']]) {
    const box = calendar.choice('Kategoria', `Kategoria ${id}`);
    await box.check();
    await calendar.address(`?category=${item}`);
    await calendar.shows([`e${ids.indexOf(id)}`]);
    await box.uncheck();
  }
  await calendar.open({ search: '?category=a%252Cb,50%2525,c%252Bd' });
  await calendar.shows(['e0', 'e1', 'e2']);
  await calendar.open({ search: '?category=a,b' });
  await calendar.shows(['e3', 'e4']);
  await calendar.open();
  for (const id of ids) await calendar.choice('Kategoria', `Kategoria ${id}`).check();
  const { search } = new URL(calendar.page.url());
  await calendar.open({ search });
  for (const id of ids) await expect(calendar.choice('Kategoria', `Kategoria ${id}`)).toBeChecked();
});

test('an event whose id is full of signs opens, and is opened by its link', async ({ calendar, page }) => {
  const id = 'a&b=c?d#e f+g%2C,"<ż>';
  await calendar.open({ feed: feed([event(id, DAY, { title: 'Znaki' }), event('b')]) });
  await calendar.link(id).click();
  await expect(calendar.dialog.getByRole('heading', { name: 'Znaki' })).toBeVisible();
  expect(await page.evaluate(() => new URLSearchParams(location.search).get('event'))).toBe(id);
  expect(await page.evaluate(() => location.hash)).toBe('');
  await page.reload();
  await expect(calendar.dialog.getByRole('heading', { name: 'Znaki' })).toBeVisible();
});

test('words of a search', async ({ calendar, page }) => {
  await calendar.open({ feed: PROGRAMME, search: '?q=a+%26%20b%2B%C5%BC' });
  await expect(calendar.search).toHaveValue('a & b+ż');
  await calendar.search.fill('ż+& =?#%');
  await expect.poll(() => page.evaluate(() => new URLSearchParams(location.search).get('q'))).toBe('ż+& =?#%');
  await page.reload();
  await expect(calendar.search).toHaveValue('ż+& =?#%');
});

test('a link with everything shows what it says', async ({ calendar }) => {
  const all = event('all', DAY, {
    title: 'Chór', age_groups: ['dzieci', 'seniorzy'], venue: 'sala', categories: ['koncert'], price: { free: true },
    access: ['lift', 'captions'], reach: 'national', involvement: 'create', volunteers: { wanted: true },
    languages: ['uk'], booking: 'few',
  });
  const pairs = [
    'booking=1', 'classes=0', 'language=uk', 'generations=1', 'volunteers=1', 'involvement=create', 'reach=national',
    'access=lift,captions', 'free=1', 'to=2026-12-31', 'from=2026-11-01', 'q=chor', 'category=koncert', 'venue=sala', 'age=dzieci',
  ];
  await calendar.open({ feed: feed([all, ...many(20)]), search: `?${pairs.join('&')}` });
  await calendar.shows(['all']);
  await calendar.counts(1, 21);
  for (const [legend, labels] of Object.entries({
    Wiek: ['Dzieci'],
    Miejsce: ['Sala widowiskowa'],
    Kategoria: ['Koncerty'],
    Cena: ['Wstęp wolny', 'Są miejsca'],
    Dostępność: ['winda', 'napisy'],
    Zasięg: ['ogólnopolskie'],
    Udział: ['tworzę', 'Szukamy wolontariuszy'],
    Język: ['ukraiński'],
    'Dla kogo': ['Dla pokoleń razem', 'Bez zajęć stałych'],
  })) {
    for (const label of labels) await expect.soft(calendar.choice(legend, label)).toBeChecked();
  }
  await expect(calendar.from).toHaveValue('2026-11-01');
  await expect(calendar.to).toHaveValue('2026-12-31');
});

test('unknown keys are kept, as they were written', async ({ calendar, page }) => {
  const strange = ['utm_source=x', 'foo=%zz', 'empty=', 'bare', 'night=x', 'x=a%2Cb+c'];
  await calendar.open({ feed: PROGRAMME, search: `?${strange.join('&')}#lista` });
  await calendar.counts(3, 3);
  await expect(page.getByText(/utm_source|foo=/)).toHaveCount(0);
  await calendar.choice('Wiek', 'Dzieci').check();
  const pairs = () => page.evaluate(() => location.search.slice(1).split('&'));
  await expect.poll(async () => (await pairs()).toSorted()).toEqual([...strange, 'age=dzieci'].toSorted());
  expect(new URL(page.url()).hash).toBe('#lista');
  await calendar.link('a').click();
  await expect.poll(async () => (await pairs()).filter((pair) => strange.includes(pair))).toEqual(strange);
});

test('unknown values are ignored, named, and left out at the next change', async ({ calendar, page }) => {
  const search = '?age=nikt,dzieci&when=kiedys&free=2&from=2026-13-01&access=teleport&reach=galaxy&classes=1';
  await calendar.open({ feed: PROGRAMME, search });
  await calendar.counts(1, 3);
  const note = page.getByRole('status').filter({ hasText: 'nikt' });
  for (const value of ['nikt', 'kiedys', 'free=2', '2026-13-01', 'teleport', 'galaxy', 'classes=1']) {
    await expect.soft(note).toContainText(value);
  }
  await expect(note).not.toContainText('dzieci');
  await calendar.address(search);
  await calendar.choice('Miejsce', 'Sala widowiskowa').check();
  await calendar.address('?age=dzieci&venue=sala');
  await expect(note).toHaveCount(0);
  await calendar.shows(['a']);
});

test('unknown values are left out by another view and by an opened event too', async ({ calendar, page }) => {
  const note = page.getByRole('status').filter({ hasText: 'nie-ma' });
  for (const [search, said] of [['?category=nie-ma', 'category=nie-ma'], ['?event=nie-ma&at=2026-12-01', 'Tego wydarzenia nie ma już']]) {
    const told = page.getByText(said);
    for (const [step, address] of [
      [calendar.view('Miesiąc'), '?view=month'],
      [page.getByRole('link', { name: 'English' }), '?lang=en'],
    ]) {
      await calendar.open({ feed: PROGRAMME, search });
      await expect(told, search).toBeVisible();
      const before = await page.evaluate(() => history.length);
      await step.click();
      await calendar.address(address);
      await expect(page.locator('.note'), search).toHaveCount(0);
      expect(await page.evaluate(() => history.length)).toBe(before + (address === '?lang=en' ? 0 : 1));
    }
  }
  // Closing is a step as well.
  await calendar.open({ search: '?category=nie-ma&event=a' });
  await page.keyboard.press('Escape');
  await calendar.address('');
  // In the order of the feed, whatever was written.
  await calendar.open({ search: '?age=seniorzy,nie-ma,dzieci' });
  await expect(note).toHaveCount(1);
  await calendar.link('a').click();
  await calendar.address('?age=dzieci,seniorzy&event=a&at=2026-11-28T18:00');
  await calendar.close.click();
});

test('an opened event always has its date in the address', async ({ calendar, page }) => {
  await calendar.open({ feed: PROGRAMME, search: '?mode=embed&event=a' });
  await calendar.preset('Weekend').click();
  await expect.poll(() => page.evaluate(() => new URLSearchParams(location.search).get('at'))).toBe('2026-11-28T18:00');
});

test('of repeated keys the first counts', async ({ calendar, page }) => {
  await calendar.open({ feed: PROGRAMME, search: '?age=dzieci&age=seniorzy&q=&q=nikt' });
  await calendar.shows(['a']);
  await calendar.choice('Miejsce', 'Sala widowiskowa').check();
  await expect.poll(() => page.evaluate(() => new URLSearchParams(location.search).getAll('age'))).toEqual(['dzieci']);
});

test.describe('the number of entries', () => {
  // On a page of its own: a history holds fifty entries, then its length stays the same.
  test.use({ own: true });
  const length = (page) => page.evaluate(() => history.length);

  test('filters replace the entry', async ({ calendar, page }) => {
    await page.goto('about:blank');
    await calendar.open({ feed: PROGRAMME });
    const before = await length(page);
    await calendar.choice('Wiek', 'Dzieci').check();
    await calendar.preset('Weekend').click();
    await calendar.search.fill('a');
    await calendar.address('?age=dzieci&q=a&when=weekend');
    expect(await length(page)).toBe(before);
    await page.goBack();
    expect(page.url()).toBe('about:blank');
    await page.goForward();
    await calendar.is('ready');
    await calendar.address('?age=dzieci&q=a&when=weekend');
    await calendar.shows(['a']);
  });

  test('an opened event is an entry of its own: Back closes it, Forward opens it', async ({ calendar, page }) => {
    await calendar.open({ feed: PROGRAMME, search: '?age=dzieci' });
    const before = await length(page);
    await calendar.link('a').click();
    await calendar.address('?age=dzieci&event=a&at=2026-11-28T18:00');
    await expect(calendar.dialog).toBeVisible();
    expect(await length(page)).toBe(before + 1);
    await page.goBack();
    await expect(calendar.dialog).toBeHidden();
    await calendar.address('?age=dzieci');
    await expect(calendar.link('a')).toBeFocused();
    await page.goForward();
    await expect(calendar.dialog).toBeVisible();
    await calendar.address('?age=dzieci&event=a&at=2026-11-28T18:00');
    await page.keyboard.press('Escape');
    await expect(calendar.dialog).toBeHidden();
    await calendar.address('?age=dzieci');
    expect(await length(page)).toBe(before + 1);
  });

  test('an event opened by a link: closing replaces the entry', async ({ calendar, page }) => {
    await page.goto('about:blank');
    await calendar.open({ feed: PROGRAMME, search: '?age=dzieci&event=a&at=2026-11-28T18:00' });
    await expect(calendar.dialog).toBeVisible();
    const before = await length(page);
    await calendar.close.click();
    await expect(calendar.dialog).toBeHidden();
    await calendar.address('?age=dzieci');
    expect(await length(page)).toBe(before);
    await page.goBack();
    expect(page.url()).toBe('about:blank');
  });
});

test('an opened event survives a reload, and still closes by going back', async ({ calendar, page }) => {
  await calendar.open({ feed: PROGRAMME });
  await calendar.link('b').click();
  await expect(calendar.dialog).toBeVisible();
  await page.reload();
  await expect(calendar.dialog.getByRole('heading', { name: 'b' })).toBeVisible();
  await calendar.close.click();
  await expect(calendar.dialog).toBeHidden();
  await calendar.address('');
  await calendar.shows(['a', 'b', 'c']);
});

test('closing twice at once goes back once', async ({ calendar, page }) => {
  await page.goto('about:blank');
  await calendar.open({ feed: PROGRAMME });
  await calendar.link('b').click();
  await expect(calendar.dialog).toBeVisible();
  await calendar.close.evaluate((button) => {
    button.click();
    button.click();
  });
  await expect(calendar.dialog).toBeHidden();
  await calendar.address('');
  await calendar.shows(['a', 'b', 'c']);
});

test('a link drawn before a filter was chosen does not take the filter away', async ({ calendar }) => {
  await calendar.open({ feed: PROGRAMME });
  await calendar.choice('Wiek', 'Dzieci').check();
  await calendar.shows(['a']);
  await calendar.link('a').click();
  await calendar.address('?age=dzieci&event=a&at=2026-11-28T18:00');
});

test('one event after the other: Back leads to the list each time', async ({ calendar, page }) => {
  await calendar.open({ feed: PROGRAMME });
  for (const id of ['a', 'b', 'a']) {
    await calendar.link(id).click();
    await expect(calendar.dialog.getByRole('heading', { name: id })).toBeVisible();
    await page.goBack();
    await expect(calendar.dialog).toBeHidden();
    await calendar.address('');
  }
});

test('another date of an opened event: closing still leads to the list', async ({ calendar, page }) => {
  await calendar.open({ feed: feed([{ id: 'a', title: 'A', occurrences: [{ start: DAY }, { start: '2026-12-05T18:00' }] }]) });
  await calendar.link('a', DAY).click();
  await calendar.dialog.getByRole('link', { name: /5 grudnia 2026/ }).click();
  await calendar.address('?event=a&at=2026-12-05T18:00');
  await expect(calendar.dialog.locator('time').first()).toHaveAttribute('datetime', '2026-12-05T18:00:00+01:00');
  await page.keyboard.press('Escape');
  await expect(calendar.dialog).toBeHidden();
  await calendar.address('');
});
