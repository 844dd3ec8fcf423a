#!/usr/bin/env node
// Turns somebody else's catalogue, one JSON object a line, into lines that can be pushed.
//
//   node map-feed.mjs --kind PAAS < feed.jsonl > catalogue.ndjson
//
// Without further options it fits a feed of {externalId, name, url, changelogUrl, updatedAt}. Options, each repeatable:
//
//   --kind CODE             kind of every line (code list offering-kinds); default SAAS
//   --field TARGET=SOURCE   fill a field of the offering from a field of the feed; TARGET= leaves it out
//   --attribute NAME=SOURCE keep a field of the feed as an attribute; NAME alone when both are called the same
//   --set TARGET=VALUE      the same text in every line; true and false become flags
//
// Nothing is repaired and nothing dropped: the platform answers every line, also the bad ones, and says what is wrong.

const fields = new Map([
  ["externalId", "externalId"],
  ["name", "name"],
  ["homepage", "url"],
  ["documentation", "changelogUrl"],
]);
const attributes = new Map();
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
  } else if (option === "--attribute") {
    attributes.set(target, source);
  } else if (option === "--set") {
    constants.set(target, source === "true" ? true : source === "false" ? false : source);
  } else {
    refuse(`unknown option ${option}`);
  }
}
if (attributes.size === 0) {
  attributes.set("updatedAt", "updatedAt");
}

// A line reader would also break lines at U+2028, which real feeds contain inside texts; so lines are cut here.
let rest = "";
process.stdin.setEncoding("utf8");
for await (const part of process.stdin) {
  const lines = (rest + part).split("\n");
  rest = lines.pop();
  lines.forEach(write);
}
write(rest);

function write(line) {
  if (line.trim() !== "") {
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
  const offering = Object.fromEntries(constants);
  for (const [target, source] of fields) {
    if (source !== "" && item[source] !== undefined) {
      offering[target] = item[source];
    }
  }
  for (const [name, source] of attributes) {
    if (item[source] !== undefined && item[source] !== null && item[source] !== "") {
      offering.attributes ??= {};
      offering.attributes[name] = text(item[source]);
    }
  }
  return JSON.stringify(offering);
}

function text(value) {
  if (Array.isArray(value)) {
    return value.map(text).join("; ");
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function refuse(reason) {
  console.error(`map-feed: ${reason}`);
  process.exit(2);
}
