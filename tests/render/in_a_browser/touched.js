// What a finger would miss on the page that is open: a list of sentences. Alone, a target is 44 pixels high; in a sentence
// or a row of a table 24.
([ALONE, LEAST]) => {
  const wrong = [];
  const root = document.documentElement;
  if (root.scrollWidth > window.innerWidth) wrong.push(`the page is ${root.scrollWidth} pixels wide`);
  const words = (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim().length > 1;
  for (const target of document.querySelectorAll("a, button, summary, select, input, label.button")) {
    const {width, height} = target.getBoundingClientRect();
    if (target.matches(".skip, .over, .pick input, .buttons input, #file") || !width || !height) continue;
    const told = target.matches("a") && ([...target.parentNode.childNodes].some(words) || target.matches("td a, .badge"));
    const least = told ? LEAST : ALONE;
    if (height < least - 0.1 || width < LEAST - 0.1) {
      wrong.push(`${Math.round(width)} x ${Math.round(height)}: ${target.tagName} ${target.className} in ` +
        `${target.parentNode.tagName}.${target.parentNode.className}: ${target.textContent.slice(0, 30)}`);
    }
  }
  return wrong;
}
