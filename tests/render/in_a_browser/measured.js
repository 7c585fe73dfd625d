// What is wrong with the page that is open, to the eye: a list of sentences. least: pixels of body text, of text in a
// figure, and of what a finger touches (0 where there is a mouse).
([LEAST_TEXT, LEAST_IN_FIGURE, LEAST_TARGET]) => {
  const wrong = [];
  const say = (what) => wrong.push(what);
  const root = document.documentElement;
  if (root.scrollWidth > window.innerWidth) say(`the page is ${root.scrollWidth} pixels wide`);
  for (const p of document.querySelectorAll("main > p:not(.small)")) {
    if (parseFloat(getComputedStyle(p).fontSize) < LEAST_TEXT) say(`small text: ${p.textContent.slice(0, 40)}`);
  }
  let last = 0;
  for (const h of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const level = Number(h.tagName[1]);
    if (level > last + 1 || (level === 1) !== (last === 0)) say(`h${level} after h${last}: ${h.textContent}`);
    last = level;
  }
  for (const target of document.querySelectorAll("header a, summary, nav a, figure a, .table a")) {
    const box = target.getBoundingClientRect();
    if (box.width && box.height < LEAST_TARGET) say(`${box.height} pixels to touch: ${target.textContent}`);
  }
  for (const scroll of document.querySelectorAll(".table .scroll")) {
    scroll.scrollLeft = 1000;
    const first = scroll.querySelector("tbody tr > :first-child:not(.group)");
    if (first.getBoundingClientRect().left < scroll.getBoundingClientRect().left - 1) say(`moves: ${first.textContent}`);
  }
  for (const img of document.images) {
    if (!img.alt.trim()) say("a picture without words for it");
    if (img.src.startsWith("data:image/svg+xml,")) figure(img);
  }
  return wrong;

  function figure(img) {
    const style = getComputedStyle(img);
    const width = img.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const box = document.createElement("div");
    box.style.cssText = `position: absolute; top: 0; left: 0; width: ${width}px`;
    box.attachShadow({mode: "open"}).innerHTML = decodeURIComponent(img.src.slice(img.src.indexOf(",") + 1));
    document.body.append(box);
    const svg = box.shadowRoot.querySelector("svg");
    svg.style.width = `${width}px`;
    svg.style.height = "auto";
    const scale = width / svg.viewBox.baseVal.width;
    const around = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].map((text) => {
      const {left, right, top, height} = text.getBoundingClientRect();
      if (parseFloat(getComputedStyle(text).fontSize) * scale < LEAST_IN_FIGURE) say(`small: ${text.textContent}`);
      return {said: text.textContent, left, right, top: top + 0.22 * height, bottom: top + 0.8 * height}; // its letters
    });
    texts.forEach((one, at) => {
      if (one.left < around.left - 0.5 || one.right > around.right + 0.5 || one.top < around.top - 0.5 ||
          one.bottom > around.bottom + 0.5) say(`leaves its figure: ${one.said}`);
      for (const two of texts.slice(at + 1)) {
        const wide = Math.min(one.right, two.right) - Math.max(one.left, two.left);
        const high = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
        if (wide > 0.5 && high > 0.5) say(`on each other: ${one.said}, ${two.said}`);
      }
    });
    box.remove();
  }
}
