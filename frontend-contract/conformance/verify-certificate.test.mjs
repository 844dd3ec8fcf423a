// Certificates and lists are made here as the platform makes them, with keys of the test's own.
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { generateKeyPairSync, sign } from "node:crypto";
import { performance } from "node:perf_hooks";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { verifier } from "./verify-certificate.mjs";

const NOW = new Date("2026-07-01T00:00:00Z");
const SECONDS = NOW.getTime() / 1000;
const DAY = 86_400;
const PLACES = 16_000;

function aKey(kid) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return { kid, x: publicKey.export({ format: "jwk" }).x, privateKey };
}

const KEY = aKey("a1B2c3D4");
const OTHER = aKey("zZ9yY8xX");
const PUBLISHED = { keys: [{ kid: KEY.kid, x: KEY.x }] };

function token(type, claims, key = KEY) {
  const header = JSON.stringify({ alg: "EdDSA", typ: type, kid: key.kid });
  const signed = [header, typeof claims === "string" ? claims : JSON.stringify(claims)]
    .map((part) => Buffer.from(part, "utf8").toString("base64url"))
    .join(".");
  return `${signed}.${sign(null, Buffer.from(signed), key.privateKey).toString("base64url")}`;
}

function certificate(changes = {}, key = KEY, type = "dyac") {
  return token(
    type,
    {
      kind: "皖企登云企业证明",
      number: "Y4K7-M2P9-QXT8-V",
      issuer: "皖企登云公共服务平台",
      holder: "合肥“示范”制造有限公司",
      holderCode: "91340100MA2N0AAA01",
      holderCodeKind: "统一社会信用代码",
      region: "340123",
      level: "DEEP",
      adoptedOn: "2026-06-01",
      deepOn: "2026-06-30",
      rule: 1,
      ix: 42,
      iat: SECONDS,
      exp: SECONDS + 300 * DAY,
      ...changes,
    },
    key,
  );
}

function level(changes = {}, key = KEY) {
  return certificate(
    { kind: "皖企登云水平等级证书", level: "L3", levelSince: "2026-06-30", standard: 1, ...changes },
    key,
    "dylc",
  );
}

function attendance(changes = {}, key = KEY) {
  return certificate(
    { kind: "皖企登云活动参加证明", level: "ATTENDED", participant: "张*", activity: "登云培训", ...changes },
    key,
    "dytc",
  );
}

/** @param statuses the status of each place that is not 0 */
function list(statuses = {}, changes = {}, key = KEY) {
  const bits = Buffer.alloc(PLACES / 4);
  for (const [place, status] of Object.entries(statuses)) {
    bits[place >> 2] |= status << ((place & 3) * 2);
  }
  return token(
    "statuslist+jwt",
    {
      sub: "/api/v1/certificate-status-list",
      iat: SECONDS,
      exp: SECONDS + DAY,
      ttl: 30,
      status_list: { bits: 2, lst: deflateSync(bits).toString("base64url") },
      ...changes,
    },
    key,
  );
}

async function verdict(text, statusList = list(), now = NOW) {
  const verify = await verifier(PUBLISHED, statusList);
  return (await verify(text, now)).verdict;
}

