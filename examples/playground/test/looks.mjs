// What check.mjs asks of the page's looks; the functions run in the page.

// Strokes of a mouse, from 0 to 1 along each axis.
export const drawnDigits = {
  0: Array.from({length: 25}, (_, i) => i * Math.PI / 12)
    .map((angle) => [0.5 + 0.22 * Math.sin(angle), 0.5 - 0.32 * Math.cos(angle)]),
  1: [[0.52, 0.15], [0.51, 0.4], [0.5, 0.6], [0.49, 0.85]],
  2: [[0.3, 0.3], [0.4, 0.17], [0.56, 0.17], [0.66, 0.3], [0.58, 0.5], [0.42, 0.68], [0.3, 0.84], [0.31, 0.84],
      [0.5, 0.84], [0.72, 0.83]],
  7: [[0.26, 0.2], [0.5, 0.19], [0.72, 0.18], [0.72, 0.19], [0.6, 0.45], [0.5, 0.65], [0.44, 0.86]],
};

// Elements that are wider than the screen, or whose text is cut off; what scrolls by itself may be.
export function overflowing() {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push(`page: ${document.documentElement.scrollWidth}`);
  for (const element of document.querySelectorAll('body *:not(script)')) {
    if (element.closest('pre')) continue;
    const {left, right, width} = element.getBoundingClientRect();
    const name = `${element.tagName} ${element.textContent.trim().slice(0, 20)}`;
    if (width > 0 && (left < -1 || right > innerWidth + 1)) found.push(name);
    const isBlock = getComputedStyle(element).display === 'block';
    if (isBlock && element.scrollWidth > element.clientWidth + 1) found.push(`cut: ${name}`);
  }
  return found;
}

// Text below 11 pixels, or of less than 4.5 to 1 against what is behind it (WCAG 2.1, 1.4.3).
export function legibility() {
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((value) => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const backgroundOf = (element) => {
    for (; element; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor;
      if (channels(colour)[3] !== 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const found = [];
  for (const element of document.querySelectorAll('body *:not(script)')) {
    const texts = [...element.childNodes].filter((node) => node.nodeType === 3 && node.textContent.trim());
    if (texts.length === 0 || element.getClientRects().length === 0) continue;
    const {color, fontSize} = getComputedStyle(element);
    const [light, dark] = [luminance(color), luminance(backgroundOf(element))].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05), name = texts[0].textContent.trim().slice(0, 20);
    if (contrast < 4.5) found.push(`${name}: contrast ${contrast.toFixed(1)}`);
    if (parseFloat(fontSize) < 11) found.push(`${name}: ${fontSize}`);
  }
  return found;
}
