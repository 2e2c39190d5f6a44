// Tests the page in node and in Chromium:
//
//     node check.mjs PAGE CHROMIUM SCREENSHOTS HOST KILOBYTES [--bars RATE]
//
// HOST is a file of what the host answers, a line `NAME FINGERPRINT` for each network; KILOBYTES is what the page may
// weigh. With --bars it fails below 50 frames and RATE million samples a second, which a busy machine may be: else both
// are only printed.

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {gunzipSync} from 'node:zlib';
import {Browser} from './browser.mjs';
import {digitsFingerprint, networkFingerprint} from './fingerprint.mjs';
import {drawnDigits, legibility, overflowing} from './looks.mjs';

const [page, chromium, screenshots, hostFile, kilobytes, , leastRate] = process.argv.slice(2);
const html = readFileSync(page);
const host = new Map(readFileSync(hostFile, 'utf8').trim().split('\n').map((line) => line.split(' ')));

function expect(holds, sentence) {
  if (!holds) throw new Error(sentence);
}
function expectEqual(found, expected, what) {
  expect(String(found) === String(expected), `${what}: ${found}, not ${expected}`);
}
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// The modules, before any browser sees them.
const unpacked = gunzipSync(Buffer.from(html.toString().match(/id="packed">([^<]+)</)[1], 'base64'));
const end = unpacked.indexOf(10);
const catalogue = JSON.parse(unpacked.subarray(0, end));
function instantiate({offset, bytes}) {
  const module = new WebAssembly.Module(unpacked.subarray(end + 1).subarray(offset, offset + bytes));
  expectEqual(WebAssembly.Module.imports(module).length, 0, 'imports of a module');
  return new WebAssembly.Instance(module).exports;
}

let browser;
const click = (selector) => browser.evaluate(`document.querySelector('${selector}').click()`);
const text = (id) => browser.evaluate(`document.getElementById('${id}').textContent`);

