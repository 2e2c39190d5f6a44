// Makes the page of its parts, one file that needs no other:
//
//     node assemble.mjs PAGE MODULES VECTORS NAME...
//
// MODULES is the folder of the compiled networks, VECTORS what they compute in, for the page to say.

import {readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const [page, modules, computesIn, ...names] = process.argv.slice(2);
const source = (name) => readFileSync(join(here, name), 'utf8');

// Title, text and declaration, from the header that is compiled.
function described(id) {
  const [, title, text] = source(`networks/${id}.hpp`).match(/^\/\/ (.*)\n\/\/ (.*)\n/);
  const code = source(`networks/${id}.hpp`).split('// clang-format off\n')[1].trim();
  return {title, text, code};
}

const compiled = (id) => readFileSync(join(modules, `${id}.wasm`));

// The networks by the number of their parameters, the smallest first.
const networks = names.map((id) => {
  const {exports} = new WebAssembly.Instance(new WebAssembly.Module(compiled(id)));
  return {id, ...described(id), parameters: exports.parameter_count()};
}).sort((a, b) => a.parameters - b.parameters);

const [, parameters] = source('digits.hpp').match(/parameter_count == ([\d']+)/);
const [, accuracy] = source('digits_weights.hpp').replaceAll('\n// ', ' ').match(/test digits ([\d.]+ %)/);
const points = {id: 'points'}, digits = {id: 'digits', parameters: Number(parameters.replaceAll("'", '')), accuracy};

const packedSize = (...parts) => gzipSync(Buffer.concat(parts), {level: 9}).length;

// Each module behind the one that it has most in common with of those before which none stands yet: gzip looks back
// 32 kB only.
function besideAlike([first, ...left]) {
  const order = [first];
  while (left.length > 0) {
    const last = compiled(order.at(-1).id);
    const more = ({id}) => (packedSize(last, compiled(id)) - packedSize(last)) / packedSize(compiled(id));
    const next = left.reduce((best, entry) => (more(entry) < more(best) ? entry : best));
    left.splice(left.indexOf(next), 1);
    order.push(next);
  }
  return order;
}

let offset = 0;
const all = besideAlike([points, ...networks, digits]).map((entry) => {
  const bytes = compiled(entry.id);
  Object.assign(entry, {offset, bytes: bytes.length});
  offset += bytes.length;
  return bytes;
});
const about = `${all.length} modules, ${Math.round(offset / 1000)} kB, computing in ${computesIn}. ` +
  'With the same flags ctnn gives the same bits here as anywhere else.';

// The scripts by name, as the browser's tools show them.
const scripts = ['modules', 'colours', 'plot', 'curve', 'weights', 'digit', 'main', 'controls']
  .map((name) => `${source(`page/${name}.js`)}//# sourceURL=${name}.js\n`);
const catalogue = JSON.stringify({about, points, networks, digits, scripts});
const packed = gzipSync(Buffer.concat([Buffer.from(`${catalogue}\n`), ...all]), {level: 9}).toString('base64');

const replacements = [
  [/<link rel="stylesheet" href="(.*?)">/, (_, name) => `<style>\n${source(`page/${name}`)}</style>`],
  [/<script src="(.*?)"><\/script>/, (_, name) => `<script>\n${source(`page/${name}`)}</script>`],
  [/(?<=id="packed">)/, () => packed],
];
const html = replacements.reduce((text, [place, by]) => {
  if (!place.test(text)) throw new Error(`page/index.html has no ${place}`);
  return text.replace(place, by);
}, source('page/index.html'));
writeFileSync(page, html);
console.log(`${page}: ${Buffer.byteLength(html)} bytes`);
