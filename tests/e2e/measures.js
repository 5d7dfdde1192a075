// What is measured on the page as it stands, beside axe's rules: targets, contrast, what is cut off, covered or sticks out.
// Each gives a list of what is wrong, with the element and the figure.

/** Waits until the page has drawn what a change of window, colours or letters makes of it. */
export const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Makes letters so many times as large, as a reader does who enlarges text alone: the layout stays that of the window. */
export async function enlarge(page, times) {
  await page.evaluate((size) => { document.documentElement.style.fontSize = size; }, times === 1 ? '' : `${times * 100}%`);
  await drawn(page);
}

/** Buttons, links, boxes and fields on which less than 44 × 44 pixels answer; links within sentences aside (WCAG 2.5.8). */
export const small = (page) =>
  page.evaluate(() => {
    const letters = (it) => it.nodeType === Node.TEXT_NODE && /\p{Letter}{2}/u.test(it.data);
    const running = (it) => it.matches('a') && getComputedStyle(it).display === 'inline' && [...it.parentElement.childNodes].some(letters);
    const found = [];
    for (const it of document.querySelectorAll('a[href], button, input, summary')) {
      if (!it.checkVisibility() || it.closest(':disabled') || running(it) || it.matches('.skip')) continue;
      if (document.querySelector('dialog[open]') && !it.closest('dialog')) continue;
      // Under the sheet of filters one scrolls the page, or closes it.
      if (document.querySelector('[aria-expanded="true"]:not([hidden])') && !it.closest('.dock')) continue;
      it.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const answers = (x, y) => {
        const hit = document.elementFromPoint(x, y);
        return hit !== null && (it.contains(hit) || (it.labels && [...it.labels].some((label) => label.contains(hit))));
      };
      const box = it.getClientRects()[0];
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      // Most are far larger: four points tell.
      if ([[-21, 0], [21, 0], [0, -21], [0, 21]].every(([dx, dy]) => answers(x + dx, y + dy))) continue;
      const reach = (dx, dy) => {
        let steps = 0;
        while (steps < 44 && answers(x + dx * (steps + 1), y + dy * (steps + 1))) steps += 1;
        return steps;
      };
      const [width, height] = [reach(-1, 0) + reach(1, 0) + 1, reach(0, -1) + reach(0, 1) + 1];
      if (width < 43 || height < 43) found.push(`${it.outerHTML.slice(0, 120)}: ${width} × ${height}`);
    }
    for (const it of [document.documentElement, ...document.querySelectorAll('dialog, .boxes')]) it.scrollTo({ top: 0, behavior: 'instant' });
    return found;
  });

/** What sticks out to the right of the window, or is cut off there. */
export const out = (page) =>
  page.evaluate(() => {
    const scrolled = [document.documentElement, ...document.querySelectorAll('dialog[open]')];
    const wide = scrolled.filter((it) => it.scrollWidth > it.clientWidth);
    const beyond = [...document.querySelectorAll('body *')].filter((it) => {
      // For screen readers alone; and the days by name, which scroll by themselves on a phone.
      if (!it.checkVisibility() || it.closest('.sr, .skip, [role="group"][aria-label]')) return false;
      return it.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
    });
    return [...wide.map((it) => `${it.tagName} scrolls sideways`), ...beyond.slice(0, 3).map((it) => it.outerHTML.slice(0, 120))];
  });

/**
 * Text that is lost: cut off by its own box, or under other text. Entries of the month are cut after two lines on purpose;
 * whole they stand under the table, when their day is chosen.
 */
export const lost = (page) =>
  page.evaluate(() => {
    const aside = (it) => !it.checkVisibility() || it.closest('.sr, .skip, .entry');
    const clips = (style) => /hidden|clip/.test(style.overflowX + style.overflowY);
    const cut = [...document.querySelectorAll('body *')].filter((it) => {
      if (aside(it) || !clips(getComputedStyle(it))) return false;
      return it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1;
    });
    const pieces = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      const parent = text.parentElement;
      if (!text.data.trim() || aside(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      let layer = parent;
      while (layer !== document.body && !layer.matches('dialog') && getComputedStyle(layer).position !== 'fixed') layer = layer.parentElement;
      for (const { left, right, top, bottom } of range.getClientRects()) {
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        let within = true;
        for (let it = parent; it !== document.body && within; it = it.parentElement) {
          if (getComputedStyle(it).overflow === 'visible') continue;
          const box = it.getBoundingClientRect();
          within = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
        }
        // The letters themselves: without the room above and below that fonts ask for.
        const room = (bottom - top) / 4;
        if (within) pieces.push({ text, left: left + 1, right: right - 1, top: top + room, bottom: bottom - room, layer });
      }
    }
    const covered = [];
    for (const [place, one] of pieces.entries()) {
      for (const other of pieces.slice(place + 1)) {
        if (one.text === other.text || one.layer !== other.layer) continue;
        const apart = one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
        if (!apart) covered.push(`“${one.text.data.trim()}” lies on “${other.text.data.trim()}”`);
      }
    }
    return [...cut.map((it) => `cut off: ${it.outerHTML.slice(0, 120)}`), ...covered].slice(0, 5);
  });

/** Text with less than 4.5:1 to its ground, 3:1 when it is large (WCAG 1.4.3): measured also where axe can't tell. */
export const pale = (page) =>
  page.evaluate(() => {
    const brush = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
    const known = new Map();
    const channels = (color) => {
      if (!known.has(color)) {
        brush.clearRect(0, 0, 1, 1);
        brush.fillStyle = color;
        brush.fillRect(0, 0, 1, 1);
        const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
        known.set(color, [red, green, blue, alpha / 255]);
      }
      return known.get(color);
    };
    const over = ([r, g, b, alpha], below) => [r, g, b].map((it, place) => it * alpha + below[place] * (1 - alpha));
    const ground = (it) => {
      if (it === null) return channels('Canvas');
      const own = channels(getComputedStyle(it).backgroundColor);
      if (own[3] === 1) return own;
      // The bar of a span is drawn by its piece, under the link.
      const strip = it.matches('.span') ? channels(getComputedStyle(it, '::before').backgroundColor) : [0, 0, 0, 0];
      return over(own, over(strip, ground(it.parentElement)));
    };
    const light = (color) => {
      const [r, g, b] = color.map((it) => (it / 255 <= 0.04045 ? it / 255 / 12.92 : ((it / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const found = new Map();
    const look = (it, said) => {
      const { color, fontSize, fontWeight } = getComputedStyle(it);
      const below = ground(it);
      const [dark, bright] = [light(over(channels(color), below)), light(below)].sort((one, other) => one - other);
      const ratio = (bright + 0.05) / (dark + 0.05);
      const size = Number.parseFloat(fontSize);
      const wanted = size >= 24 || (size >= 18.66 && fontWeight >= 700) ? 3 : 4.5;
      let clear = 1;
      for (let above = it; above; above = above.parentElement) clear *= getComputedStyle(above).opacity;
      if (ratio < wanted || clear < 1) found.set(it, `“${said}”: ${ratio.toFixed(2)}:1 of ${wanted}:1, opacity ${clear}`);
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const it = texts.currentNode.parentElement;
      if (texts.currentNode.data.trim() && it.checkVisibility() && !it.closest('.sr')) look(it, texts.currentNode.data.trim());
    }
    for (const it of document.querySelectorAll('input:not([type="checkbox"])')) if (it.checkVisibility()) look(it, it.value || it.type);
    return [...found.values()].slice(0, 5);
  });
