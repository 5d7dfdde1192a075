// Polish, English, Ukrainian: the page's own words, the feed's words marked where they are in another language.

import { event, feed, fixture, many } from './feeds.js';
import { expect, test } from './site.js';

test('a link switches the language; the address, the choice and the focus stay', async ({ calendar, page }) => {
  await calendar.open({ feed: feed([event('a', undefined, { age_groups: ['dzieci'] }), event('b')]), search: '?age=dzieci&x=1' });
  await expect(calendar.root).toHaveAttribute('lang', 'pl');
  for (const [name, lang] of Object.entries({ Polski: 'pl', English: 'en', Українська: 'uk' })) {
    await expect(calendar.language(name)).toHaveAttribute('lang', lang);
  }
  for (const [name, lang, day, result] of [
    ['English', 'en', /Saturday, 28 November 2026/, 'Showing 2 of 2 events'],
    ['Українська', 'uk', /субота, 28 листопада 2026/, 'Показано 2 з 2 подій'],
    ['Polski', 'pl', /sobota, 28 listopada 2026/, 'Pokazano 2 z 2 wydarzeń'],
  ]) {
    await calendar.language(name).focus();
    await page.keyboard.press('Enter');
    await expect(calendar.root).toHaveAttribute('lang', lang);
    await expect(calendar.language(name)).toBeFocused();
    await expect(calendar.language(name)).toHaveAttribute('aria-current', /.+/);
    await expect(calendar.day(day)).toBeVisible();
    await expect(calendar.result).toHaveText(result);
    await expect(page.getByRole('checkbox', { name: 'Dzieci' })).toBeChecked();
    expect(await page.evaluate(() => Object.fromEntries(new URLSearchParams(location.search)))).toEqual({ age: 'dzieci', x: '1', lang });
  }
});

test('plurals', async ({ calendar }) => {
  for (const [count, pl, en, uk] of [
    [1, '1 z 1 wydarzenia', '1 of 1 event', '1 з 1 події'],
    [2, '2 z 2 wydarzeń', '2 of 2 events', '2 з 2 подій'],
    [11, '11 z 11 wydarzeń', '11 of 11 events', '11 з 11 подій'],
    [21, '21 z 21 wydarzeń', '21 of 21 events', '21 з 21 події'],
  ]) {
    for (const [lang, said] of Object.entries({ pl, en, uk })) {
      await calendar.open({ feed: feed(many(count)), search: `?lang=${lang}` });
      await expect(calendar.result).toHaveText(new RegExp(`${said}$`));
    }
  }
});

test('names of controls', async ({ calendar, page }) => {
  const programme = fixture('everything');
  for (const [lang, names] of Object.entries({
    en: { searchbox: 'Search', groups: ['When', 'Age', 'Place', 'Category', 'Price'], buttons: ['Today', 'Weekend'], skip: /Skip/ },
    uk: { searchbox: 'Пошук', groups: ['Коли', 'Вік', 'Місце', 'Категорія', 'Ціна'], buttons: ['Сьогодні', 'Вихідні'], skip: /Перейти/ },
  })) {
    await calendar.open({ feed: programme, search: `?lang=${lang}` });
    await expect(page.getByRole('searchbox', { name: names.searchbox })).toBeVisible();
    for (const name of names.groups) await expect.soft(page.getByRole('group', { name, exact: true })).toBeVisible();
    for (const name of names.buttons) await expect.soft(page.getByRole('button', { name, exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: names.skip })).toBeAttached();
  }
});

test('no Polish word is left on a page in another language', async ({ calendar, page }) => {
  const programme = fixture('everything');
  for (const lang of ['en', 'uk']) {
    await calendar.open({ feed: programme, search: `?lang=${lang}&event=wszystko&at=2026-11-28T18:00` });
    await expect(calendar.dialog).toBeVisible();
    // Letters that only Polish has, outside of what is marked as Polish.
    const left = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode;
        // The Polish currency has the same name everywhere.
        if (/[ąćęłńśźż]/i.test(data.replaceAll(' zł', '')) && parentElement.closest('[lang]').lang !== 'pl') found.push(data);
      }
      return found;
    });
    expect(left, lang).toEqual([]);
  }
});

test('words fall back to the feed’s language, then to any, and say which one it is', async ({ calendar }) => {
  const programme = fixture('languages');
  for (const [lang, titles] of Object.entries({
    pl: { deux: ['Nuit des masques', 'fr'], anglais: ['Silent disco', 'en'], simple: ['Goûter', 'fr'], polski: ['Herbata', null] },
    en: { deux: ['Night of masks', null], anglais: ['Silent disco', null], simple: ['Goûter', 'fr'], polski: ['Herbata', 'pl'] },
  })) {
    await calendar.open({ feed: programme, search: `?lang=${lang}` });
    await expect(calendar.result).toHaveText(/ 4 (z|of) 4 /);
    for (const [id, [title, marked]] of Object.entries(titles)) {
      const link = calendar.link(id);
      await expect.soft(link, `${lang} ${id}`).toContainText(title);
      const spoken = await link.evaluate((it, title) => {
        const walker = document.createTreeWalker(it, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const { data, parentElement } = walker.currentNode;
          if (data.includes(title)) return parentElement.closest('[lang]').lang;
        }
        return '';
      }, title);
      expect.soft(spoken, `${lang} ${id}`).toBe(marked ?? lang);
    }
  }
});

test('labels of filters, places and details are marked too', async ({ calendar, page }) => {
  await calendar.open({ feed: fixture('languages') });
  const spoken = (locator) => locator.evaluate((it) => it.closest('[lang]').lang);
  expect(await spoken(calendar.facet('Miejsce').getByText('Les caves'))).toBe('fr');
  expect(await spoken(calendar.facet('Miejsce').getByText('Kino studyjne'))).toBe('pl');
  expect(await spoken(calendar.facet('Kategoria').getByText('Wystawa'))).toBe('pl');
  expect(await spoken(calendar.facet('Kategoria').getByText('Cinéma'))).toBe('fr');
  expect(await spoken(calendar.article('deux').getByText('Les caves').first())).toBe('fr');
  expect(await spoken(page.getByRole('heading', { level: 1 }).getByText('Programme du centre'))).toBe('fr');
  await calendar.link('simple').click();
  expect(await spoken(calendar.dialog.getByText('Печиво для всіх.'))).toBe('uk');
  expect(await spoken(calendar.dialog.getByRole('heading'))).toBe('fr');
});

test('the title of the window is the calendar’s name in the language of the page', async ({ calendar, page }) => {
  for (const [lang, title] of Object.entries({ pl: 'Kalendarz próbny', en: 'Trial calendar', uk: 'Пробний календар' })) {
    await calendar.open({ feed: fixture('everything'), search: `?lang=${lang}` });
    await expect(page).toHaveTitle(new RegExp(title));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  }
});

test('an unknown language is Polish, with a note', async ({ calendar, page }) => {
  await calendar.open({ feed: feed([event('a')]), search: '?lang=de' });
  await expect(calendar.root).toHaveAttribute('lang', 'pl');
  await expect(page.getByRole('status').filter({ hasText: 'lang=de' })).toBeVisible();
});

test('problems speak the language of the page', async ({ calendar, page }) => {
  await calendar.open({ feed: '', state: 'failed', search: '?lang=uk' });
  await expect(page.getByRole('button', { name: 'Спробувати ще раз' })).toBeVisible();
  await calendar.open({ state: 'failed', search: '?lang=en' });
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
});
