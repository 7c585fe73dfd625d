// The page: levels typed, chosen or read from a file; what they amount to is told at once. Words come from the
// catalogue with the page's data; every text is set as text.
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const instruments = Object.fromEntries(Object.entries(data.instruments).map(([id, given]) => [id, ready(given)]));
  const kept = Object.fromEntries(Object.keys(instruments).map((id) => [id, {}])); // instrument -> item -> level as text
  let chosen = instruments[data.first];
  const at = (id) => document.getElementById(id);
  const words = (key, facts) => data.words[key].replace(/\{(\w+)\}/g, (_, name) => facts[name]);
  const shown = (number, places = 2) => display(number, places, data.mark);
  const typed = (text) => text.replace(".", data.mark);

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  // Up to four decimals, as weights and what a level adds need them.
  function exactly(number, places) {
    const text = shown(number, places);
    return text.includes(data.mark) ? text.replace(/0+$/, "").replace(new RegExp(`\\${data.mark}$`), "") : text;
  }
  const percent = (weight) => `${exactly(times(weight, [100n, 1n]), 2)}%`;
  const range = (low, high) => (low === high ? low : words("number.range", { low, high }));

  // The form: a heading for each domain and aspect with its value, a row for each item.
  function build() {
    at("levels").replaceChildren(...(chosen.domains.length ? chosen.domains.map(domainBlock) : aspectBlocks("", "h2")));
    at("about").textContent = chosen.about;
    document.querySelector(`input[name=instrument][value="${chosen.id}"]`).checked = true;
    fill();
  }

  function domainBlock(domain) {
    const title = heading("h2", "domain", words("calculator.domain", domain), domain.id);
    return element("section", {}, title, ...aspectBlocks(domain.id, "h3"));
  }

  function aspectBlocks(parent, tag) {
    return chosen.aspects.filter((aspect) => aspect.parent === parent).map((aspect) => {
      const rows = chosen.items.filter((item) => item.parent === aspect.id).map(row);
      return element("section", {}, heading(tag, "aspect", words("calculator.aspect", aspect), aspect.id), ...rows);
    });
  }

  function heading(tag, kind, name, id) {
    return element(tag, {}, element("span", {}, name), " ", element("span", { class: "value", "data-value": `${kind} ${id}` }));
  }

  function row(item) {
    const name = item.repeats > 1 ? words("calculator.service", { name: item.name, n: item.service }) : item.name;
    const label = element("span", { class: "name", id: `name-${item.id}` }, element("b", {}, item.id), element("span", {}, name));
    const added = element("span", { class: "more", "data-more": item.id });
    const field = chosen.decimals ? numberField(item) : levelButtons(item);
    return element("div", { class: "item", "data-item": item.id }, label, added, field);
  }

  function levelButtons(item) {
    const all = [""];
    for (let level = chosen.low[0]; level <= chosen.high[0]; level += 1n) all.push(String(level));
    const buttons = all.map((level) => {
      const button = element("input", { type: "radio", name: `level-${item.id}`, value: level });
      if (!level) button.setAttribute("aria-label", words("calculator.blank"));
      return element("label", {}, button, element("span", {}, level || "–"));
    });
    return element("span", { class: "buttons", role: "radiogroup", "aria-labelledby": `name-${item.id}` }, ...buttons);
  }

  function numberField(item) {
    const about = { type: "text", inputmode: "decimal", autocomplete: "off", name: `level-${item.id}` };
    const wrong = { "aria-labelledby": `name-${item.id}`, "aria-describedby": `wrong-${item.id}` };
    return element("span", {}, element("input", { ...about, ...wrong }), element("span", { class: "wrong", id: `wrong-${item.id}` }));
  }

  const fields = (item) => [...document.getElementsByName(`level-${item}`)];

  // Puts the kept levels into the form.
  function fill() {
    for (const { id } of chosen.items) {
      const level = kept[chosen.id][id] ?? "";
      if (chosen.decimals) {
        fields(id)[0].value = typed(level);
        tellWrong(id, "");
      } else for (const button of fields(id)) button.checked = button.value === level;
    }
    tell();
  }

  // Takes one level over from the form; what is no level counts as not given, and is told once the field is left.
  function take(item, text, isLeft = false) {
    const level = text.trim();
    const { refused } = level ? levelOf(chosen, level) : {};
    if (level && !refused) kept[chosen.id][item] = plainly(level);
    else delete kept[chosen.id][item];
    if (chosen.decimals && (isLeft || !refused)) tellWrong(item, refused ? said({ key: refused, level }) : "");
    tell();
  }

  // As it is saved: a whole level as a whole number, a decimal comma as a point.
  const plainly = (text) => (chosen.decimals ? pointed(text) : String(numeral(text)[0]));

  function tellWrong(item, text) {
    at(`wrong-${item}`).textContent = text;
    fields(item)[0].setAttribute("aria-invalid", text !== "");
  }

  function tell() {
    const given = kept[chosen.id];
    const found = score(chosen, Object.fromEntries(Object.entries(given).map(([id, text]) => [id, numeral(text)])));
    for (const place of document.querySelectorAll("[data-value]")) {
      const [kind, id] = place.dataset.value.split(" ");
      const value = found[`${kind}s`][id];
      place.textContent = value ? shown(value) : "";
    }
    for (const place of document.querySelectorAll("[data-more]")) {
      const added = found.more[place.dataset.more];
      place.textContent = added ? words("calculator.more", { points: exactly(added, 4) }) : "";
    }
    tellIndex(found);
    tellWeights(found);
    at("save").disabled = at("clear").disabled = !Object.keys(given).length;
    remember();
  }

  function tellIndex(found) {
    const { low, high, missing, predicates, rounded } = found;
    const isWhole = !missing.length;
    const or = (names) => (names.length > 2 ? range(names[0], names.at(-1)) : names.join(words("calculator.or")));
    const isBlank = !Object.keys(kept[chosen.id]).length;
    at("index").textContent = isBlank ? "–" : range(shown(low), shown(high));
    at("predicate").textContent = isBlank ? "–" : or(predicates);
    const all = chosen.indicators.length;
    at("filled").textContent = words("calculator.filled", { done: all - missing.length, all });
    const isRound = isEqual(low, numeral(display(low, 2, ".")));
    at("unrounded").textContent = isWhole && !isRound ? words("calculator.unrounded", { index: exactly(low, 4) }) : "";
    at("missing").textContent = isWhole || isBlank ? "" : words("calculator.missing", { missing: spans(missing) });
    const isOther = or(predicates) !== or(rounded);
    at("rounded").textContent = isOther ? words("calculator.rounded", { predicate: or(rounded) }) : "";
    const services = chosen.items.some((item) => item.repeats > 1 && !(item.id in kept[chosen.id]));
    at("services").textContent = isWhole && services ? words("calculator.services") : "";
  }

  // "1, 3–5" of the ids of indicators in their order.
  function spans(ids) {
    const runs = [];
    for (const id of ids.map(Number)) {
      const last = runs.at(-1);
      if (last && last[1] === id - 1) last[1] = id;
      else runs.push([id, id]);
    }
    return runs.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(", ");
  }

  function tellWeights(found) {
    const { old } = chosen;
    const title = words(chosen.domains.length ? "calculator.parts" : "calculator.aspects");
    const head = [title, words("calculator.value")];
    head.push(...(old ? [chosen.id, old.id].map((id) => words("calculator.weight_of", { instrument: id })) : [words("calculator.weight")]));
    const parts = chosen.domains.length
      ? chosen.domains.flatMap((domain) => [["domain", domain], ...under(domain.id)])
      : under("");
    const rows = parts.map(([kind, part]) => {
      const value = found[`${kind}s`][part.id];
      const cells = [value ? shown(value) : "–", percent(part.weight)];
      if (old) cells.push(kind === "domain" ? percent(old.weights[part.id] || [0n, 1n]) : "");
      return [part.name, cells, kind === "domain" ? "group" : chosen.domains.length ? "under" : ""];
    });
    table(at("parts"), head, rows);
    at("old").hidden = !old;
    if (!old) return;
    const sign = (number) => (number[0] > 0n ? `+${shown(number, 4)}` : shown(number, 4));
    const [index, before, effect] = found.old
      ? [shown(found.low, 4), shown(found.old.index, 4), sign(found.old.effect)] : ["–", "–", "–"];
    table(at("weights"), [words("calculator.weighted_by"), words("calculator.index")], [
      [words("calculator.weights_of", { instrument: chosen.id }), [index], ""],
      [words("calculator.weights_of", { instrument: old.id }), [before], ""],
      [words("calculator.effect"), [effect], "group"],
    ]);
  }

  const under = (parent) => chosen.aspects.filter((aspect) => aspect.parent === parent).map((aspect) => ["aspect", aspect]);

  function table(place, head, rows) {
    const cells = (tag, texts) => texts.map((text) => element(tag, tag === "th" ? { scope: "col", class: "right" } : { class: "right" }, text));
    const first = element("tr", {}, element("th", { scope: "col" }, head[0]), ...cells("th", head.slice(1)));
    const body = rows.map(([name, values, kind]) => element("tr", {}, element("th", { scope: "row", class: kind }, name), ...cells("td", values)));
    place.replaceChildren(element("thead", {}, first), element("tbody", {}, ...body));
  }

  // The address keeps what was typed, so that it can be kept as a bookmark; nothing behind # is ever sent.
  function remember() {
    const fragment = new URLSearchParams([["instrument", chosen.id], ...Object.entries(kept[chosen.id])]).toString();
    const isEmpty = !Object.keys(kept[chosen.id]).length && chosen.id === data.first;
    history.replaceState(null, "", isEmpty ? "#" : `#${fragment}`);
    at("other-language").hash = isEmpty ? "" : fragment;
  }

  function recall() {
    const given = new URLSearchParams(location.hash.slice(1));
    chosen = instruments[given.get("instrument")] || chosen;
    const items = chosen.items.filter(({ id }) => given.has(id) && !levelOf(chosen, given.get(id)).refused);
    if (items.length) kept[chosen.id] = Object.fromEntries(items.map(({ id }) => [id, plainly(given.get(id))]));
    build();
  }

  function said({ key, ...facts }) {
    const text = words(key, {
      ...facts, example: typed("2.5"), low: chosen.low[0], high: chosen.high[0], instrument: chosen.id, last: chosen.items.at(-1).id,
    });
    return facts.row ? words("calculator.refuse.row", { row: facts.row, problem: text }) : text;
  }

  async function read(file) {
    if (!file) return;
    try {
      const rows = levelsIn(textOf(new Uint8Array(await file.arrayBuffer())));
      const found = instrumentOf(rows, chosen, Object.values(instruments).filter((one) => one !== chosen));
      const problems = refusals(found, rows);
      if (problems.length) throw new Refused(problems);
      chosen = found;
      kept[chosen.id] = Object.fromEntries(rows.map(({ indicator, level }) => [indicator, plainly(level)]));
      build();
      message(words("calculator.read", { file: file.name, n: rows.length, instrument: chosen.id }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      message(words("calculator.refused", { file: file.name }), error.problems.map(said));
    }
  }

  function message(text, problems = []) {
    const list = problems.slice(0, 20).map((problem) => element("li", {}, problem));
    if (problems.length > 20) list.push(element("li", {}, words("calculator.others", { n: problems.length - 20 })));
    at("message").replaceChildren(text, ...(list.length ? [element("ul", {}, ...list)] : []));
    at("message").className = problems.length ? "wrong" : "";
  }

  function save() {
    const file = new Blob([fileOf(chosen, kept[chosen.id])], { type: "text/csv" });
    const link = element("a", { href: URL.createObjectURL(file), download: `levels-${chosen.id}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // A digit sets the level and goes on to the next indicator; Backspace or Delete empties it.
  function press(event) {
    const row = event.target.closest("[data-item]");
    if (!row || chosen.decimals || event.ctrlKey || event.altKey || event.metaKey) return;
    const isBlank = event.key === "Backspace" || event.key === "Delete";
    const button = fields(row.dataset.item).find((one) => one.value === (isBlank ? "" : event.key));
    if (!button) return;
    event.preventDefault();
    button.checked = true;
    take(row.dataset.item, button.value);
    button.focus();
    if (!isBlank) next(row.dataset.item);
  }

  function next(item) {
    const place = chosen.items.findIndex(({ id }) => id === item) + 1;
    if (place >= chosen.items.length) return;
    const there = fields(chosen.items[place].id);
    (there.find((one) => one.checked) || there[0]).focus();
  }

  at("levels").addEventListener("keydown", press);
  at("levels").addEventListener("submit", (event) => event.preventDefault());
  for (const kind of ["input", "change"]) {
    at("levels").addEventListener(kind, ({ target }) => take(target.closest("[data-item]").dataset.item, target.value, kind === "change"));
  }
  at("choice").addEventListener("change", (event) => { chosen = instruments[event.target.value]; message(""); build(); });
  at("file").addEventListener("change", async (event) => { await read(event.target.files[0]); event.target.value = ""; });
  at("save").addEventListener("click", save);
  at("clear").addEventListener("click", () => {
    if (!confirm(words("calculator.sure", { instrument: chosen.id }))) return;
    kept[chosen.id] = {};
    message("");
    fill();
  });
  document.addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("over"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("over"); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("over");
    read(event.dataTransfer.files[0]);
  });
  window.addEventListener("hashchange", recall);
  window.calculator = { instruments, score, numeral, display, levelOf, levelsIn, textOf }; // for tests, and for the curious
  document.documentElement.classList.add("js");
  recall();
})();
