// In a frame that embed.js made: tells the page around it how high the calendar is, and with the first message that it
// is there. Loaded by boot.js in a frame alone.

/** Messages at most after the start, after each act of the visitor and after each change of width. */
const MOST = 3;
/** How long each of them waits for what may still change (ms): the first shows the way, the last has the end. */
const WAITS = [0, 120, 1500];
/** Without an act something may change too, as when a new programme comes: one message more a minute. */
const MINUTE = 60_000;
/** What embed.js gives at most (px); what is higher scrolls. */
const HIGHEST = 20_000;

/**
 * Tells the height from now on.
 * @param {string} id the frame's name, which its messages carry
 */
export function tell(id) {
  const root = document.documentElement;
  let said = 0, width = 0, sent = 0, timer, renewed = 0;

  // Nothing, where nobody can see it: a closed tab, a folded part of the page.
  const measured = () => {
    const { width, height } = document.body.getBoundingClientRect();
    return width ? Math.ceil(height) : said;
  };
  function say() {
    timer = undefined;
    const height = measured();
    // Not before there is a calendar to show; from then on whatever comes, a failure too.
    if ((!said && !/ready|stale/.test(root.dataset.state)) || height === said) return;
    said = height;
    sent += 1;
    // The frame becomes as high as this: a bar to scroll with would only come and go.
    root.style.overflowY = height > HIGHEST ? '' : 'hidden';
    // To whoever embeds it: there is nothing secret in a number.
    parent.postMessage({ kalendarz: 1, id, height }, '*');
  }
  function look() {
    if (timer !== undefined || measured() === said) return;
    if (sent < MOST) timer = setTimeout(say, WAITS[sent]);
    else {
      // Until then it can be scrolled to.
      root.style.overflowY = '';
      timer = setTimeout(() => { sent = MOST - 1; renewed = performance.now(); say(); }, Math.max(0, renewed + MINUTE - performance.now()));
    }
  }
  function renew() {
    sent = 0;
    renewed = performance.now();
    clearTimeout(timer);
    timer = undefined;
    look();
  }

  // Assistive technology clicks without a pointer.
  for (const act of ['pointerdown', 'keydown', 'input', 'click']) addEventListener(act, renew, { capture: true, passive: true });
  const sizes = new ResizeObserver(() => {
    if (innerWidth !== width) {
      width = innerWidth;
      renew();
    } else {
      look();
    }
  });
  sizes.observe(document.body);
  sizes.observe(root);
  new MutationObserver(look).observe(root, { attributeFilter: ['data-state'] });
  // Of a frame below the window browsers draw nothing, and observe no sizes: what can be measured is told all the same.
  look();
}
