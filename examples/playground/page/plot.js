'use strict';
// The square of answers, the line between the classes, and the points.

const plot = {
  field: new Pixels(document.getElementById('field')),
  boundary: document.getElementById('boundary'),
  points: document.getElementById('points'),

  // Where in a square of so many pixels a coordinate lies: the middles of the outermost cells are at halfWidth.
  place(coordinate, size) { return ((coordinate / halfWidth + 1) * (fieldSide - 1) / 2 + 0.5) / fieldSide * size; },

  drawField(answers) {
    for (let i = 0; i < answers.length; ++i) this.field.pixels[i] = colours.answers[Math.round(answers[i] * 255)];
    this.field.show();
    const {context, width} = sharp(this.boundary);
    context.strokeStyle = colours.value('--ink');
    context.lineWidth = 1.5;
    context.stroke(contour(answers, width / fieldSide));
  },

  drawPoints({inputs, targets}) {
    const {context, width} = sharp(this.points);
    const size = Math.max(2.5, width / 130), paper = colours.value('--plot');
    const fills = [colours.value('--first'), colours.value('--second')];
    for (let i = 0; i < targets.length; ++i) {
      const x = this.place(inputs[2 * i], width), y = this.place(-inputs[2 * i + 1], width);
      const isHeldOut = i >= learntCount, colour = fills[targets[i]];
      context.beginPath();
      if (targets[i] === 0) context.arc(x, y, size, 0, 2 * Math.PI);
      else context.rect(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8);
      context.fillStyle = isHeldOut ? paper : colour;
      context.strokeStyle = isHeldOut ? colour : paper;
      context.lineWidth = isHeldOut ? 1.5 : 0.75;
      context.fill();
      context.stroke();
    }
  },
};

// The line along which the answer is one half: marching squares, with straight pieces within each cell.
function contour(answers, cell) {
  const path = new Path2D(), at = (row, column) => answers[row * fieldSide + column] - 0.5;
  for (let row = 0; row + 1 < fieldSide; ++row)
    for (let column = 0; column + 1 < fieldSide; ++column) {
      const corners = [at(row, column), at(row, column + 1), at(row + 1, column + 1), at(row + 1, column)];
      const crossings = [];
      for (let side = 0; side < 4; ++side) {
        const from = corners[side], to = corners[(side + 1) % 4];
        if (from < 0 === to < 0) continue;
        const share = from / (from - to);
        const x = [share, 1, 1 - share, 0][side], y = [0, share, 1, 1 - share][side];
        crossings.push([(column + x + 0.5) * cell, (row + y + 0.5) * cell]);
      }
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        path.moveTo(...crossings[i]);
        path.lineTo(...crossings[i + 1]);
      }
    }
  return path;
}
