// In a published page, whose HTML has the first days of the programme: they stand until the calendar is there, which
// takes their place without moving anything. A page that was published some time ago shows what is still to come.

const root = document.documentElement;
const first = document.getElementById('pierwsze');
const calendar = document.getElementById('kalendarz');

const over = (it) => Date.now() >= it.dataset.until * 1000;
/** A choice that is kept on this device is a filter. */
const chosen = () => {
  try {
    return localStorage.getItem(`kalendarz:${location.pathname.replace(/[^/]*$/, '')}:choice`);
  } catch {
    return null;
  }
};

/** The calendar in place of the first days, and the focus on the same event. */
function give() {
  const { eventId, start } = document.activeElement?.closest('#pierwsze article')?.dataset ?? {};
  calendar.hidden = false;
  first.remove();
  const same = `article[data-event-id="${CSS.escape(eventId)}"][data-start="${start}"] h3 a`;
  if (eventId) document.querySelector(same)?.focus({ preventScroll: true });
}

/** Without a programme the calendar says why and what can be done; what was published is better than nothing. */
function below() {
  first.replaceChildren(...first.querySelectorAll('.ongoing, .days'));
  calendar.hidden = false;
  calendar.after(first);
}

// Filters, another view, a frame, a lobby: other days than these are asked for. And tomorrow is another day.
if (location.search || chosen() || over(first)) {
  first.remove();
} else {
  for (const it of first.querySelectorAll('[data-until]')) if (over(it)) it.remove();
  for (const it of first.querySelectorAll('section')) if (!it.querySelector('article')) it.remove();
  // The policy lets no markup say how it looks.
  for (const name of ['--light', '--dark']) {
    for (const it of first.querySelectorAll(`[data${name}]`)) it.style.setProperty(name, it.getAttribute(`data${name}`));
  }
  // Drawn as they will be, and no more than that: without a program they would do nothing.
  for (const it of first.querySelectorAll('[hidden]')) it.hidden = false;
  first.querySelector('.bar .primary').hidden = matchMedia('(min-width: 56rem)').matches;
  calendar.hidden = true;
  const look = () => {
    const { state } = root.dataset;
    if (/ready|stale/.test(state)) {
      watch.disconnect();
      give();
    } else if (state === 'failed') below();
  };
  const watch = new MutationObserver(look);
  watch.observe(root, { attributeFilter: ['data-state'] });
  // The calendar may have been quicker than this.
  look();
}
