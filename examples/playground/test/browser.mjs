// A Chromium without a window, driven by its DevTools protocol over a pipe: no port, no package.

import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export class Browser {
  problems = [];  // what the page has written to its console as an error or a warning, or thrown, or asked of others
  #answers = new Map();
  #next = 1;
  #rest = '';

  static async open(program, url) {
    const browser = new Browser();
    browser.profile = mkdtempSync(join(tmpdir(), 'ctnn-playground-'));
    browser.process = spawn(program, [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars', '--no-first-run',
      '--remote-debugging-pipe', `--user-data-dir=${browser.profile}`, 'about:blank',
    ], {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
    browser.process.on('exit', () => browser.#end(new Error('the browser ended')));
    browser.process.stdio[3].on('error', () => {});
    browser.process.stdio[4].setEncoding('utf8').on('data', (text) => browser.#take(text));
    process.on('exit', () => browser.#leave());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

    const {targetInfos} = await browser.#send('Target.getTargets');
    const {targetId} = targetInfos.find(({type}) => type === 'page');
    ({sessionId: browser.session} = await browser.#send('Target.attachToTarget', {targetId, flatten: true}));
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await browser.send(`${domain}.enable`);
    await browser.send('Page.navigate', {url});
    return browser;
  }

  #take(text) {
    const messages = (this.#rest + text).split('\0');
    this.#rest = messages.pop();
    for (const message of messages) this.#receive(JSON.parse(message));
  }

  #receive({id, result, error, method, params}) {
    const answer = this.#answers.get(id);
    this.#answers.delete(id);
    if (answer) return error ? answer.reject(new Error(error.message)) : answer.resolve(result);
    if (method === 'Runtime.exceptionThrown') this.problems.push(params.exceptionDetails.exception?.description);
    if (method === 'Runtime.consoleAPICalled') this.problems.push(`console: ${params.args.map((arg) => arg.value)}`);
    if (method === 'Log.entryAdded') this.problems.push(`log: ${params.entry.text}`);
    if (method === 'Network.requestWillBeSent' && !/^(file|data|blob):/.test(params.request.url))
      this.problems.push(`request: ${params.request.url}`);
  }

  #end(error) {
    for (const {reject} of this.#answers.values()) reject(error);
    this.#answers.clear();
  }

  #send(method, params = {}, sessionId = undefined) {
    const id = this.#next++;
    this.process.stdio[3].write(`${JSON.stringify({id, method, params, sessionId})}\0`);
    return new Promise((resolve, reject) => this.#answers.set(id, {resolve, reject}));
  }
  send(method, params) { return this.#send(method, params, this.session); }

  // The value of an expression in the page, awaited.
  async evaluate(expression) {
    const {result, exceptionDetails} = await this.send('Runtime.evaluate',
      {expression, awaitPromise: true, returnByValue: true});
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
    return result.value;
  }

  // Until the expression holds.
  async until(expression, seconds = 20) {
    const end = Date.now() + 1000 * seconds;
    while (!await this.evaluate(expression)) {
      if (Date.now() > end) throw new Error(`not within ${seconds} s: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  look(width, height, scheme = 'light') {
    return Promise.all([
      this.send('Emulation.setDeviceMetricsOverride', {width, height, deviceScaleFactor: 1, mobile: width < 600}),
      this.send('Emulation.setEmulatedMedia', {features: [{name: 'prefers-color-scheme', value: scheme}]}),
    ]);
  }

  async screenshot(path) {
    const {data} = await this.send('Page.captureScreenshot', {captureBeyondViewport: true});
    writeFileSync(path, Buffer.from(data, 'base64'));
  }

  async drag(points) {
    const mouse = (type, [x, y]) => this.send('Input.dispatchMouseEvent',
      {type, x, y, button: 'left', buttons: type === 'mouseReleased' ? 0 : 1, clickCount: 1});
    await mouse('mousePressed', points[0]);
    for (const point of points) await mouse('mouseMoved', point);
    await mouse('mouseReleased', points.at(-1));
  }

  async press(key, text = undefined) {
    await this.send('Input.dispatchKeyEvent', {type: text ? 'keyDown' : 'rawKeyDown', key, text, code: key});
    await this.send('Input.dispatchKeyEvent', {type: 'keyUp', key, code: key});
  }

  // Ends it, and leaves nothing behind.
  async close() {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await ended;
    this.#leave();
  }
  #leave() {
    this.process.kill('SIGKILL');
    rmSync(this.profile, {recursive: true, force: true, maxRetries: 5});
  }
}
