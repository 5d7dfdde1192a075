// The builder page: fetches programme and program side by side and has the form drawn. The page's own text says how to
// embed the calendar without it.
import { load } from './program.js';

const place = document.getElementById('osadzanie');
const { dataset } = document.querySelector('script[data-extra-js]');
const folder = new URL('./', location.href).href;

for (const code of document.querySelectorAll('pre[data-code]')) code.textContent = code.textContent.replaceAll('ADRES/', folder);

async function feed() {
  const response = await fetch(place.dataset.feed, { cache: 'no-cache' });
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : new Uint8Array();
}

Promise.all([load(dataset.extraJs, dataset.extraWasm), feed().catch(() => new Uint8Array())])
  .then(([program, bytes]) => program.builder(place, [bytes], folder))
  .catch((error) => {
    console.error(error);
    document.getElementById('bez-formularza').hidden = false;
  });
