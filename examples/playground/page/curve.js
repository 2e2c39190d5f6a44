'use strict';
// The loss against the steps, of the batches and of the points held out.

const curve = {
  canvas: document.getElementById('curve'),
  most: 400,  // of entries: then pairs of them become one

  clear() {
    this.entries = [];
    this.together = 1;  // frames in an entry
    this.waiting = [];
  },

  add(steps, learnt, heldOut) {
    this.waiting.push({steps, learnt, heldOut});
    if (this.waiting.length < this.together) return;
    this.entries.push(this.mean(this.waiting));
    this.waiting = [];
    if (this.entries.length < this.most) return;
    const all = this.entries;
    this.entries = [];
    for (let i = 0; i + 1 < all.length; i += 2) this.entries.push(this.mean(all.slice(i, i + 2)));
    this.together *= 2;
  },

  mean(entries) {
    const of = (name) => entries.reduce((sum, entry) => sum + entry[name], 0) / entries.length;
    return {steps: entries.at(-1).steps, learnt: of('learnt'), heldOut: of('heldOut')};
  },

  draw() {
    const {context, width, height} = sharp(this.canvas);
    const left = 44, right = width - 8, top = 8, bottom = height - 22;
    const values = this.entries.flatMap((entry) => [entry.learnt, entry.heldOut]).filter((value) => value > 0);
    const lowest = Math.max(-6, Math.min(-1, Math.floor(Math.log10(Math.min(...values, 1)))));
    const highest = Math.max(0, Math.ceil(Math.log10(Math.max(...values, 0.1))));
    const last = this.entries.at(-1)?.steps ?? 1;
    const y = (loss) => {
      const share = (Math.log10(Math.max(loss, 1e-9)) - lowest) / (highest - lowest);
      return bottom - Math.min(Math.max(share, 0), 1) * (bottom - top);
    };
    const x = (steps) => left + steps / last * (right - left);

    context.font = `12px ${colours.value('--sans')}`;
    context.fillStyle = colours.value('--muted');
    context.strokeStyle = colours.value('--rule');
    context.lineWidth = 1;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (let power = lowest; power <= highest; ++power) {
      const at = Math.round(y(10 ** power)) + 0.5;
      context.fillText(power < -3 ? `1e${power}` : `${Number((10 ** power).toPrecision(1))}`, left - 8, at);
      context.beginPath();
      context.moveTo(left, at);
      context.lineTo(right, at);
      context.stroke();
    }
    context.textBaseline = 'bottom';
    context.fillText(`${last.toLocaleString('en')} steps`, right, height - 2);
    context.textAlign = 'left';
    context.fillText('0', left, height - 2);

    const line = (name, colour, dash) => {
      context.strokeStyle = colours.value(colour);
      context.lineWidth = 1.75;
      context.setLineDash(dash);
      context.beginPath();
      for (const entry of this.entries) context.lineTo(x(entry.steps), y(entry[name]));
      context.stroke();
      context.setLineDash([]);
    };
    line('learnt', '--ink', []);
    line('heldOut', '--accent', [5, 3]);
  },
};
curve.clear();
