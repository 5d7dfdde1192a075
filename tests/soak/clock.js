// Time that goes by as fast as it can, for a page that is to live through months: put in before its scripts. Unlike the
// clock of the browser tests it keeps nothing of what went by, since memory is what is looked at.

export function fastClock(start) {
  const real = { setTimeout: window.setTimeout.bind(window) };
  let now = 0;
  let last = 0;
  const timers = new Map();
  const add = (act, delay, every, values) => {
    last += 1;
    timers.set(last, { at: now + Math.max(0, Number(delay) || 0), every, run: () => act(...values) });
    return last;
  };
  window.setTimeout = (act, delay, ...values) => add(act, delay, 0, values);
  window.setInterval = (act, delay, ...values) => add(act, delay, Math.max(1, Number(delay) || 0), values);
  window.clearTimeout = (id) => { timers.delete(id); };
  window.clearInterval = window.clearTimeout;
  window.requestAnimationFrame = (act) => add(() => act(now), 16, 0, []);
  window.cancelAnimationFrame = window.clearTimeout;
  Date.now = () => start + now;
  performance.now = () => now;
  /** So that the page does what it began: messages, answers that are there, drawing. */
  window.settle = (ms = 0) => new Promise((done) => { real.setTimeout(done, ms); });
  /** Lets so many milliseconds go by. */
  window.pass = async (ms) => {
    const end = now + ms;
    for (;;) {
      let next;
      for (const [id, timer] of timers) {
        if (timer.at <= end && (!next || timer.at < next.timer.at)) next = { id, timer };
      }
      if (!next) break;
      now = Math.max(now, next.timer.at);
      if (next.timer.every) next.timer.at += next.timer.every;
      else timers.delete(next.id);
      next.timer.run();
      await Promise.resolve();
    }
    now = end;
  };
  window.timers = () => timers.size;
  // The program's memory grows and never shrinks: its size is the most that was ever needed at once, in pieces as they
  // lay then. What is in use says whether something stays behind.
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const make = WebAssembly[name];
    WebAssembly[name] = async (...values) => {
      const made = await make.apply(WebAssembly, values);
      const { exports } = made.instance ?? made;
      window.memory = Object.values(exports).find((it) => it instanceof WebAssembly.Memory);
      const begin = window.memory.buffer.byteLength;
      window.allocated = () => allocated(new Uint32Array(window.memory.buffer), begin);
      return made;
    };
  }

  /**
   * Bytes that the program has in use: its allocator's heap (dlmalloc, which begins where the program's own data ends)
   * chunk by chunk. The second word of a chunk has its size, and whether it is in use (2).
   */
  function allocated(words, begin) {
    let used = 0;
    for (let at = begin; at + 8 <= words.length * 4;) {
      const head = words[at / 4 + 1];
      const size = head & ~7;
      if (size < 8) break;
      if (head & 2) used += size;
      at += size;
    }
    return used;
  }
}
