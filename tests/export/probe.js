// Looks at a page as laid out: which scheme, what it asked for, how wide, and how legible each text is.
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

function rgba(color) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  return canvas.getImageData(0, 0, 1, 1).data;
}

function luminance(color) {
  const [r, g, b] = [...color].slice(0, 3).map((one) => {
    const part = one / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function behind(element) {
  for (let one = element; one; one = one.parentElement) {
    const color = rgba(getComputedStyle(one).backgroundColor);
    if (color[3] === 255) return color;
  }
  return rgba("white");
}

const texts = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  const text = walker.currentNode.data.trim();
  if (!text || element.closest("script, svg title, svg desc")) continue;
  const style = getComputedStyle(element);
  const color = rgba(element.closest("svg") ? style.fill : style.color);
  const [low, high] = [luminance(color), luminance(behind(element))].sort((a, b) => a - b);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  texts.push({ text: text.slice(0, 40), contrast: (high + 0.05) / (low + 0.05), large });
}

const root = document.documentElement;
const told = document.createElement("pre");
told.id = "probe";
told.textContent = JSON.stringify({
  dark: matchMedia("(prefers-color-scheme: dark)").matches,
  requests: performance.getEntriesByType("resource").map((one) => one.name),
  overflow: root.scrollWidth - root.clientWidth,
  texts: texts.map((one) => ({ ...one, text: one.text.replace(/[<>&]/g, " ") })),
});
document.body.append(told);
