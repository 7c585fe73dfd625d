"use strict";
// What levels amount to, exactly: the same rules as methods/scores/scoring.py and data/levels.py, which tests hold
// against each other. A number is [numerator, denominator] of two BigInt, the denominator above 0; what is handed out is
// in lowest terms.

function ratio(above, below) {
  let [a, b] = [above < 0n ? -above : above, below];
  while (b) [a, b] = [b, a % b];
  return [above / (a || 1n), below / (a || 1n)];
}
const plus = ([a, b], [c, d]) => (b === d ? [a + c, b] : [a * d + c * b, b * d]);
const minus = ([a, b], [c, d]) => ratio(a * d - c * b, b * d);
const times = ([a, b], [c, d]) => [a * c, b * d];
const over = ([a, b], [c, d]) => ratio(a * d, b * c); // by a weight, which is above 0
const isBelow = ([a, b], [c, d]) => a * d < c * b;
const isEqual = ([a, b], [c, d]) => a * d === c * b;
const sum = (numbers) => ratio(...numbers.reduce(plus, [0n, numbers[0][1]]));

// "11/400", as weights are given.
function fraction(text) {
  const [above, below] = text.split("/");
  return ratio(BigInt(above), BigInt(below || "1"));
}

// A numeral as people type it, with a decimal point or a decimal comma; null for what is none.
function numeral(text) {
  const typed = pointed(text);
  if (!/^[+-]?([0-9]{1,60}(\.[0-9]{0,60})?|\.[0-9]{1,60})([eE][+-]?[0-9]{1,3})?$/.test(typed)) return null;
  const [size, exponent] = typed.toLowerCase().split("e");
  const [whole, decimals] = [...size.split("."), ""];
  const power = Number(exponent || 0) - decimals.length;
  const digits = BigInt(/[0-9]/.test(whole) ? whole.replace("+", "") + decimals : whole.replace("+", "") + "0" + decimals);
  return power < 0 ? ratio(digits, 10n ** BigInt(-power)) : [digits * 10n ** BigInt(power), 1n];
}

// A decimal comma as a point (methods/decimal_comma.py); what may have a mark for thousands is refused where levels are.
const DECIMAL = /^[+-]?[0-9]*,[0-9]+$/;
const THOUSANDS = /^([+-]?[1-9][0-9]{0,2}([.,' ][0-9]{3})*,[0-9]{3}|[+-]?[0-9]{1,3}([.,' ][0-9]{3})+[.,][0-9]+)$/;
const pointed = (text) => (DECIMAL.test(text.trim()) ? text.trim().replace(",", ".") : text.trim());
const hasThousands = (text) => text.includes(",") && THOUSANDS.test(text.trim());

// Half up, always with `places` decimals; a tie goes away from zero, and zero has no sign.
function display([above, below], places, mark) {
  const scale = 10n ** BigInt(places);
  const size = ((above < 0n ? -above : above) * scale * 2n + below) / (2n * below);
  const digits = String(size).padStart(places + 1, "0");
  const sign = above < 0n && size > 0n ? "\u2212" : "";
  return sign + digits.slice(0, digits.length - places) + (places ? mark + digits.slice(-places) : "");
}

// An instrument as the page holds it, with its weights as numbers and the items that can be scored.
function ready(given) {
  const parts = (list) => list.map((part) => ({ ...part, weight: fraction(part.weight) }));
  const instrument = {
    ...given, low: fraction(given.low), high: fraction(given.high),
    domains: parts(given.domains), aspects: parts(given.aspects), indicators: parts(given.indicators),
    bands: given.bands.map((band) => ({ ...band, start: fraction(band.start), end: fraction(band.end) })),
  };
  instrument.items = instrument.indicators.flatMap((part) =>
    Array.from({ length: part.repeats }, (_, n) => ({ ...part, id: n ? `${part.id}-${n + 1}` : part.id, service: n + 1 })));
  instrument.old = given.old && {
    id: given.old.id,
    weights: Object.fromEntries(Object.entries(given.old.weights).map(([id, weight]) => [id, fraction(weight)])),
  };
  return instrument;
}

function mean(parts, values) {
  const total = sum(parts.map((part) => part.weight));
  return over(sum(parts.map((part) => times(part.weight, values[part.id]))), total);
}

function totals(instrument, levels) {
  const [aspects, domains] = [{}, {}];
  for (const aspect of instrument.aspects) {
    aspects[aspect.id] = mean(instrument.items.filter((i) => i.parent === aspect.id && i.id in levels), levels);
  }
  for (const domain of instrument.domains) {
    domains[domain.id] = mean(instrument.aspects.filter((aspect) => aspect.parent === domain.id), aspects);
  }
  return { aspects, domains, index: mean(instrument.aspects, aspects) };
}

// Levels by item (numbers on the scale) -> complete aspects and domains, the ends of the index, what is missing, the
// predicates between these ends, the index at the old domain weights where all is known, and what one level more adds.
function score(instrument, levels) {
  const missing = instrument.indicators.filter((part) => !(part.id in levels));
  const filled = (end) => ({ ...levels, ...Object.fromEntries(missing.map((part) => [part.id, end])) });
  const [least, most] = [instrument.low, instrument.high].map((end) => totals(instrument, filled(end)));
  const open = new Set(missing.map((part) => part.parent));
  const openDomains = new Set(instrument.aspects.filter((a) => open.has(a.id)).map((a) => a.parent));
  const without = (values, gone) => Object.fromEntries(Object.entries(values).filter(([id]) => !gone.has(id)));
  return {
    aspects: without(least.aspects, open),
    domains: without(least.domains, openDomains),
    low: least.index,
    high: most.index,
    missing: missing.map((part) => part.id),
    predicates: between(instrument, least.index, most.index, false),
    rounded: between(instrument, least.index, most.index, true),
    old: instrument.old && !missing.length ? rescore(instrument, least) : null,
    more: more(instrument, filled(instrument.low)),
  };
}

function rescore(instrument, { domains, index }) {
  const old = sum(Object.entries(instrument.old.weights).map(([id, weight]) => times(weight, domains[id])));
  return { index: old, effect: minus(index, old) };
}

function between(instrument, low, high, isRounded) {
  const at = (index) => {
    const value = isRounded ? numeral(display(index, 2, ".")) : index;
    return instrument.bands.findIndex(({ end, included }) => isBelow(value, end) || (included && isEqual(value, end)));
  };
  return instrument.bands.slice(at(low), at(high) + 1).map((band) => band.name);
}

function more(instrument, levels) {
  const added = {};
  for (const aspect of instrument.aspects) {
    const items = instrument.items.filter((item) => item.parent === aspect.id && item.id in levels);
    const total = sum(items.map((item) => item.weight));
    for (const item of items) added[item.id] = over(times(aspect.weight, item.weight), total);
  }
  return added;
}

// A level as typed -> its number, or the key of the refusal.
function levelOf(instrument, text) {
  if (hasThousands(text)) return { refused: "calculator.refuse.thousands" };
  const value = numeral(text);
  if (value === null) return { refused: "calculator.refuse.no_number" };
  if (isBelow(value, instrument.low) || isBelow(instrument.high, value)) return { refused: "calculator.refuse.off_scale" };
  if (!instrument.decimals && value[1] !== 1n) return { refused: "calculator.refuse.not_whole" };
  return { value };
}
