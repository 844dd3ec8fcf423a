// Recomputes every derived figure of a published bulletin (工作评估通报) from its static data file: the province as the sum of its
// units, changes, completion, and both ranks. Nothing is installed: Node 20.
//
//   node verify-bulletin.mjs https://…/api/v1/bulletins/{id}
//
// prints what does not agree, and ends with 1 where something does not.

import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { argv, exit } from "node:process";
import { pathToFileURL } from "node:url";

/**
 * @param {object} figures the content of figures.json
 * @returns {string[]} what does not agree; empty where all of it does
 */
export function differences(figures) {
  return figures.indicators.flatMap((indicator) => {
    const { units, province } = indicator;
    const found = [province, ...units].flatMap((row) => rowDifferences(indicator.code, row));
    for (const member of ["value", "previous"]) {
      if (units.every((row) => row[member] !== null) && province[member] !== sum(units, member)) {
        found.push(
          `${indicator.code} ${member}: the units are ${sum(units, member)}, the province ${province[member]}`,
        );
      }
    }
    const isRanked = indicator.unit === "COUNT";
    for (const row of units) {
      const ranks = {
        rank: isRanked ? rank(row, units, (each) => each.value !== null, byValue) : null,
        completionRank: isRanked ? rank(row, units, (each) => each.completion !== null, byShare) : null,
      };
      for (const [member, right] of Object.entries(ranks)) {
        if (row[member] !== right) {
          found.push(`${indicator.code} ${row.regionCode} ${member}: ${row[member]}, and ${right} is right`);
        }
      }
    }
    return found;
  });
}

function rowDifferences(code, row) {
  const right = {
    change: row.value === null || row.previous === null ? null : row.value - row.previous,
    completion: completion(row.value, row.target),
  };
  return Object.entries(right)
    .filter(([member, value]) => row[member] !== value)
    .map(([member, value]) => `${code} ${row.regionCode} ${member}: ${row[member]}, and ${value} is right`);
}

function sum(rows, member) {
  return rows.reduce((all, row) => all + row[member], 0);
}

/** In percent, cut off after two decimals. */
function completion(value, target) {
  if (value === null || target === null || target === 0) {
    return null;
  }
  const hundredths = (BigInt(value) * 10_000n) / BigInt(target);
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, "0")}`;
}

/** 1, 2, 2, 4. */
function rank(row, units, isKnown, compare) {
  return isKnown(row) ? 1 + units.filter((other) => isKnown(other) && compare(other, row) > 0).length : null;
}

function byValue(one, other) {
  return one.value - other.value;
}

/** Without dividing. */
function byShare(one, other) {
  const difference = BigInt(one.value) * BigInt(other.target) - BigInt(other.value) * BigInt(one.target);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

async function download(address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(`${address}: ${answer.status}`);
  }
  return answer.text();
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(argv[1])).href) {
  const text = await download(`${argv[2]}/figures.json`);
  const { figuresHash } = JSON.parse(await download(argv[2]));
  const found = differences(JSON.parse(text));
  if (createHash("sha256").update(text).digest("hex") !== figuresHash) {
    found.push("figures.json is not what the bulletin names as its figures");
  }
  console.log(found.length === 0 ? "VALID" : found.join("\n"));
  exit(found.length === 0 ? 0 : 1);
}
