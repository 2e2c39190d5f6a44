'use strict';
// What can be chosen, and the start.

function choice(group, value, isChosen, content) {
  const label = document.createElement('label'), input = document.createElement('input');
  Object.assign(input, {type: 'radio', name: group, value, checked: isChosen});
  label.append(input, ...content);
  byId(`${group}-choices`).append(label);
}

function span(text) { return Object.assign(document.createElement('span'), {textContent: text}); }

// A small picture of each data set.
function drawThumbnails() {
  dataSetNames.forEach((name, data) => {
    const {inputs, targets} = state.points.draw({data, noise: 0.02, seed: 1});
    const {context, width} = sharp(document.querySelector(`[data-set="${name}"]`));
    for (let i = 0; i < 220; ++i) {
      context.fillStyle = colours.value(targets[i] ? '--second' : '--first');
      context.beginPath();
      context.arc(plot.place(inputs[2 * i], width), plot.place(-inputs[2 * i + 1], width), 1.4, 0, 2 * Math.PI);
      context.fill();
    }
  });
}

function makeChoices() {
  catalogue.networks.forEach(({id, title, parameters}) =>
    choice('network', id, id === 'deep', [span(title), Object.assign(span(parameters), {className: 'count'})]));
  dataSetNames.forEach((name, data) => {
    const picture = document.createElement('canvas');
    picture.dataset.set = name;
    choice('data', data, data === state.data, [picture, span(name)]);
  });
}

// How it learns: the sliders, and what is written beside them.
function readSliders() {
  state.rate = 10 ** byId('rate').value;
  state.noise = Number(byId('noise').value);
  byId('rate-value').textContent = state.rate.toPrecision(2);
  byId('noise-value').textContent = state.noise.toFixed(2);
}

function listen() {
  byId('network-choices').addEventListener('change', (event) => chooseNetwork(event.target.value));
  byId('data-choices').addEventListener('change', (event) => {
    state.data = Number(event.target.value);
    restart();
  });
  document.querySelector('.speed').addEventListener('change', (event) => { state.speed = event.target.value; });
  byId('rate').addEventListener('input', () => {
    readSliders();
    state.network.setLearningRate(state.rate);
  });
  byId('noise').addEventListener('input', () => {
    readSliders();
    restart();
  });
  byId('run').addEventListener('click', () => setRunning(!state.runs));
  byId('step').addEventListener('click', () => {
    setRunning(false);
    note(trainSteps(1));
    redraw();
  });
  byId('again').addEventListener('click', () => {
    ++state.seed;
    restart();
  });
}

async function begin() {
  makeChoices();
  readSliders();
  state.points = await dataSets();
  drawThumbnails();
  await chooseNetwork(catalogue.networks.some(({id}) => id === 'deep') ? 'deep' : catalogue.networks[0].id);
  setRunning(state.runs);
  listen();
  const redrawAll = () => {
    drawThumbnails();
    plot.drawPoints(state.points.draw(state));
    redraw();
    reading.show();
  };
  colours.listeners.push(redrawAll);
  addEventListener('resize', redrawAll);
  requestAnimationFrame(onFrame);

  const {digits} = catalogue;
  byId('digit-parameters').textContent = digits.parameters.toLocaleString('en');
  byId('digit-accuracy').textContent = digits.accuracy;
  byId('about').textContent = catalogue.about;
  reading.begin(await digitReader());
}
