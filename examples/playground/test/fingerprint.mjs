// What answers.cpp and digit_answers.cpp do, with the modules: in node, and as text in a browser.

export function networkFingerprint(network, points) {
  let value = 2166136261;
  const view = (module, address, count) => new Uint32Array(module.memory.buffer, address, count);
  const add = (numbers) => { for (const bits of numbers) value = Math.imul(value ^ bits, 16777619); };
  for (let i = 0; i < 8; ++i) {
    points.draw(i, 0.1, i + 1);
    for (const [name, count] of [['inputs', 1024], ['targets', 512]])
      view(network, network[name](), count).set(view(points, points[name](), count));
    network.start(i + 1, 0.01);
    const loss = network.train(40);
    const standing = [...view(network, network.standing(), 2)];
    add(view(network, network.inputs(), 1024));
    add(view(network, network.targets(), 512));
    add(new Uint32Array(new Float32Array([loss]).buffer));
    add(standing);
    add(view(network, network.parameters(), network.parameter_count()));
    add(view(network, network.field(), 4096));
  }
  return value >>> 0;
}

export function digitsFingerprint(reader) {
  let value = 2166136261;
  const add = (numbers) => { for (const bits of numbers) value = Math.imul(value ^ bits, 16777619); };
  for (let turn = 0; turn < 8; ++turn) {
    const image = new Float32Array(reader.memory.buffer, reader.image(), 784);
    image.forEach((_, i) => { image[i] = (i * 37 + turn * 11) % 256 / 256; });
    add(new Uint32Array(reader.memory.buffer, reader.read(), 10));
    add(new Uint32Array(reader.memory.buffer, reader.strokes(), 24 * 24 * 8));
  }
  return value >>> 0;
}
