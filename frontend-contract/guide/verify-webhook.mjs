// Tells whether a webhook is genuine, by Standard Webhooks 1.0. Either of the two proofs is enough.
import { Buffer } from "node:buffer";
import { createHmac, createPublicKey, timingSafeEqual, verify } from "node:crypto";

const TOLERANCE_SECONDS = 5 * 60;

/**
 * @param {{ "webhook-id": string, "webhook-timestamp": string, "webhook-signature": string }} headers
 * @param {string} body the bytes as they came, before anything parses them
 * @param {string} key the endpoint's secret (`whsec_…`), or its public key (`whpk_…`), which needs not be kept secret
 * @param {number} nowSeconds
 */
export function isGenuine(headers, body, key, nowSeconds = Date.now() / 1000) {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures } = headers;
  if (!id || !timestamp || !signatures || !(Math.abs(nowSeconds - Number(timestamp)) <= TOLERANCE_SECONDS)) {
    return false; // Old ones are refused, so that nobody can send one again that he has seen.
  }
  const signed = Buffer.from(`${id}.${timestamp}.${body}`);
  const check = key.startsWith("whpk_") ? publicKeyCheck(key, signed) : secretCheck(key, signed);
  return signatures.split(" ").some(check); // While a secret is rotated there are several of each kind.
}

function secretCheck(secret, signed) {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const expected = createHmac("sha256", key).update(signed).digest();
  return (signature) => {
    const given = Buffer.from(signature.slice("v1,".length), "base64");
    return signature.startsWith("v1,") && given.length === expected.length && timingSafeEqual(given, expected);
  };
}

function publicKeyCheck(publicKey, signed) {
  const x = Buffer.from(publicKey.replace("whpk_", ""), "base64").toString("base64url");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  return (signature) =>
    signature.startsWith("v1a,") && verify(null, signed, key, Buffer.from(signature.slice("v1a,".length), "base64"));
}
