'use strict';
// The colours of the style sheet, light or dark, as pixels have them.

const colours = {
  // 256 shades each, from 0 by way of the paper to 1, as bytes of red, green, blue and opacity.
  answers: new Uint32Array(256),  // of a probability
  weights: new Uint32Array(256),  // of a value from -1 to 1
  ink: new Uint32Array(256),      // of grey
  listeners: [],

  value(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); },

  read() {
    const channels = (name) => [1, 3, 5].map((at) => parseInt(this.value(name).slice(at, at + 2), 16));
    const paper = channels('--plot'), first = channels('--first'), second = channels('--second');
    const mix = (from, to, share) => {
      const [r, g, b] = from.map((value, i) => Math.round(value + (to[i] - value) * share));
      return (255 << 24 | b << 16 | g << 8 | r) >>> 0;
    };
    const ink = channels('--ink');
    for (let i = 0; i < 256; ++i) {
      const share = i / 127.5 - 1, end = share < 0 ? first : second;
      this.answers[i] = mix(paper, end, 0.5 * Math.abs(share));
      this.weights[i] = mix(paper, end, Math.abs(share));
      this.ink[i] = mix(paper, ink, i / 255);
    }
    for (const listener of this.listeners) listener();
  },
};

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => colours.read());
colours.read();

// A small canvas of one pixel a value, which the style sheet enlarges.
class Pixels {
  constructor(canvas) {
    this.context = canvas.getContext('2d');
    this.image = this.context.createImageData(canvas.width, canvas.height);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }
  show() { this.context.putImageData(this.image, 0, 0); }
}

// A canvas with as many pixels as the screen has where it lies; gives its context in CSS pixels, and its size.
function sharp(canvas) {
  const {width, height} = canvas.getBoundingClientRect(), scale = devicePixelRatio;
  const columns = Math.round(width * scale), rows = Math.round(height * scale);
  if (canvas.width !== columns || canvas.height !== rows) Object.assign(canvas, {width: columns, height: rows});
  const context = canvas.getContext('2d');
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  return {context, width, height};
}
