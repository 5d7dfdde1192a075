/** Types for `embed.js`, the calendar in another page. Every attribute means what the calendar's address says. */

/** Colours of the frame. */
export type KalendarzTheme = 'light' | 'dark' | 'auto';

/** Attributes of `<kalendarz-kultury>`; lists are comma-separated. */
export interface KalendarzAttributes {
  /** Ids of age groups. */
  age?: string;
  /** Ids of venues. */
  venue?: string;
  /** Ids of categories. */
  category?: string;
  /** Words to look for. */
  q?: string;
  when?: 'today' | 'tomorrow' | 'weekend' | 'week' | 'month';
  /** First day, `YYYY-MM-DD`. */
  from?: string;
  /** Last day, `YYYY-MM-DD`. */
  to?: string;
  free?: '1';
  access?: string;
  reach?: string;
  involvement?: string;
  /** Volunteers wanted. */
  volunteers?: '1';
  /** For generations together. */
  generations?: '1';
  /** Languages spoken at the event. */
  language?: string;
  /** Without weekly and daily classes. */
  classes?: '0';
  /** Places left. */
  booking?: '1';
  view?: 'agenda' | 'week' | 'month';
  /** The week or month that holds this day, `YYYY-MM-DD`. */
  date?: string;
  /** What the visitor starred. */
  mine?: '1';
  /** Event ids, with `~` and a date for one date of an event. */
  stars?: string;
  /** The opened event. */
  event?: string;
  /** Its date. */
  at?: string;
  lang?: 'pl' | 'en' | 'uk';
  /** Entries of the list at most. */
  limit?: string | number;
  theme?: KalendarzTheme;
  /** The house's colour as CSS has it: `#0a5a3c`, `teal`; one that is too faint for reading is corrected. */
  accent?: string;
  /** Keys that the visitor can't change and doesn't see. */
  lock?: string;
}

declare global {
  interface HTMLElementTagNameMap {
    'kalendarz-kultury': HTMLElement;
  }
}
