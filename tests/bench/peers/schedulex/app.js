import { createCalendar, createViewMonthGrid, createViewMonthAgenda, createViewList } from '@schedule-x/calendar';
import plPL from 'polish';
import '@schedule-x/theme-default/dist/calendar.css';
import '../page.css';
import { boot, NOW, LIST } from '../common.js';
// Temporal is native in current Chromium and Firefox; the polyfill is a lazy chunk for the others.
if (!globalThis.Temporal) await import('temporal-polyfill/global');
const z = (s) => Temporal.ZonedDateTime.from(s + '[Europe/Warsaw]');
boot((e) => ({ id: e.id, title: e.title, start: z(e.start), end: z(e.end) }), (el, events) => {
  const grid = createViewMonthGrid(), agenda = createViewMonthAgenda(), lst = createViewList();
  const c = createCalendar({
    views: LIST ? [lst, grid, agenda] : [grid, agenda, lst], defaultView: LIST ? lst.name : grid.name,
    selectedDate: Temporal.PlainDate.from(NOW), timezone: 'Europe/Warsaw', locale: 'pl-PL', firstDayOfWeek: 1,
    translations: { plPL }, skipValidation: true, skipAnimations: true, monthGridOptions: { nEventsPerDay: 4 }, events,
  });
  c.render(el);
  return (ev) => c.events.set(ev);
});
