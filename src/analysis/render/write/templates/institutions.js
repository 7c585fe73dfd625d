(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const list = $("list"), FIRST_SHOWN = 40, ALIKE = 0.5, NEAR = 5;
  const collator = new Intl.Collator(document.documentElement.lang);

  // Texts and numbers.
  const say = (key, facts) => data.words[key].replace(/{(\w+)}/g, (_, name) => facts[name]);
  const score = (hundredths) => (Math.abs(hundredths) / 100).toFixed(2).replace(".", data.mark);
  const signed = (hundredths) => (hundredths < 0 ? "\u2212" : hundredths > 0 ? "+" : "") + score(hundredths);
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  // Names as people type them: the words of the tables, as analysis.studies.shared.typed_names makes them.
  const wordsOf = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) || [];
  const inForm = (typed) => {
    const out = [];
    for (let at = 0; at < typed.length;) {
      const known = data.written.find(([long]) => long.every((word, i) => typed[at + i] === word));
      out.push(...(known ? known[1] : [typed[at]]));
      at += known ? known[0].length : 1;
    }
    return out.length ? out : typed;
  };
  const shortens = (short, of) => {
    if (!of.length || !short) return !of.length && !short;
    for (let n = 1; n <= short.length && short[n - 1] === of[0][n - 1]; n++)
      if (shortens(short.slice(n), of.slice(1))) return true;
    return false;
  };
  const pairs = (text) => new Set(Array.from({ length: Math.max(text.length - 1, 0) }, (_, i) => text.slice(i, i + 2)));
  const alike = (one, other) => { // Dice's coefficient of two sets of pairs of letters
    let both = 0;
    for (const pair of one) both += other.has(pair);
    return (2 * both) / (one.size + other.size || 1);
  };

  const rows = [...list.children].map((item, at) => {
    const row = Object.fromEntries(data.fields.map((name, i) => [name, data.rows[at][i]]));
    const name = item.querySelector("a, span").textContent, full = wordsOf(name), form = inForm(full);
    const bare = data.kinds.includes(form[0]) ? form.slice(1) : form;
    const words = [...new Set([...full, ...form, ...wordsOf(data.also[at] || "")])];
    const box = make("input", "", { type: "checkbox", "aria-label": say("pick", { name }) });
    const pick = make("label", "", { class: "pick" });
    pick.append(box);
    item.append(pick);
    const latest = row.year === null ? null : row[`index_${row.year}`];
    const joined = form.join(""), letters = [pairs(joined), pairs(bare.join(""))];
    return Object.assign(row, { item, box, name, full, form, bare, words, joined, letters, latest });
  });

  // Which rows does a text find? The first question with an answer counts.
  const found = (text) => {
    const typed = inForm(wordsOf(text)), joined = typed.join(""), raw = wordsOf(text).join("");
    if (!joined) return { rows };
    const isShort = (row) => (data.central.includes(row.type) || data.type[row.type] === "provinsi") &&
      [row.full, row.form, row.bare].some((form) => form.length > 1 && (shortens(raw, form) || shortens(joined, form)));
    for (const answers of [
      (row) => typed.every((word) => row.words.some((its) => its.startsWith(word))),
      (row) => row.joined.includes(joined),
      isShort,
    ]) {
      const hits = rows.filter(answers);
      if (hits.length) return { rows: hits };
    }
    const letters = pairs(joined);
    const near = rows.map((row) => [Math.max(...row.letters.map((its) => alike(letters, its))), row])
      .filter(([how]) => how >= ALIKE).sort((one, other) => other[0] - one[0]).slice(0, NEAR);
    return { rows: near.map(([, row]) => row), alike: true };
  };

  // What is asked, as the form has it and as the address keeps it.
  const FIELDS = ["q", "type", "province", "sort"];
  let chosen = [], all = false;
  const provinceOf = (row) => data.province[row.province] || data.nation;
  const byName = (one, other) => collator.compare(one.name, other.name);
  const falling = (name) => (one, other) =>
    (other[name] === null ? -1 : other[name]) - (one[name] === null ? -1 : one[name]) || byName(one, other);
  const ORDERS = { "": byName, index: falling("latest"), predicate: falling("predicate") };

  const show = () => {
    const type = $("type").value, province = $("province").value, answer = found($("q").value);
    const hits = answer.rows.filter((row) => (!type || data.type[row.type] === type) &&
      (!province || provinceOf(row) === province));
    if (!answer.alike || $("sort").value) hits.sort(ORDERS[$("sort").value]);
    const shown = all ? hits : hits.slice(0, FIRST_SHOWN), rest = hits.length - shown.length;
    list.replaceChildren(...shown.map((row) => row.item));
    const facts = { n: hits.length, all: rows.length };
    $("hits").textContent = say(!hits.length ? "none" : answer.alike ? "hits_alike" : "hits", facts);
    $("go").textContent = say("go", facts);
    $("more").hidden = !rest;
    $("more").textContent = say("more", { n: rest });
    document.querySelectorAll(".tiles button").forEach((tile) =>
      tile.setAttribute("aria-pressed", tile.dataset.province === province));
  };

  // Two side by side.
  const cell = (row, text) => row.year === null ? say("not_listed", {}) :
    text === null ? say("not_known", {}) : text + (row.year === data.years[data.years.length - 1] ? "" : ` (${row.year})`);
  const value = (row, name, written = score) => cell(row, row[name] === null ? null : written(row[name]));
  const place = (row) => cell(row, row.place_low === null ? null :
    say(row.place_low === row.place_high ? "place_one" : "place", { low: row.place_low, high: row.place_high, n: row.n }));
  const difference = (one, other, [low, high]) => {
    if (one === null || other === null) return "";
    const apart = Math.abs(one - other), facts = { difference: score(apart), low: score(low), high: score(high) };
    return say(apart <= low ? "difference_inside" : apart <= high ? "difference_open" : "difference", facts);
  };
  const compared = (a, b) => {
    const sameYear = a.year !== null && a.year === b.year;
    const lines = [
      [say("row.type", {}), data.types[a.type], data.types[b.type]],
      [say("row.province", {}), ...[a, b].map((row) => data.province[row.province] || say("no_province", {}))],
      ...data.years.map((year) => [say("row.index", { year }),
        ...[a, b].map((row) => row[`index_${year}`] === null ? say("not_listed", {}) : score(row[`index_${year}`])),
        difference(a[`index_${year}`], b[`index_${year}`], data.bands[0])]),
      [say("row.predicate", {}), ...[a, b].map((row) => value(row, "predicate", (at) => data.predicate[at]))],
      ...["policy", "governance", "management", "services"].map((name, i) => [
        say("row.domain", { domain: data.domains[i] }), value(a, name), value(b, name),
        sameYear ? difference(a[name], b[name], data.bands[i + 1]) : ""]),
      [say("row.effect", {}), value(a, "effect", signed), value(b, "effect", signed)],
      [say("row.place", { move: data.move }), place(a), place(b)],
    ];
    const table = make("table", "", { role: "table", "aria-labelledby": "compare-title" });
    const head = table.createTHead().insertRow(), body = table.createTBody();
    head.append(make("td", ""));
    for (const row of [a, b]) {
      const th = make("th", "", { scope: "col", role: "columnheader" }), link = row.item.querySelector("a");
      th.append(link ? make("a", row.name, { href: link.getAttribute("href") }) : row.name);
      head.append(th);
    }
    head.append(make("th", say("row.difference", {}), { scope: "col", role: "columnheader" }));
    for (const [label, one, other, apart = ""] of lines) {
      const tr = body.insertRow();
      tr.setAttribute("role", "row");
      tr.append(make("th", label, { scope: "row", role: "rowheader" }));
      for (const text of [one, other, apart]) tr.append(make("td", text, { role: "cell", "data-head": say("row.difference", {}) }));
    }
    return table;
  };
  const said = (a, b) => {
    const year = [...data.years].reverse().find((of) => a[`index_${of}`] !== null && b[`index_${of}`] !== null), texts = [];
    if (year === undefined) texts.push(say("said.never", {}));
    else {
      const [low, high] = data.bands[0], apart = Math.abs(a[`index_${year}`] - b[`index_${year}`]);
      const kind = !apart ? "equal" : apart <= low ? "inside" : apart <= high ? "open" : "beyond";
      texts.push(say(`said.${kind}`, { year, difference: score(apart), low: score(low), high: score(high) }));
    }
    if (a.type !== b.type) texts.push(say("said.types", {}));
    if (year !== undefined && a.year !== b.year) texts.push(say("said.years", {}));
    for (const row of [a, b]) if (row.below_floor) texts.push(say("said.below_floor", { name: row.name, year: row.below_floor }));
    return texts.map((text) => make("p", text));
  };
  const showChosen = () => {
    rows.forEach((row) => { row.box.checked = chosen.includes(row); });
    const [a, b] = chosen;
    $("tray").hidden = !a;
    $("see").hidden = $("compare").hidden = !b;
    const picked = a ? say(b ? "picked_two" : "picked_one", { a: a.name, b: b && b.name }) : "";
    $("tray").firstElementChild.textContent = picked;
    $("said").replaceChildren(...(b ? said(a, b) : []));
    $("table").replaceChildren(...(b ? [compared(a, b)] : []));
  };
  const choose = (row, on) => { // a third one takes the place of the second
    chosen = on ? [...chosen.slice(0, 1), row] : chosen.filter((other) => other !== row);
  };

  // The address keeps what is asked, so that it can be sent.
  const keep = () => {
    const state = new URLSearchParams();
    for (const name of FIELDS) if ($(name).value) state.set(name, $(name).value);
    if (chosen.length) state.set("compare", chosen.map((row) => row.institution_id).join(","));
    const fragment = String(state) && `#${state}`;
    history.replaceState(null, "", location.pathname + location.search + fragment);
    const other = $("other-language");
    other.href = other.getAttribute("href").split("#")[0] + fragment;
  };
  const restore = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    if (location.hash && ![...state.keys()].some((name) => FIELDS.includes(name) || name === "compare")) return;
    for (const name of FIELDS) {
      $(name).value = state.get(name) || "";
      if ($(name).selectedIndex === -1) $(name).value = "";
    }
    const ids = (state.get("compare") || "").split(",");
    chosen = [...new Set(ids)].map((id) => rows.find((row) => row.institution_id === id)).filter(Boolean).slice(0, 2);
    all = false;
    refresh();
  };
  const refresh = () => { show(); showChosen(); keep(); };
  const asked = () => { all = false; show(); keep(); };

  $("find").addEventListener("input", asked);
  $("find").addEventListener("submit", (event) => event.preventDefault());
  $("reset").addEventListener("click", () => {
    FIELDS.forEach((name) => { $(name).value = ""; });
    asked();
    $("q").focus();
  });
  document.querySelector(".tiles").addEventListener("click", (event) => {
    const tile = event.target.closest("button");
    if (!tile) return;
    $("province").value = tile.getAttribute("aria-pressed") === "true" ? "" : tile.dataset.province;
    asked();
  });
  document.querySelectorAll(".to-list").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault(); // the address keeps what is asked
    $("list-title").focus();
  }));
  $("more").addEventListener("click", () => {
    const next = list.children.length;
    all = true;
    show();
    (list.children[next].querySelector("a") || list.children[next].querySelector("input")).focus();
  });
  rows.forEach((row) => row.box.addEventListener("change", () => {
    choose(row, row.box.checked);
    showChosen();
    keep();
  }));
  $("see").addEventListener("click", () => $("compare-title").focus());
  $("drop").addEventListener("click", () => {
    chosen = [];
    showChosen();
    keep();
    $("list-title").focus();
  });
  window.addEventListener("hashchange", restore);
  window.addEventListener("beforeprint", () => { all = true; show(); });
  if (window.matchMedia("(max-width: 62rem)").matches) $("map").open = false;
  restore();
})();
