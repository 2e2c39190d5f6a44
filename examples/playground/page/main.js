'use strict';
// What is chosen, and what happens in each frame.

const byId = (id) => document.getElementById(id);
// As data_sets.hpp has them.
const dataSetNames = ['clusters', 'xor', 'circles', 'moons', 'spirals', 'stripes', 'checkers', 'wave'];
// A frame of sixty a second has these; what is slow to draw takes of its training.
const millisecondsOfTraining = 8, millisecondsOfFrame = 14, fewestOfTraining = 3;

const state = {
  network: null,
  points: null,   // the module that draws them
  runs: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  speed: '10',  // steps a frame, or 'full': as many as take 8 ms, or what drawing leaves
  data: 4,
  noise: 0.04,
  rate: 0.01,
  seed: 1,
  steps: 0,
  loss: NaN,
  standing: {loss: NaN, accuracy: NaN},
};

// Frames, and samples in the milliseconds that trained them, since the numbers were last written.
const meter = {
  reset() { Object.assign(this, {since: performance.now(), frames: 0, samples: 0, milliseconds: 0}); },
  framesPerSecond: 0,
  samplesPerSecond: 0,
  read() {
    const seconds = (performance.now() - this.since) / 1000;
    this.framesPerSecond = this.frames / seconds;
    if (this.milliseconds > 0) this.samplesPerSecond = this.samples / this.milliseconds * 1000;
    this.reset();
  },
};

// Steps until the time is over, a millisecond or so between looks at the clock.
let stepsAtOnce = 16;
function trainFor(milliseconds) {
  const start = performance.now();
  let sum = 0, calls = 0, steps = 0, elapsed = 0;
  do {
    const before = elapsed;
    sum += state.network.train(stepsAtOnce);
    steps += stepsAtOnce;
    ++calls;
    elapsed = performance.now() - start;
    const taken = elapsed - before;
    if (taken < 0.7) stepsAtOnce = Math.min(stepsAtOnce * 2, 4096);
    if (taken > 2) stepsAtOnce = Math.max(stepsAtOnce >> 1, 1);
  } while (elapsed < milliseconds);
  return {steps, loss: sum / calls, milliseconds: elapsed};
}

function trainSteps(steps) {
  const start = performance.now(), loss = state.network.train(steps);
  return {steps, loss, milliseconds: performance.now() - start};
}

let millisecondsOfDrawing = 0;  // in the last frame
function train() {
  const left = Math.min(millisecondsOfTraining, millisecondsOfFrame - millisecondsOfDrawing);
  const done = state.speed === 'full' ? trainFor(Math.max(left, fewestOfTraining)) : trainSteps(Number(state.speed));
  note(done);
}

function note({steps, loss, milliseconds}) {
  state.steps += steps;
  state.loss = loss;
  state.standing = state.network.standing();
  meter.samples += steps * batchSize;
  meter.milliseconds += milliseconds;
  curve.add(state.steps, loss, state.standing.loss);
}

function writeNumbers() {
  const number = (value) => {
    if (!Number.isFinite(value)) return '–';
    return value < 1e-3 ? value.toExponential(1) : value.toPrecision(3);
  };
  const millions = meter.samplesPerSecond / 1e6;
  byId('steps').textContent = state.steps.toLocaleString('en');
  byId('loss').textContent = number(state.loss);
  byId('held-out').textContent = number(state.standing.loss);
  byId('right').textContent = state.steps ? `${(100 * state.standing.accuracy).toFixed(1)} %` : '–';
  byId('samples').textContent = millions > 0 ? `${millions.toFixed(2)} M` : '–';
  byId('frames').textContent = state.runs ? meter.framesPerSecond.toFixed(0) : '–';
}

function draw(writes) {
  plot.drawField(state.network.field());
  weights.draw(state.network.parameters(), writes);
  if (writes) curve.draw();
}

let frame = 0;
function onFrame() {
  requestAnimationFrame(onFrame);
  if (!state.network || !state.runs) return;
  ++meter.frames;
  ++frame;
  train();
  const start = performance.now();
  draw(frame % 6 === 0);
  millisecondsOfDrawing = performance.now() - start;
  if (performance.now() - meter.since < 500) return;
  meter.read();
  writeNumbers();
}

function restart() {
  const points = state.points.draw(state);
  state.network.start(points, state);
  state.steps = 0;
  state.loss = NaN;
  state.standing = {loss: NaN, accuracy: NaN};
  curve.clear();
  plot.drawPoints(points);
  redraw();
}

function redraw() {
  draw(true);
  writeNumbers();
}

async function chooseNetwork(id) {
  const chosen = await network(id), {title, text, code} = chosen.entry;
  state.network = chosen;
  byId('title').textContent = title;
  byId('text').textContent = text;
  byId('code').textContent = code;
  weights.choose(chosen.parts);
  meter.samplesPerSecond = 0;
  restart();
}

function setRunning(runs) {
  state.runs = runs;
  byId('run').textContent = runs ? 'Pause' : 'Run';
  meter.reset();
  if (state.network) writeNumbers();
}
