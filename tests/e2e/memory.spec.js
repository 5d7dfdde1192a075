// A page that stays open keeps nothing of what it has shown: filters on and off, events opened and closed, views in turn.
// Months in a lobby are `make soak`.

import { many, feed } from './feeds.js';
import { expect, test } from './site.js';

test.use({ own: true });

/** Often enough that a hundred bytes for each row that was drawn fill a page of the program's memory. */
const OFTEN = 300;

for (const [what, act] of [
  ['a filter', () => (document.querySelector('.presets button:nth-child(2)[aria-pressed="false"]') ?? document.querySelector('.presets button')).click()],
  ['an event', () => (document.querySelector('dialog[open] .close') ?? document.querySelector('article h3 a')).click()],
  ['views', () => (document.querySelector('.views button[aria-pressed="true"] + button') ?? document.querySelector('.views button')).click()],
  ['words', () => {
    const field = document.querySelector('input[type="search"]');
    field.value = field.value ? '' : 'e01';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }],
]) {
  test(`${what}, again and again: the program’s memory stays as it is`, async ({ calendar, page }) => {
    test.setTimeout(120_000);
    await page.addInitScript(() => {
      const make = WebAssembly.instantiateStreaming;
      WebAssembly.instantiateStreaming = async (...values) => {
        const made = await make.apply(WebAssembly, values);
        window.memory = Object.values(made.instance.exports).find((it) => it instanceof WebAssembly.Memory);
        return made;
      };
    });
    await calendar.open({ feed: feed(many(600)) });
    const often = (times) => page.evaluate(`(async () => {
      for (let time = 0; time < ${times}; time += 1) {
        (${act})();
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      }
      return window.memory.buffer.byteLength;
    })()`);
    // It may take a step once, as when the rest of the program has come, or a list finds no gap that is large enough. What
    // keeps something each time takes one every time.
    const sizes = [await often(24)];
    do sizes.push(await often(OFTEN)); while (sizes.at(-1) > sizes.at(-2) && sizes.length < 4);
    expect(sizes.at(-1), sizes.join(', ')).toBe(sizes.at(-2));
  });
}
