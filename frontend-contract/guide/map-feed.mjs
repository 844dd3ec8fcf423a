#!/usr/bin/env node
// Turns somebody else's catalogue, one JSON object a line, into lines that can be pushed.
//
//   node map-feed.mjs --kind PAAS < feed.jsonl > catalogue.ndjson
//
// Texts that an offering has under the same name stay, url becomes homepage, changelogUrl documentation, and every other
// field is kept as an attribute. Options, each repeatable:
//
//   --kind CODE             kind of every line (code list offering-kinds); default SAAS
//   --field TARGET=SOURCE   fill a field of the offering from a field of the feed; TARGET= from none
//   --map TARGET=SOURCE:A=X,B=Y,*=Z
//                           fill it by values: X where the feed says A, Z where it says anything else
//   --attribute NAME=SOURCE call an attribute otherwise than the field of the feed
//   --drop SOURCE           leave a field of the feed out
//   --set TARGET=VALUE      the same text in every line; true and false become flags
//
// Nothing is repaired: the platform answers every line, also the bad ones, and says what is wrong. What became of the
// fields, and what was left out, is said on the standard error.

const SAME_NAME = ["externalId", "name", "nameEn", "description", "homepage", "documentation"];

const fields = new Map(SAME_NAME.map((name) => [name, name]));
const renamed = new Map([
  ["homepage", "url"],
  ["documentation", "changelogUrl"],
]);
const values = new Map();
const attributes = new Map();
const dropped = new Set();
const constants = new Map([["kind", "SAAS"]]);

const parameters = process.argv.slice(2);
for (let i = 0; i < parameters.length; i += 2) {
  const [option, value] = [parameters[i], parameters[i + 1]];
  if (value === undefined) {
    refuse(`${option} needs a value`);
  }
  const separator = value.indexOf("=");
  const target = separator < 0 ? value : value.slice(0, separator);
  const source = separator < 0 ? value : value.slice(separator + 1);
  if (option === "--kind") {
    constants.set("kind", value);
  } else if (option === "--field") {
    fields.set(target, source);
    renamed.delete(target);
  } else if (option === "--map") {
    values.set(target, mapping(source));
  } else if (option === "--attribute") {
    attributes.set(source, target);
  } else if (option === "--drop") {
    dropped.add(value);
  } else if (option === "--set") {
    constants.set(target, source === "true" ? true : source === "false" ? false : source);
  } else {
    refuse(`unknown option ${option}`);
  }
}

const report = { lines: 0, attributes: new Map(), empty: new Map(), dropped: new Map(), unmapped: new Map() };

// A line reader would also break lines at U+2028, which real feeds contain inside texts; so lines are cut here.
let rest = "";
process.stdin.setEncoding("utf8");
for await (const part of process.stdin) {
  const lines = (rest + part).split("\n");
  rest = lines.pop();
  lines.forEach(write);
}
write(rest);
tell();

function write(line) {
  if (line.trim() !== "") {
    report.lines++;
    process.stdout.write(`${map(line)}\n`);
  }
}

function map(line) {
  let item;
  try {
    item = JSON.parse(line);
  } catch {
    return line; // Its result in the push will say where it breaks.
  }
  if (item === null || typeof item !== "object" || Array.isArray(item)) {
    return line;
  }
  const offering = Object.fromEntries(constants);
  const left = new Map(Object.entries(item));
  for (const [target, { source, known, otherwise }] of values) {
    const found = known.get(text(item[source])) ?? otherwise;
    if (found !== undefined) {
      offering[target] = found;
      left.delete(source);
    } else if (!isEmpty(item[source])) {
      count(report.unmapped, `${source} ${JSON.stringify(item[source])}`);
    }
  }
  for (const [target, source] of fields) {
    const from = !isEmpty(item[source]) ? source : (renamed.get(target) ?? source);
    if (item[from] !== undefined && !dropped.has(from)) {
      offering[target] = item[from];
      left.delete(from);
    }
  }
  for (const [name, value] of left) {
    if (dropped.has(name)) {
      count(report.dropped, name);
    } else if (isEmpty(value)) {
      count(report.empty, name);
    } else {
      offering.attributes ??= {};
      offering.attributes[attributes.get(name) ?? name] = text(value);
      count(report.attributes, name);
    }
  }
  return JSON.stringify(offering);
}

/** "category:IaaS=IAAS,*=SAAS" */
function mapping(text) {
  const separator = text.indexOf(":");
  if (separator < 0) {
    refuse(`--map needs TARGET=SOURCE:FROM=TO,…, not ${text}`);
  }
  const known = new Map(
    text
      .slice(separator + 1)
      .split(",")
      .map((pair) => pair.split("=")),
  );
  const otherwise = known.get("*");
  known.delete("*");
  return { source: text.slice(0, separator), known, otherwise };
}

function isEmpty(value) {
  return value === undefined || value === null || value === "";
}

function text(value) {
  if (Array.isArray(value)) {
    return value.map(text).join("; ");
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function count(counts, name) {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function tell() {
  const said = [
    ["kept as attributes", report.attributes],
    ["left out, empty", report.empty],
    ["left out by --drop", report.dropped],
    ["not mapped", report.unmapped],
  ]
    .filter(([, counts]) => counts.size > 0)
    .map(([what, counts]) => `; ${what}: ${[...counts].map(([name, times]) => `${name} (${times})`).join(", ")}`);
  console.error(`map-feed: ${report.lines} lines${said.join("")}`);
}

function refuse(reason) {
  console.error(`map-feed: ${reason}`);
  process.exit(2);
}
