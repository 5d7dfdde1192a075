// Put into every page before its own scripts: when its first event is painted, and how long a toggle takes to the paint
// after the last change of the document. Everything is a function of its own text, as it crosses into the browser.

/**
 * @param {{event: string, now: number}} about selector of an event, and what time it is
 */
export function watch({ event, now }) {
  // Every page is on the same day.
  const real = Date.now;
  const shift = now - real();
  const { Date: Before } = globalThis;
  globalThis.Date = class extends Before {
    constructor(...values) {
      if (values.length) super(...values);
      else super(real() + shift);
    }

    static now() { return real() + shift; }
  };

  const bench = { visible: 0, long: [] };
  globalThis.bench = bench;
  /** After the paint work of the next frame. */
  const painted = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(performance.now());
    port2.postMessage(0);
  });
  const first = () => document.querySelector(event);
  let looking = false;
  const look = () => {
    if (looking || bench.visible || !first()) return;
    looking = true;
    painted((time) => {
      looking = false;
      if (!first()?.getClientRects().length) return;
      bench.visible = time;
      bench.events = document.querySelectorAll(event).length;
      watcher.disconnect();
    });
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => bench.long.push(...list.getEntries().map((it) => it.duration))).observe({ type: 'longtask', buffered: true });

  for (const name of ['instantiate', 'instantiateStreaming']) {
    const make = WebAssembly[name];
    WebAssembly[name] = async (...values) => {
      const made = await make.apply(WebAssembly, values);
      const memory = Object.values((made.instance ?? made).exports).find((it) => it instanceof WebAssembly.Memory);
      bench.memory = memory ?? bench.memory;
      return made;
    };
  }

  const named = (it) => (it.getAttribute('aria-label') || [...(it.labels ?? [])].map((label) => label.textContent).join(' ') || it.textContent || '')
    .replace(/\s+/g, ' ').trim();
  const ROLES = { checkbox: 'input[type=checkbox]', button: 'button' };
  bench.by = (role, name) => {
    const found = [...document.querySelectorAll(ROLES[role])].filter((it) => it.getClientRects().length);
    const it = found.find((one) => named(one) === name) ?? found.find((one) => named(one).startsWith(name));
    if (!it) throw new Error(`no ${role} "${name}"`);
    return it;
  };

  /** Milliseconds from a click on a control to the paint after the last change; nothing changes for `quiet` ms after it. */
  bench.measure = (control, quiet, longest) => new Promise((done) => {
    let began = 0;
    let last = 0;
    let paint = 0;
    let due = false;
    const changes = new MutationObserver(() => {
      last = performance.now();
      if (due) return;
      due = true;
      painted((time) => { due = false; paint = time; });
    });
    changes.observe(document.body, { childList: true, subtree: true, characterData: true });
    const settled = () => {
      const now = performance.now();
      if (last && !due && now - Math.max(paint, last) > quiet) {
        changes.disconnect();
        done(paint - began);
      } else if (now - began > longest) {
        changes.disconnect();
        done(NaN);
      } else setTimeout(settled, 20);
    };
    painted(() => painted(() => {
      const it = control(bench.by);
      began = performance.now();
      it.click();
      setTimeout(settled, 20);
    }));
  });
}
