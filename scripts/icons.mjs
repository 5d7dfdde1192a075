// The pictures of the site as files, drawn from static/icon.svg: icons of every size that phones ask for, and the
// picture that other sites show beside a link. Run it after a change of the mark, the accent or the name, and keep
// what it writes:
//
//   scripts/env host node scripts/icons.mjs "Kalendarz kulturalny" "Opatowski Ośrodek Kultury"
//
// The mark is the west front of St Martin's in Opatów: two towers, each with a double window, and a stepped portal.

import { readFileSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { launch } from '../tests/e2e/browser.js';

const [title = 'Kalendarz kulturalny', publisher = 'Opatowski Ośrodek Kultury'] = process.argv.slice(2);

/** What stands in style/tokens.css, in the light. */
const token = (name) => readFileSync('style/tokens.css', 'utf8').match(new RegExp(`--${name}: ([^;]+);`))[1];
const [paper, ink, quiet, accent, display, text] = ['paper', 'ink', 'quiet', 'house', 'display', 'text'].map(token);

const shape = readFileSync('static/icon.svg', 'utf8').match(/ d="([^"]+)"/)[1];
/** Where the mark ends, below and to the right, in units of which its square has 64. */
const FOOT = 60;

const pictures = {
  'icon-192.png': icon(192, { scale: 0.68, radius: 0.2 }),
  'icon-512.png': icon(512, { scale: 0.68, radius: 0.2 }),
  // Android cuts it as it likes, but leaves a circle of four fifths of the width.
  'icon-maskable-512.png': icon(512, { scale: 0.6 }),
  'apple-touch-icon.png': icon(180, { scale: 0.66 }),
  'social.png': social(),
};

/** The mark on paper. `scale`: its width in that of the icon. `radius` of the corners, likewise. */
function icon(size, { scale, radius = 0 }) {
  const side = size * scale;
  // In the middle of what is seen, and on whole pixels.
  const left = Math.round((size - side) / 2);
  const top = Math.round((size - (side * (FOOT + 2)) / 64) / 2);
  return svg(size, size, `<rect width="${size}" height="${size}" rx="${size * radius}" fill="${paper}"/>${mark(left, top, side)}`);
}

/** A poster: the name, and the mark standing on a ground that runs off the sheet. */
function social() {
  const [width, height, margin] = [1200, 630, 80];
  const [ground, side] = [54, 500];
  const base = height - ground;
  const lines = broken(title, 11);
  const size = 96;
  const line = (words, place) => `<tspan x="${margin}" y="${margin + 90 + place * size * 1.08}">${words}</tspan>`;
  return svg(width, height, `
    <rect width="${width}" height="${height}" fill="${paper}"/>
    <rect y="${base}" width="${width}" height="${ground}" fill="${accent}"/>
    ${mark(width - margin - (side * FOOT) / 64, base - (side * FOOT) / 64, side)}
    <text fill="${ink}" font-family='${display}' font-size="${size}" font-weight="700" letter-spacing="-1">${lines.map(line).join('')}</text>
    <rect x="${margin}" y="${margin + 90 + lines.length * size * 1.08 - 44}" width="84" height="6" fill="${ink}"/>
    <text x="${margin}" y="${base - 56}" fill="${quiet}" font-family='${text}' font-size="36" font-weight="600">${publisher}</text>`);
}

/** Words in lines of about so many letters. */
function broken(words, letters) {
  return words.split(' ').reduce((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
    return lines;
  }, []);
}

function mark(x, y, side) {
  return `<path transform="translate(${x} ${y}) scale(${side / 64})" fill="${accent}" d="${shape}"/>`;
}

function svg(width, height, inside) {
  return { width, height, source: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${inside}</svg>` };
}

/** Drawn by the browser: four bytes a pixel. */
async function pixels(page, { width, height, source }) {
  const base64 = await page.evaluate(
    async ([width, height, source]) => {
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
      await image.decode();
      const context = new OffscreenCanvas(width, height).getContext('2d');
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      let binary = '';
      for (let at = 0; at < data.length; at += 0x8000) binary += String.fromCharCode(...data.subarray(at, at + 0x8000));
      return btoa(binary);
    },
    [width, height, source],
  );
  return Buffer.from(base64, 'base64');
}

/** A PNG with a palette of at most 256 colours, a quarter of the size of one without: few colours, and shades between. */
function png({ width, height }, rgba) {
  const counts = new Map();
  for (let at = 0; at < rgba.length; at += 4) {
    const color = rgba.readUInt32BE(at);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const palette = [...counts].sort(([, a], [, b]) => b - a).slice(0, 256).map(([color]) => color);
  const parts = (color) => [color >>> 24, (color >>> 16) & 255, (color >>> 8) & 255, color & 255];
  const distance = (one, other) => parts(one).reduce((sum, part, place) => sum + (part - parts(other)[place]) ** 2, 0);
  const nearest = (color) => palette.reduce((best, it, place) => (distance(it, color) < distance(palette[best], color) ? place : best), 0);
  const places = new Map([...counts.keys()].map((color) => [color, nearest(color)]));

  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = places.get(rgba.readUInt32BE((y * width + x) * 4));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const colors = palette.map(parts);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colors.flatMap(([red, green, blue]) => [red, green, blue]))),
    ...(colors.some(([, , , alpha]) => alpha < 255) ? [chunk('tRNS', Buffer.from(colors.map(([, , , alpha]) => alpha)))] : []),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name, body) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc(named));
  return Buffer.concat([length, named, sum]);
}

/** CRC-32 as PNG has it (ISO 3309). */
function crc(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

const browser = await chromium.launch(launch);
const page = await browser.newPage();
for (const [name, picture] of Object.entries(pictures)) {
  const bytes = png(picture, await pixels(page, picture));
  writeFileSync(`static/${name}`, bytes);
  console.log(`${String(bytes.length).padStart(7)}  static/${name}`);
}
await browser.close();
