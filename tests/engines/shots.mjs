// Screenshots of the demo in Firefox and WebKit, for review: scripts/setup engines, then
// node tests/engines/shots.mjs [folder]

import { mkdirSync } from 'node:fs';
import { startSite } from '../e2e/server.js';
import { ENGINES, start, window } from './engines.mjs';
import { eventually, KEY } from './webdriver.mjs';

const folder = process.argv[2] ?? 'target/engines';
const SIZES = { phone: [390, 844], desktop: [1280, 800] };

mkdirSync(folder, { recursive: true });
const site = await startSite('/kalendarz/');
for (const name of Object.keys(ENGINES)) {
  const { session, close } = await start(name);
  try {
    await window(session, site);
    const open = async (search) => {
      await session.open(site.url + search);
      await eventually(async () => {
        if ((await session.run('return document.documentElement.dataset.state')) !== 'ready') throw new Error('not ready');
      });
    };
    for (const [size, [width, height]] of Object.entries(SIZES)) {
      await session.size(width, height);
      const shot = async (view) => {
        // WebKit shows what it last painted, not what is there.
        await session.run('return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
        await session.shot(`${folder}/${name}-${size}-${view}.png`);
      };
      await open('');
      await shot('list');
      await (await session.css('article[data-event-id=koncert-bez-barier] a'))[0].click();
      await session.find('dialog');
      await shot('event');
      await session.press([KEY.escape]);
      if (size === 'phone') {
        await (await session.find('button', 'Filtry')).click();
        await session.find('checkbox');
        await shot('filters');
      }
      for (const view of ['week', 'month']) {
        await open(`?view=${view}`);
        await shot(view);
      }
    }
  } finally {
    await close();
  }
}
await site.close();
