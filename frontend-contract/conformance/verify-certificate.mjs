// Verifies the certificate of an enterprise that has moved to the cloud (皖企登云), of its level (水平等级), or of somebody who was at an
// activity for it (活动参加证明), without a connection: for departments that give priority to such enterprises. Keep the keys of /.well-known/certificate-keys.json and the list of
// /api/v1/certificate-status-list, both read once a day; nothing else is needed. Nothing is installed: Node 20 or a browser.
//
//   node verify-certificate.mjs keys.json status-list.jwt < certificates.txt
//
// reads one certificate a line and writes the verdict of each.

const LONGEST = 4_000;
const SKEW_SECONDS = 30;
const LIST_ADDRESS = "/api/v1/certificate-status-list";
/** 64 million certificates; what grows beyond it was made to harm. */
const MAX_LIST_BYTES = 16 * 1024 * 1024;
const FORM = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{86})$/;
const HEADER = /^\{"alg":"EdDSA","typ":"([a-z+]{1,40})","kid":"([A-Za-z0-9_-]{1,40})"\}$/;
const LAPSED = 1;
const CLOUD_ONLY = 3;
/** What certificates of each type say of their holders. */
const LEVELS = { dyac: ["CLOUD", "DEEP"], dylc: ["L1", "L2", "L3", "L4", "L5"], dytc: ["ATTENDED"] };

/**
 * Reads keys and list once for many certificates.
 *
 * @param {{keys: {kid: string, x: string}[]}} published the answer of /.well-known/certificate-keys.json
 * @param {string} list the answer of /api/v1/certificate-status-list
 * @returns {Promise<(text: string, now?: Date) => Promise<{verdict: string, claims?: object}>>} `VALID`, or why not:
 *   `MALFORMED`, `UNKNOWN_KEY` (read the keys anew), `FORGED`, `NOT_YET_VALID`, `EXPIRED`, `LIST_UNUSABLE` (read the list anew:
 *   it is too old, or older than the certificate), `LAPSED` (also a level that was lowered: another certificate says what is left; and a check-in that was taken back),
 *   `LEVEL_LOWERED` (it is 登云 and not 深度对接 any more). Claims are
 *   there only when the signature is good
 */
export async function verifier(published, list) {
  const keys = new Map();
  for (const { kid, x } of published.keys) {
    keys.set(kid, await crypto.subtle.importKey("raw", decoded(x), { name: "Ed25519" }, false, ["verify"]));
  }
  const known = await readList(keys, list);
  return async (text, now = new Date()) => {
    const token = text.length <= LONGEST ? parse(text) : undefined;
    const levels = Object.hasOwn(LEVELS, token?.type ?? "") ? LEVELS[token.type] : undefined;
    if (levels === undefined) {
      return { verdict: "MALFORMED" };
    }
    if (!keys.has(token.kid)) {
      return { verdict: "UNKNOWN_KEY" };
    }
    if (!(await isSigned(token, keys))) {
      return { verdict: "FORGED" };
    }
    const claims = object(token.claims);
    if (!isCertificate(claims, levels)) {
      return { verdict: "MALFORMED" };
    }
    return { verdict: judged(claims, known, now.getTime() / 1000), claims };
  };
}

function isCertificate(claims, levels) {
  return (
    claims !== undefined &&
    [claims.iat, claims.exp, claims.ix].every((number) => Number.isSafeInteger(number) && number >= 0) &&
    levels.includes(claims.level) &&
    [claims.number, claims.holder, claims.holderCode].every((text) => typeof text === "string" && text !== "")
  );
}

function judged(claims, list, seconds) {
  if (seconds + SKEW_SECONDS < claims.iat) {
    return "NOT_YET_VALID";
  }
  if (seconds >= claims.exp) {
    return "EXPIRED";
  }
  const byte = list?.bits[claims.ix >> 2];
  if (list === undefined || seconds >= list.exp || seconds + SKEW_SECONDS < list.iat || byte === undefined) {
    return "LIST_UNUSABLE";
  }
  const status = (byte >> ((claims.ix & 3) * 2)) & 3;
  if (status === LAPSED) {
    return "LAPSED";
  }
  if (status === CLOUD_ONLY) {
    return claims.level === "CLOUD" ? "VALID" : "LEVEL_LOWERED";
  }
  return status === 0 ? "VALID" : "LIST_UNUSABLE";
}

/** Undefined when it is no list that is signed; whether it is too old is asked with each certificate. */
async function readList(keys, list) {
  const token = parse(list.trim());
  if (token?.type !== "statuslist+jwt" || !keys.has(token.kid) || !(await isSigned(token, keys))) {
    return undefined;
  }
  const claims = object(token.claims);
  if (claims?.sub !== LIST_ADDRESS || claims.status_list?.bits !== 2 || !Number.isSafeInteger(claims.exp)) {
    return undefined;
  }
  const bits = await inflated(decoded(claims.status_list.lst));
  return bits === undefined ? undefined : { bits, iat: claims.iat, exp: claims.exp };
}

function object(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parse(text) {
  const [, header, claims, signature] = FORM.exec(text) ?? [];
  if (header === undefined || [header, claims, signature].some((part) => encoded(decoded(part)) !== part)) {
    return undefined;
  }
  const [, type, kid] = HEADER.exec(new TextDecoder().decode(decoded(header))) ?? [];
  return kid === undefined
    ? undefined
    : {
        type,
        kid,
        claims: new TextDecoder().decode(decoded(claims)),
        signed: new TextEncoder().encode(`${header}.${claims}`),
        signature: decoded(signature),
      };
}

function isSigned(token, keys) {
  return crypto.subtle.verify("Ed25519", keys.get(token.kid), token.signature, token.signed);
}

async function inflated(bytes) {
  try {
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
    const parts = [];
    let size = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > MAX_LIST_BYTES) {
        return undefined;
      }
      parts.push(part.value);
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  } catch {
    return undefined;
  }
}

/** Base64url has more than one way to write some bytes; whoever parses compares with the one that encoded() writes. */
function decoded(text) {
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function encoded(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** Whether it was started by itself, and not imported. A browser has nothing of Node.js. */
async function isStarted() {
  const script = globalThis.process?.argv?.[1];
  if (script === undefined) {
    return false;
  }
  const [{ existsSync, realpathSync }, { pathToFileURL }] = await Promise.all([import("node:fs"), import("node:url")]);
  return existsSync(script) && import.meta.url === pathToFileURL(realpathSync(script)).href;
}

if (await isStarted()) {
  const [{ readFileSync }, { createInterface }] = await Promise.all([import("node:fs"), import("node:readline")]);
  const [keys, list] = process.argv.slice(2);
  if (list === undefined) {
    console.error("usage: node verify-certificate.mjs keys.json status-list.jwt < certificates.txt");
    process.exit(2);
  }
  const verify = await verifier(JSON.parse(readFileSync(keys, "utf8")), readFileSync(list, "utf8"));
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== "") {
      const { verdict, claims } = await verify(line.trim());
      console.log([verdict, claims?.number ?? "-", claims?.holderCode ?? "-", claims?.level ?? "-"].join(" "));
    }
  }
}
