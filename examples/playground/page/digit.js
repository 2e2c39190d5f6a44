'use strict';
// The paper to draw a digit on, and what the network reads there.

const paper = document.getElementById('paper');

// The drawing: lines of points, from 0 to 1 along each axis.
let lines = [];
let isSample = false;  // which gives way when someone draws

// Digits as someone may write them, in hundredths: for the keyboard, and for who only wants to look.
const written = [
  '50,12 32,20 23,50 32,80 50,88 68,80 77,50 68,20 50,12',
  '47,20 54,12 53,50 52,88',
  '28,28 38,14 58,12 70,26 64,44 44,64 26,86 76,86',
  '30,18 52,12 68,24 62,42 46,48 64,54 72,70 58,86 30,84',
  '42,12 28,56 74,56/64,34 62,90',
  '70,14 36,14 32,46 52,42 70,56 68,76 50,88 28,82',
  '62,11 42,30 30,58 36,82 52,88 68,78 66,60 50,54 33,64',
  '26,15 74,15 56,50 46,88',
  '50,48 33,34 37,16 52,11 67,20 64,36 50,48 34,62 33,80 50,89 67,80 66,62 50,48',
  '68,28 54,12 37,20 33,38 47,50 63,44 68,28 65,60 58,88',
].map((text) => text.split('/').map((line) => line.split(' ').map((point) => point.split(',').map((n) => n / 100))));

// Smooth: each point but a line's ends only bends it.
function drawLines(context, lineWidth, place) {
  Object.assign(context, {lineWidth, lineCap: 'round', lineJoin: 'round'});
  for (const line of lines) {
    const points = line.map(place), last = points.at(-1);
    context.beginPath();
    context.moveTo(...points[0]);
    for (let i = 1; i + 1 < points.length; ++i)
      context.quadraticCurveTo(...points[i], ...[0, 1].map((axis) => (points[i][axis] + points[i + 1][axis]) / 2));
    context.lineTo(...last);
    context.stroke();
  }
}

function drawPaper() {
  const {context, width, height} = sharp(paper);
  context.strokeStyle = colours.value('--ink');
  drawLines(context, width * 0.075, ([x, y]) => [x * width, y * height]);
}

// As MNIST's digits are placed: within 20 x 20 pixels, their centre of mass in the middle of 28 x 28.
const small = Object.assign(document.createElement('canvas'), {width: 28, height: 28});
const smallContext = small.getContext('2d', {willReadFrequently: true});

function greys(place) {
  smallContext.clearRect(0, 0, 28, 28);
  drawLines(smallContext, 2.5, place);
  const {data} = smallContext.getImageData(0, 0, 28, 28);
  return Float32Array.from({length: 28 * 28}, (_, i) => data[4 * i + 3] / 255);
}

function placedGreys() {
  const points = lines.flat();
  if (points.length === 0) return new Float32Array(28 * 28);
  const [left, right, top, bottom] = [0, 1].flatMap((axis) => {
    const along = points.map((point) => point[axis]);
    return [Math.min(...along), Math.max(...along)];
  });
  const scale = 17.5 / Math.max(right - left, bottom - top, 0.2);
  const middle = [(left + right) / 2, (top + bottom) / 2];
  const place = (shift) => (point) => [0, 1].map((axis) => 14 + shift[axis] + (point[axis] - middle[axis]) * scale);
  const first = greys(place([0, 0]));
  const sum = first.reduce((all, value) => all + value, 0);
  const centre = (coordinate) => first.reduce((all, value, i) => all + value * (coordinate(i) + 0.5), 0) / sum;
  return greys(place([14 - centre((i) => i % 28), 14 - centre((i) => Math.floor(i / 28))]));
}

const reading = {
  seen: new Pixels(document.getElementById('seen')),
  strokes: new Pixels(document.getElementById('strokes')),
  chances: document.getElementById('chances'),
  answer: document.getElementById('answer'),

  begin(reader) {
    this.reader = reader;
    this.bars = Array.from({length: 10}, () => {
      const item = document.createElement('li'), bar = document.createElement('span');
      item.append(bar);
      this.chances.append(item);
      return bar;
    });
    write(next);
  },

  // What the reader makes of the drawing, in the page.
  show() {
    drawPaper();
    if (!this.reader) return;
    const image = placedGreys();
    this.reader.image().set(image);
    const chances = this.reader.read();
    const best = chances.indexOf(Math.max(...chances));
    const isEmpty = lines.length === 0;
    this.bars.forEach((bar, digit) => {
      bar.style.width = isEmpty ? '0' : `${100 * chances[digit]}%`;
      bar.parentElement.classList.toggle('best', !isEmpty && digit === best);
    });
    const text = isEmpty ? 'Nothing to read yet' : `${best}, says the network: ${(100 * chances[best]).toFixed(0)} %`;
    if (this.answer.textContent !== text) this.answer.textContent = text;
    image.forEach((grey, i) => { this.seen.pixels[i] = colours.ink[Math.round(grey * 255)]; });
    this.seen.show();
    this.showStrokes(isEmpty);
  },

  // Eight images of 24 x 24, the channels of a pixel beside each other, in two rows of four with a gap between.
  showStrokes(isEmpty) {
    const values = this.reader.strokes(), greatest = values.reduce((most, value) => Math.max(most, value), 1e-3);
    this.strokes.pixels.fill(colours.ink[0]);
    for (let i = 0; i < values.length && !isEmpty; ++i) {
      const channel = i % 8, column = Math.floor(i / 8) % 24, row = Math.floor(i / (8 * 24));
      const left = channel % 4 * 26 + 1, top = Math.floor(channel / 4) * 26 + 1;
      this.strokes.pixels[(top + row) * 104 + left + column] = colours.ink[Math.round(values[i] / greatest * 255)];
    }
    this.strokes.show();
  },
};

let next = 3;  // which digit the button writes
function write(digit) {
  lines = written[digit];
  isSample = true;
  next = (digit + 1) % 10;
  reading.show();
}
function clearPaper() {
  lines = [];
  reading.show();
}

function pointOf(event) {
  const {left, top, width, height} = paper.getBoundingClientRect();
  return [(event.clientX - left) / width, (event.clientY - top) / height];
}

let draws = false;
paper.addEventListener('pointerdown', (event) => {
  paper.setPointerCapture(event.pointerId);
  draws = true;
  lines = [...(isSample ? [] : lines), [pointOf(event)]];
  isSample = false;
  reading.show();
});
paper.addEventListener('pointermove', (event) => {
  if (!draws) return;
  lines.at(-1).push(...(event.getCoalescedEvents?.() ?? [event]).map(pointOf));
  reading.show();
});
for (const end of ['pointerup', 'pointercancel']) paper.addEventListener(end, () => { draws = false; });
paper.addEventListener('keydown', (event) => {
  if (/^\d$/.test(event.key)) write(Number(event.key));
  else if (['Backspace', 'Delete', 'Escape'].includes(event.key)) clearPaper();
  else return;
  event.preventDefault();
});
document.getElementById('write').addEventListener('click', () => write(next));
document.getElementById('clear').addEventListener('click', clearPaper);