const CASES = [
  ["one that is good", certificate(), list(), "VALID"],
  ["one of 登云", certificate({ level: "CLOUD" }), list({ 42: 3 }), "VALID"],
  ["one that has lapsed", certificate(), list({ 42: 1 }), "LAPSED"],
  ["one that is not 深度对接 any more", certificate(), list({ 42: 3 }), "LEVEL_LOWERED"],
  ["one that its neighbours do not concern", certificate(), list({ 41: 1, 43: 1 }), "VALID"],
  ["one whose year is over", certificate({ exp: SECONDS }), list(), "EXPIRED"],
  ["one of tomorrow", certificate({ iat: SECONDS + DAY }), list(), "NOT_YET_VALID"],
  ["one of a key that is not published", certificate({}, OTHER), list(), "UNKNOWN_KEY"],
  ["one of somebody with the name of the key", certificate({}, { ...OTHER, kid: KEY.kid }), list(), "FORGED"],
  ["a list that passes for one", list(), list(), "MALFORMED"],
  ["a voucher that passes for one", certificate({}, KEY, "dyv"), list(), "MALFORMED"],
  ["one without a holder", certificate({ holder: "" }), list(), "MALFORMED"],
  ["one of a level", level(), list(), "VALID"],
  ["one of a level that was lowered, lapsed or taken away", level(), list({ 42: 1 }), "LAPSED"],
  ["one of a level that nobody has confirmed", level({ exp: SECONDS }), list(), "EXPIRED"],
  ["one of a level with a list that is too old", level(), list({}, { exp: SECONDS }), "LIST_UNUSABLE"],
  ["one of a level that says it is of adoption", level({ level: "DEEP" }), list(), "MALFORMED"],
  ["one of adoption that says it is a level", certificate({ level: "L5" }), list(), "MALFORMED"],
  ["one of a level of somebody with the name of the key", level({}, { ...OTHER, kid: KEY.kid }), list(), "FORGED"],
  ["one of somebody who was there", attendance(), list(), "VALID"],
  ["one of somebody of whom that was taken back", attendance(), list({ 42: 1 }), "LAPSED"],
  ["one of attendance that says it is a level", attendance({ level: "L5" }), list(), "MALFORMED"],
  ["one of adoption that says somebody was there", certificate({ level: "ATTENDED" }), list(), "MALFORMED"],
  ["one that is no JSON", token("dyac", "{"), list(), "MALFORMED"],
  ["one beyond the list", certificate({ ix: PLACES }), list(), "LIST_UNUSABLE"],
  ["a list that is too old", certificate(), list({}, { iat: SECONDS - 2 * DAY, exp: SECONDS }), "LIST_UNUSABLE"],
  ["a list of tomorrow", certificate(), list({}, { iat: SECONDS + DAY, exp: SECONDS + 2 * DAY }), "LIST_UNUSABLE"],
  ["a list of something else", certificate(), list({}, { sub: "/api/v1/programmes" }), "LIST_UNUSABLE"],
  ["a list of somebody else", certificate(), list({}, {}, { ...OTHER, kid: KEY.kid }), "LIST_UNUSABLE"],
  ["no list", certificate(), "", "LIST_UNUSABLE"],
];

for (const [name, text, statusList, expected] of CASES) {
  test(`${name}: ${expected}`, async () => {
    assert.equal(await verdict(text, statusList), expected);
  });
}

test("no character can be altered", async () => {
  const text = certificate();
  const verify = await verifier(PUBLISHED, list());
  for (let place = 0; place < text.length; place++) {
    const altered = text.slice(0, place) + (text[place] === "A" ? "B" : "A") + text.slice(place + 1);
    const { verdict: found } = await verify(altered, NOW);
    assert.ok(["MALFORMED", "FORGED", "UNKNOWN_KEY"].includes(found), `${place}: ${found}`);
  }
});

test("ten thousand are verified at the price of little more than their signatures, whatever became of them", async () => {
  const statuses = {};
  const texts = Array.from({ length: 10_000 }, (_, place) => {
    statuses[place] = place % 10 === 0 ? 1 : 0;
    return certificate({ ix: place, number: `Y${place}` });
  });
  const verify = await verifier(PUBLISHED, list(statuses));
  const key = await crypto.subtle.importKey("raw", Buffer.from(KEY.x, "base64url"), { name: "Ed25519" }, false, [
    "verify",
  ]);
  let lapsed = 0;
  let wholeMillis = 0;
  let signatureMillis = 0;
  // In turns, so that whatever else the machine does is in both.
  for (const text of texts) {
    const begun = performance.now();
    const { verdict: found } = await verify(text, NOW);
    const between = performance.now();
    const end = text.lastIndexOf(".");
    assert.ok(
      await crypto.subtle.verify(
        "Ed25519",
        key,
        Buffer.from(text.slice(end + 1), "base64url"),
        Buffer.from(text.slice(0, end)),
      ),
    );
    wholeMillis += between - begun;
    signatureMillis += performance.now() - between;
    lapsed += found === "LAPSED" ? 1 : 0;
    assert.ok(found === "VALID" || found === "LAPSED");
  }
  assert.equal(lapsed, 1_000);
  assert.ok(wholeMillis < 3 * signatureMillis, `${wholeMillis} ms, of which ${signatureMillis} ms for signatures`);
});
