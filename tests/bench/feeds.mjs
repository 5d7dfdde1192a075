// A programme that is the same in every run, of any size: in the peers' plain form and in the feed's own format.
// Two years around 22 November 2026, ten categories, twelve places, seven age groups, a description each.

/** The day that every page takes for today. */
export const TODAY = '2026-11-22';

function mulberry32(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const CATEGORIES = [
  ['koncert', 'Koncert'], ['spektakl', 'Spektakl'], ['wystawa', 'Wystawa'], ['warsztaty', 'Warsztaty'],
  ['film', 'Film'], ['spotkanie', 'Spotkanie autorskie'], ['wyklad', 'Wykład'], ['festiwal', 'Festiwal'],
  ['spacer', 'Spacer z przewodnikiem'], ['zajecia', 'Zajęcia rodzinne'],
].map(([id, name]) => ({ id, name }));
export const VENUES = [
  ['filharmonia', 'Filharmonia Łódzka'], ['teatr-wielki', 'Teatr Wielki'], ['muzeum-sztuki', 'Muzeum Sztuki'],
  ['dom-kultury-zielony', 'Dom Kultury „Zielony Zakątek”'], ['biblioteka', 'Biblioteka Główna'], ['kino-swit', 'Kino Świt'],
  ['galeria-zrodlo', 'Galeria Źródło'], ['amfiteatr', 'Amfiteatr nad Wisłą'], ['klub-piwnica', 'Klub Piwnica'],
  ['palac', 'Pałac Książęcy'], ['hala', 'Hala Rękodzieła'], ['park', 'Park Śródmiejski'],
].map(([id, name]) => ({ id, name }));
export const AGE_GROUPS = [
  ['0-2', 'Niemowlęta'], ['3-5', 'Przedszkolaki'], ['6-9', 'Dzieci młodsze'], ['10-13', 'Dzieci starsze'],
  ['14-17', 'Młodzież'], ['18+', 'Dorośli'], ['60+', 'Seniorzy'],
].map(([id, name]) => ({ id, name }));

const ADJ = ['Jesienny', 'Zimowy', 'Wieczorny', 'Świąteczny', 'Rodzinny', 'Kameralny', 'Wielki', 'Nocny', 'Młodzieżowy', 'Łódzki', 'Ścieżkowy', 'Żywy', 'Dźwiękowy', 'Międzypokoleniowy', 'Pierwszy', 'Ostatni'];
const NOUN = ['koncert smyczkowy', 'recital fortepianowy', 'przegląd filmów krótkich', 'spektakl dla dzieci', 'wernisaż grafiki', 'warsztat ceramiczny', 'spacer po śródmieściu', 'wykład o sztuce żydowskiej', 'kiermasz książki', 'wieczór poezji', 'jarmark rękodzieła', 'festyn sąsiedzki', 'pokaz światła i dźwięku', 'turniej szachowy', 'seans niemy z muzyką na żywo', 'maraton czytania'];
const TAIL = ['w rytmie jazzu', 'pod gwiazdami', 'z Chopinem', 'dla najmłodszych', 'na podwórku', 'przy świecach', 'ze Stanisławem Lemem', 'o książkach i ludziach', 'w języku migowym', 'z audiodeskrypcją', 'bez granic', 'między wierszami', 'na cztery ręce', 'w starej łaźni', 'u źródeł', 'po zmroku'];
const WORDS = 'artyści zaproszą publiczność do wspólnego odkrywania dźwięków opowieści oraz rzemiosła podczas wydarzenia przygotowanego przez miejskie instytucje kultury wstęp wymaga wcześniejszej rejestracji liczba miejsc jest ograniczona spotkanie poprowadzi doświadczona edukatorka która łączy zabawę z nauką i ćwiczeniami w programie znajdą się również występy gościnne rozmowy krótkie pokazy oraz poczęstunek dla uczestników młodszych starszych przestrzeń jest dostępna dla osób poruszających się na wózkach zapewniamy pętlę indukcyjną tłumaczenie na polski język migowy prosimy o wygodny strój i zabranie dobrego humoru całość potrwa około dwóch godzin z przerwą kawiarnia będzie czynna przed rozpoczęciem'.split(' ');
const TAGS = ['muzyka', 'teatr', 'książka', 'plener', 'rękodzieło', 'sztuka', 'taniec', 'historia', 'nauka', 'dostępność', 'bezpłatne', 'sąsiedztwo'];

// last Sunday of March / October, 01:00 UTC
const lastSun = (y, m) => { const d = new Date(Date.UTC(y, m + 1, 0)); return Date.UTC(y, m, d.getUTCDate() - d.getUTCDay(), 1); };
function warsawIso(utcMs) {
  const y = new Date(utcMs).getUTCFullYear();
  const dst = utcMs >= lastSun(y, 2) && utcMs < lastSun(y, 9);
  const off = dst ? 2 : 1;
  return new Date(utcMs + off * 3600e3).toISOString().slice(0, 19) + `+0${off}:00`;
}

/** `n` events in the plain form that the peers read. */
export function plain(n, seed = 20261122) {
  const r = mulberry32(seed + n);
  const pick = (a) => a[Math.floor(r() * a.length)];
  const from = Date.UTC(2025, 10, 22), to = Date.UTC(2027, 10, 22); // 24 months around 2026-11-22
  const days = Math.round((to - from) / 864e5);
  const events = [];
  for (let i = 0; i < n; i++) {
    const startMs = from + Math.floor(r() * days) * 864e5 + (8 + Math.floor(r() * 12)) * 3600e3 + Math.floor(r() * 4) * 900e3;
    const multi = r() < 0.03;
    const durMs = multi ? (1 + Math.floor(r() * 10)) * 864e5 : (2 + Math.floor(r() * 7)) * 1800e3;
    const ag = new Set(); const k = 1 + Math.floor(r() * 3);
    while (ag.size < k) ag.add(pick(AGE_GROUPS).id);
    const tags = new Set(); const t = 1 + Math.floor(r() * 3);
    while (tags.size < t) tags.add(pick(TAGS));
    let d = ''; while (d.length < 290) d += (d ? ' ' : '') + pick(WORDS);
    d = d[0].toUpperCase() + d.slice(1) + '.';
    events.push({
      id: 'e' + (i + 1), title: `${pick(ADJ)} ${pick(NOUN)} ${pick(TAIL)}`, description: d,
      start: warsawIso(startMs), end: warsawIso(startMs + durMs),
      venue: pick(VENUES).id, category: pick(CATEGORIES).id, ageGroups: [...ag],
      price: r() < 0.35 ? 0 : 5 * (1 + Math.floor(r() * 24)), tags: [...tags],
    });
  }
  return { events, venues: VENUES, categories: CATEGORIES, ageGroups: AGE_GROUPS };
}

/** The same events as a feed, version 1. */
export function feed({ events, venues, categories, ageGroups }) {
  const years = { '0-2': [0, 2], '3-5': [3, 5], '6-9': [6, 9], '10-13': [10, 13], '14-17': [14, 17], '18+': [18], '60+': [60] };
  return {
    version: 1, title: 'Kalendarz', lang: 'pl', timezone: 'Europe/Warsaw', generated_at: '2026-11-22T12:00:00+01:00',
    age_groups: ageGroups.map(({ id, name }) => ({ id, label: name, min: years[id][0], ...(years[id][1] === undefined ? {} : { max: years[id][1] }) })),
    categories: categories.map(({ id, name }) => ({ id, label: name })), venues,
    events: events.map(({ id, title, description, start, end, venue, category, ageGroups, price, tags }) => ({
      id, title, description, start, end, venue, categories: [category], age_groups: ageGroups, tags, price: price ? { from: price, currency: 'PLN' } : { free: true },
    })),
  };
}