const checks = {
  'the page is small'() {
    expect(html.length < 1000 * kilobytes, `${html.length} bytes`);
    return `${html.length} bytes`;
  },

  'node gives the bits of the host'() {
    for (const entry of catalogue.networks)
      expectEqual(networkFingerprint(instantiate(entry), instantiate(catalogue.points)), host.get(entry.id), entry.id);
    expectEqual(digitsFingerprint(instantiate(catalogue.digits)), host.get('digits'), 'digits');
    return `${catalogue.networks.length} networks and the digits`;
  },

  async 'the page starts'() {
    browser = await Browser.open(chromium, pathToFileURL(page).href);
    await browser.look(1280, 900);
    await browser.until('typeof reading !== "undefined" && reading.reader && state.network && state.steps > 0', 60);
  },

  async 'Chromium gives the bits of the host'() {
    await browser.evaluate('setRunning(false)');
    for (const {id} of catalogue.networks) {
      const entry = `catalogue.networks.find(({id}) => id === '${id}')`;
      const found = await browser.evaluate(`Promise.all([${entry}, catalogue.points].map(instantiate))
        .then((modules) => (${networkFingerprint})(...modules))`);
      expectEqual(found, host.get(id), id);
    }
    expectEqual(await browser.evaluate(`instantiate(catalogue.digits).then(${digitsFingerprint})`), host.get('digits'),
      'digits');
  },

  async 'each network learns, and its picture and weights move'() {
    await click('[name=data][value="0"]');
    const look = `['#field', '#weights canvas'].map((canvas) => document.querySelector(canvas).toDataURL())`;
    for (const {id} of catalogue.networks) {
      await browser.evaluate('setRunning(false)');
      await click(`[name=network][value="${id}"]`);
      await browser.until(`state.network.entry.id === '${id}' && state.steps === 0`);
      expectEqual(await text('title'), catalogue.networks.find((each) => each.id === id).title, 'title');
      expect(await browser.evaluate(`['inputs', 'targets'].every((which) => state.network.floats(
        state.network.exports[which](), 512).join() === state.points.draw(state)[which].slice(0, 512).join())`),
        `${id}: other points than those that are drawn`);
      const before = await browser.evaluate(look);
      await click('#run');
      await browser.until('state.standing.loss < 0.3 && state.standing.accuracy > 0.9 && curve.entries.length > 1', 60);
      const after = await browser.evaluate(look);
      expect(before[0] !== after[0], `${id}: the field has not moved`);
      expect(before[1] !== after[1], `${id}: the weights have not moved`);
    }
  },

  async 'frames and samples a second'() {
    await click('[name=data][value="4"]');
    await click('[name=speed][value="full"]');
    if (catalogue.networks.some(({id}) => id === 'deep')) await click('[name=network][value="deep"]');
    await browser.evaluate('meter.reset()');
    await pause(3000);
    const [frames, rate] = await browser.evaluate('[meter.framesPerSecond, meter.samplesPerSecond / 1e6]');
    const found = `${frames.toFixed(1)} frames, ${rate.toFixed(2)} M samples a second`;
    expect(leastRate === undefined || (frames >= 50 && rate >= Number(leastRate)), found);
    await click('[name=speed][value="10"]');
    return found;
  },

  async 'a step, a pause, a new start'() {
    await click('#again');
    await click('#step');
    const steps = await browser.evaluate('state.steps');
    await pause(200);
    expectEqual(await browser.evaluate('state.steps'), steps, 'steps of a pause');
    await click('#step');
    expectEqual(await text('steps'), (steps + 1).toLocaleString('en'), 'steps');
    expectEqual(await text('run'), 'Run', 'the button');
  },

  async 'the keyboard'() {
    await browser.evaluate(`document.querySelector('[name=network]').click()`);
    await browser.evaluate(`document.querySelector('[name=network]:checked').focus()`);
    await browser.press('ArrowDown');
    await browser.until(`state.network.entry === catalogue.networks[1]`);
    await browser.evaluate(`document.getElementById('run').focus()`);
    await browser.press(' ', ' ');
    await browser.until('state.runs && state.steps > 0');
    await browser.evaluate(`document.getElementById('paper').focus()`);
    for (let digit = 0; digit < 10; ++digit) {
      await browser.press(`${digit}`, `${digit}`);
      expect((await text('answer')).startsWith(`${digit},`), `${digit} is read as ${await text('answer')}`);
    }
    await browser.press('Backspace');
    expectEqual(await text('answer'), 'Nothing to read yet', 'the answer');
  },

  async 'digits drawn with the mouse are read'() {
    await browser.evaluate(`document.getElementById('paper').scrollIntoView({block: 'center'})`);
    const {left, top, width} = await browser.evaluate(`paper.getBoundingClientRect().toJSON()`);
    for (const [digit, points] of Object.entries(drawnDigits)) {
      await click('#clear');
      await browser.drag(points.map(([x, y]) => [left + x * width, top + y * width]));
      expect((await text('answer')).startsWith(`${digit},`), `${digit} is read as ${await text('answer')}`);
    }
  },

  async 'light and dark, wide and narrow'() {
    const backgrounds = new Set();
    for (const scheme of ['light', 'dark'])
      for (const width of [1280, 760, 400]) {
        await browser.look(width, 900, scheme);
        await pause(300);
        expectEqual(await browser.evaluate(`(${overflowing})().join('; ')`), '', `${scheme}, ${width} wide, overflows`);
        expectEqual(await browser.evaluate(`(${legibility})().join('; ')`), '', `${scheme}, ${width} wide, illegible`);
        backgrounds.add(await browser.evaluate('getComputedStyle(document.body).backgroundColor'));
        await browser.screenshot(join(screenshots, `${scheme}.${width}.png`));
      }
    expectEqual(backgrounds.size, 2, 'backgrounds');
  },

  'nothing on the console, nothing asked of others'() {
    expectEqual(browser.problems.join('; '), '', 'problems');
  },
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    const found = await check();
    console.log(`ok      ${name}${found ? `: ${found}` : ''}`);
  } catch (error) {
    console.log(`FAILED  ${name}: ${error.message}`);
    ++failed;
    if (!browser && name === 'the page starts') break;
  }
}
await browser?.close();
process.exit(failed ? 1 : 0);
