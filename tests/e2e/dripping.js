// A programme that comes as slowly as a test wants.

/**
 * The feed's answer as the page reads it, given out by the test: what the page makes of long silences is a matter of its
 * clock, and a wire that takes its time would be another.
 */
export async function dripping(page) {
  await page.addInitScript(() => {
    const { fetch } = window;
    window.fetch = (address, options) => {
      if (!String(address).includes('feed.json')) return fetch(address, options);
      const body = new ReadableStream({
        start(control) {
          window.drip = (piece) => control.enqueue(typeof piece === 'string' ? new TextEncoder().encode(piece) : Uint8Array.from(piece));
          window.dry = () => control.close();
          options.signal.addEventListener('abort', () => control.error(options.signal.reason));
        },
      });
      const response = new Response(body, { headers: { 'Content-Type': 'application/json' } });
      Object.defineProperty(response, 'url', { value: new URL(address, location).href });
      return Promise.resolve(response);
    };
  });
  const send = (text) => page.evaluate((text) => window.drip(text), text);
  return { send, end: (text) => send(text).then(() => page.evaluate(() => window.dry())) };
}
