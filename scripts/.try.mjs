import { readFileSync, writeFileSync } from 'node:fs'; import { brotliCompressSync, constants } from 'node:zlib';
const src = readFileSync('scripts/shrink.mjs','utf8');
const r='target/wasm/wasm-bindgen/release/'; const js=readFileSync(r+'app.js','utf8'), wasm=readFileSync(r+'app_bg.wasm');
const variants = { };
for (const n of [40,70,130,150,180,250]) variants['i'+n]=s=>s.replace("size=100","size="+n);
variants.twice=s=>s.replace("...ADDED, '-Oz']","...ADDED, '-Oz', '--flatten', '--rereloop', '-Oz', '-Oz']");
variants.noZZ=s=>s.replace("'--rereloop', '-Oz', '-Oz', ...ADDED","'--rereloop', '-Oz', ...ADDED");
let n=0;
for (const [name,f] of Object.entries(variants)) { const file=`.try-${n++}.mjs`; writeFileSync('scripts/'+file,f(src)); const {shrink}=await import('./'+file); try { const s=shrink(js,wasm,['default','start']); console.log(name, s.code.length, brotliCompressSync(s.code,{params:{[constants.BROTLI_PARAM_QUALITY]:11,[constants.BROTLI_PARAM_SIZE_HINT]:s.code.length, [constants.BROTLI_PARAM_LGWIN]:22}}).length); } catch(e){console.log(name,'failed',String(e).slice(0,200))} }
