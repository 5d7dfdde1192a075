// How Chromium is started, and what it believes of the world: for the tests and for the screenshots.

export const launch = {
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** Far from the feed's zone and language: neither may show through. */
export const surroundings = {
  timezoneId: 'America/New_York',
  locale: 'en-US',
  viewport: { width: 1280, height: 800 },
  // Each test meets the files that were built, and nothing that an earlier one left; offline.spec.js is about them.
  serviceWorkers: 'block',
};
