// Verifies the QR credential of a voucher without a connection: in a browser, in an app, at a till. Keep the keys of
// /.well-known/voucher-keys.json (read once a day) and the programme's status list; nothing else is needed.

const LONGEST = 400;
const SKEW_SECONDS = 30;
const FORM = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{86})$/;
const HEADER = /^\{"alg":"EdDSA","typ":"([a-z+]{1,40})","kid":"([A-Za-z0-9_-]{1,40})"\}$/;
const CLAIMS =
  /^\{"jti":"[A-Za-z0-9_-]{16}","vc":"[0-9A-Z*~$=-]{4,40}","pg":"[A-Za-z0-9_-]{22}","ix":(?:0|[1-9][0-9]{0,8}),"fen":[1-9][0-9]{0,15},(?:"to":"[A-Za-z0-9_-]{22}",)?"iat":[1-9][0-9]{0,11},"exp":[1-9][0-9]{0,11}\}$/;
const LISTED = ["VALID", "ENDED", "SUSPENDED", "USED_UP"];

/**
 * What a till may go by; tell the platform of every credential that it accepted, which accepts each once.
 *
 * @param {string} text what the QR image holds
 * @param {{keys: {kid: string, x: string}[]}} published the answer of /.well-known/voucher-keys.json
 * @param {string} list the answer of /api/v1/programmes/{id}/voucher-status-list
 * @param {Date} now
 * @returns {Promise<{verdict: string, claims?: object}>} `VALID`, or why not; claims only when the signature is good
 */
export async function verifyVoucher(text, published, list, now = new Date()) {
  const token = text.length <= LONGEST ? parse(text) : undefined;
  if (token?.type !== "dyv" || !CLAIMS.test(token.claims)) {
    return { verdict: "MALFORMED" };
  }
  const signed = await isSigned(token, published);
  if (signed !== true) {
    return { verdict: signed === undefined ? "UNKNOWN_KEY" : "FORGED" };
  }
  const claims = JSON.parse(token.claims);
  const seconds = now.getTime() / 1000;
  if (seconds + SKEW_SECONDS < claims.iat) {
    return { verdict: "NOT_YET_VALID", claims };
  }
  if (seconds >= claims.exp + SKEW_SECONDS) {
    return { verdict: "EXPIRED", claims };
  }
  return { verdict: await listed(claims, published, list, seconds), claims };
}

async function listed(claims, published, list, seconds) {
  const token = parse(list);
  if (token?.type !== "statuslist+jwt" || (await isSigned(token, published)) !== true) {
    return "LIST_UNUSABLE";
  }
  const { sub, exp, status_list: bits } = JSON.parse(token.claims);
  if (sub !== `/api/v1/programmes/${uuid(claims.pg)}/voucher-status-list` || seconds >= exp) {
    return "LIST_UNUSABLE";
  }
  const bytes = await inflated(decoded(bits.lst));
  const byte = bytes[claims.ix >> 2];
  return byte === undefined ? "LIST_UNUSABLE" : LISTED[(byte >> ((claims.ix & 3) * 2)) & 3];
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

/** Undefined when the key is not published. */
async function isSigned(token, published) {
  const known = published.keys.find(({ kid }) => kid === token.kid);
  if (known === undefined) {
    return undefined;
  }
  const key = await crypto.subtle.importKey("raw", decoded(known.x), { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, token.signature, token.signed);
}

async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function uuid(brief) {
  const hex = Array.from(decoded(brief), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
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
