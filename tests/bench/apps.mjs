// What is measured. Lists are compared with lists, since grids cap what they draw.
//
//   from      folder of the page's files, in target/bench or dist
//   form      of the programme: the peers' own (`plain`), a feed in one file, a feed in `parts`, or a `published` site,
//             which has parts and the first days in its HTML
//   query     of the address
//   event     selector of one event's element
//   control   code that runs in the page and finds what a click on toggles one filter, before the clock is started;
//             `by(role, name)` finds a control by its name

const box = "() => document.querySelector('input[name=category][value=koncert]')";
const peer = (name, from, event, query = '') => ({ name, from, form: 'plain', query, event, control: box });
const own = (name, form) => ({
  name, from: 'dist', form, query: '', event: 'article[data-event-id]', control: "(by) => by('checkbox', 'Koncert')",
});

/** The hand-written page: the limit to reach. */
export const LIMIT = 'hand-written page';

export const APPS = [
  own('Kalendarz', 'feed'),
  own('Kalendarz, in parts', 'parts'),
  own('Kalendarz, published', 'published'),
  peer(LIMIT, 'vanilla', 'article[data-event-id]'),
  peer('FullCalendar list', 'fullcalendar', '.bench-ev', 'view=list'),
  peer('EventCalendar list', 'eventcalendar', '.ec-event', 'view=list'),
  peer('Schedule-X list', 'schedulex', '.sx__list-event', 'view=list'),
  peer('FullCalendar grid', 'fullcalendar', '.bench-ev'),
  peer('EventCalendar grid', 'eventcalendar', '.ec-event'),
  peer('Schedule-X grid', 'schedulex', '.sx__month-grid-event'),
  peer('TOAST UI grid', 'toastui', '.toastui-calendar-weekday-event-block'),
];

/**
 * What the browser takes for what a toggle of ours shows: the same entries, put there by one `innerHTML`, and nothing else.
 * All of them are laid out before the paint; ours leave what is far from the screen for the frame after it.
 */
export const SAME = {
  ...own('same entries by innerHTML', 'feed'),
  control: `(by) => {
    const list = document.querySelector('.days');
    // The first two toggles, which do not count, are ours: what stands there before each is what is put there later.
    const kept = globalThis.kept ??= [];
    if (kept.length < 2) {
      kept.push(list.innerHTML);
      return by('checkbox', 'Koncert');
    }
    kept.reverse();
    return { click() { [list.innerHTML] = kept; } };
  }`,
};

/** Libraries whose lists are what ours is. */
export const LISTS = ['FullCalendar list', 'EventCalendar list', 'Schedule-X list'];
