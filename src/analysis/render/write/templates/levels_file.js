// Which levels does a file hold? The rules of data/levels.py: the header is row 1, and a row's number is its line.
// A refusal is { key, ...facts }; all those of the rows are told at once.

class Refused extends Error {
  constructor(problems) {
    super(problems.map((problem) => problem.key).join());
    this.problems = problems;
  }
}
const refuse = (key, facts) => { throw new Refused([{ key, ...facts }]); };
const HEADER = ["indicator", "level"];
const LARGEST = 1000000; // bytes; a complete file has a few hundred

function textOf(bytes) {
  if (bytes.length > LARGEST) refuse("calculator.refuse.large", { bytes: LARGEST });
  if ([0xfeff, 0xfffe].includes(bytes[0] * 256 + bytes[1])) refuse("calculator.refuse.utf16");
  if (bytes.includes(0)) refuse("calculator.refuse.binary");
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    const text = decoder.decode(bytes);
    if (!text.trim() && !bytes.some((byte) => byte > 127)) refuse("calculator.refuse.empty");
    return text;
  } catch (error) {
    if (error instanceof Refused) throw error;
    return refuse("calculator.refuse.not_utf8", { row: rowOfBadByte(bytes) });
  }
}

// Line ends are bytes of their own in UTF-8, so that the bad line is the first that cannot be decoded.
function rowOfBadByte(bytes) {
  for (let start = 0, row = 1; ; row += 1) {
    const end = bytes.indexOf(10, start);
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(start, end < 0 ? bytes.length : end));
    } catch {
      return row;
    }
    if (end < 0) return row;
    start = end + 1;
  }
}

// Rows of CSV with the number of their last line; quotes as in RFC 4180, empty lines left out.
function rowsOf(text, separator) {
  const rows = [];
  let [cells, cell, state, line] = [[], "", "start", 1]; // state of a cell: start, plain, quoted, closed
  const endCell = () => { cells.push(cell.trim()); [cell, state] = ["", "start"]; };
  const endRow = () => {
    if (cells.length || state !== "start") { endCell(); rows.push({ line, cells }); }
    cells = [];
  };
  for (const part of text.match(/\r\n|[^]/g) || []) {
    const isEnd = part === "\n" || part === "\r" || part === "\r\n";
    if (state === "quoted") {
      if (part === '"') state = "closed";
      else cell += part;
    } else if (part === '"' && state !== "plain") {
      if (state === "closed") cell += part;
      state = "quoted";
    } else if (part === separator) endCell();
    else if (isEnd) endRow();
    else if (state === "closed") refuse("calculator.refuse.no_csv", { row: line });
    else [cell, state] = [cell + part, "plain"];
    if (isEnd) line += 1;
  }
  if (state === "quoted") refuse("calculator.refuse.no_csv", { row: /[\r\n]$/.test(text) ? line - 1 : line });
  endRow();
  return rows;
}

// Text -> [{ indicator, level, row }]. Semicolons, as spreadsheets with a decimal comma write them, are read too.
function levelsIn(text) {
  const first = text.split(/\r\n|\r|\n/).find((line) => line.trim()) || "";
  const separator = first.includes(";") && !first.includes(",") ? ";" : ",";
  const [header, ...rows] = rowsOf(text, separator);
  const found = header ? header.cells.join(",") : "";
  if (found !== HEADER.join()) refuse("calculator.refuse.header", { found });
  if (!rows.length) refuse("calculator.refuse.no_rows");
  const [before, problems] = [new Map(), []];
  for (const { line, cells } of rows) {
    const problem = problemOf(cells, before);
    if (problem) problems.push({ ...problem, row: line });
    if (cells.length === 2 && cells[0] && !before.has(cells[0])) before.set(cells[0], line);
  }
  if (problems.length) throw new Refused(problems);
  return rows.map(({ line, cells: [indicator, level] }) => ({ indicator, level: pointed(level), row: line }));
}

function problemOf(cells, before) {
  if (cells.length !== HEADER.length) return { key: "calculator.refuse.fields", fields: cells.length };
  const blank = HEADER.find((_, n) => !cells[n]);
  if (blank) return { key: "calculator.refuse.blank", column: blank };
  if (before.has(cells[0])) return { key: "calculator.refuse.twice", indicator: cells[0], before: before.get(cells[0]) };
  return hasThousands(cells[1]) ? { key: "calculator.refuse.thousands", level: cells[1] } : null;
}

// What an instrument refuses of the rows of a file.
function refusals(instrument, rows) {
  const known = new Set(instrument.items.map((item) => item.id));
  return rows.flatMap(({ indicator, level, row }) => {
    const key = known.has(indicator) ? levelOf(instrument, level).refused : "calculator.refuse.unknown";
    return key ? [{ key, row, indicator, level }] : [];
  });
}

// Whose levels are these? The first instrument that they make complete, or else that takes them all; the chosen one
// goes before the others.
function instrumentOf(rows, chosen, others) {
  const given = new Set(rows.map((row) => row.indicator));
  const takes = [chosen, ...others].filter((one) => !refusals(one, rows).length);
  const isComplete = (one) => one.indicators.every((part) => given.has(part.id));
  return takes.find(isComplete) || takes[0] || chosen;
}

// The file that `spbe score` reads.
function fileOf(instrument, levels) {
  const rows = instrument.items.filter((item) => item.id in levels).map((item) => `${item.id},${levels[item.id]}\n`);
  return `${HEADER.join()}\n${rows.join("")}`;
}
