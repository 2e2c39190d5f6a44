'use strict';
// Each part of the parameters as an image: a pixel a value, a row for each input and a column for each unit, or the
// other way round where that is wider.

const weights = {
  place: document.getElementById('weights'),
  images: [],

  // The images of another network. All that it keeps beside weights, such as running means, is shown too.
  choose(parts) {
    this.images = parts.map((part) => {
      const height = Math.min(part.rows, part.columns), width = Math.max(part.rows, part.columns);
      const canvas = Object.assign(document.createElement('canvas'), {width, height});
      const name = part.path.replace(/^layers\.(.*)\.(\w+)$/, 'layer $1, $2').replace('_', ' ');
      const figure = document.createElement('figure'), caption = document.createElement('figcaption');
      const range = document.createElement('span');
      canvas.className = 'pixels';
      canvas.style.width = `${width * 14}px`;
      canvas.setAttribute('role', 'img');
      canvas.setAttribute('aria-label', `${name}, ${part.rows} by ${part.columns} values`);
      caption.append(`${name} ${part.rows} × ${part.columns} `, range);
      figure.append(canvas, caption);
      return {part, figure, range, pixels: new Pixels(canvas)};
    });
    const rows = new Map();  // a row for each layer
    for (const {part, figure} of this.images) {
      const layer = part.path.replace(/\.\w+$/, '');
      if (!rows.has(layer)) rows.set(layer, document.createElement('div'));
      rows.get(layer).append(figure);
    }
    this.place.replaceChildren(...rows.values());
  },

  draw(values, writesRanges) {
    for (const {part, pixels, range} of this.images) {
      const mine = values.subarray(part.offset, part.offset + part.rows * part.columns);
      const greatest = mine.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
      const {rows, columns} = part, isTurned = rows > columns;
      for (let i = 0; i < mine.length; ++i) {
        const at = isTurned ? i % columns * rows + Math.floor(i / columns) : i;
        pixels.pixels[at] = colours.weights[Math.round((mine[i] / greatest + 1) * 127.5)];
      }
      pixels.show();
      if (writesRanges) range.textContent = `±${greatest.toPrecision(2)}`;
    }
  },
};
