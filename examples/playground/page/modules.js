'use strict';
// The compiled networks, each of which is started when it is first wanted.

// As playground.hpp and data_sets.hpp have them.
const fieldSide = 64, halfWidth = 1.15, batchSize = 32, learntCount = 384, pointCount = 512;

async function instantiate({offset, bytes}) {
  const {instance} = await WebAssembly.instantiate(catalogue.modules.subarray(offset, offset + bytes));
  instance.exports._initialize?.();
  return instance.exports;
}

// Numbers in a module's memory, as a view that its next call may change.
class Module {
  constructor(exports) { this.exports = exports; }
  floats(address, count) { return new Float32Array(this.exports.memory.buffer, address, count); }
}

class DataSets extends Module {
  draw({data, noise, seed}) {
    this.exports.draw(data, noise, seed);
    return {inputs: this.floats(this.exports.inputs(), 2 * pointCount),
            targets: this.floats(this.exports.targets(), pointCount)};
  }
}

class Network extends Module {
  constructor(exports, entry) {
    super(exports);
    this.entry = entry;
    this.parts = this.text(exports.parts()).trimEnd().split('\n').map((line) => {
      const [path, ...numbers] = line.split(' ');
      const [offset, rows, columns] = numbers.map(Number);
      return {path, offset, rows, columns};
    });
  }

  text(address) {
    const bytes = new Uint8Array(this.exports.memory.buffer, address);
    return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
  }

  start({inputs, targets}, {seed, rate}) {
    this.floats(this.exports.inputs(), 2 * pointCount).set(inputs);
    this.floats(this.exports.targets(), pointCount).set(targets);
    this.exports.start(seed, rate);
  }
  setLearningRate(rate) { this.exports.set_learning_rate(rate); }
  train(steps) { return this.exports.train(steps); }
  standing() {
    const [loss, accuracy] = this.floats(this.exports.standing(), 2);
    return {loss, accuracy};
  }
  field() { return this.floats(this.exports.field(), fieldSide * fieldSide); }
  parameters() { return this.floats(this.exports.parameters(), this.exports.parameter_count()); }
}

class DigitReader extends Module {
  image() { return this.floats(this.exports.image(), 28 * 28); }  // to be written
  read() { return this.floats(this.exports.read(), 10); }
  strokes() { return this.floats(this.exports.strokes(), 24 * 24 * 8); }
}

const started = new Map();

function network(id) {
  if (!started.has(id)) {
    const entry = catalogue.networks.find((each) => each.id === id);
    started.set(id, instantiate(entry).then((exports) => new Network(exports, entry)));
  }
  return started.get(id);
}

async function dataSets() { return new DataSets(await instantiate(catalogue.points)); }
async function digitReader() { return new DigitReader(await instantiate(catalogue.digits)); }
