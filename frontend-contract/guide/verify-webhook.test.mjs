import assert from "node:assert/strict";
import { test } from "node:test";
import { isGenuine } from "./verify-webhook.mjs";

// The message and the secret that the libraries of Standard Webhooks test with, and the first key of RFC 8032.
const BODY = '{"test": 2432232314}';
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const PUBLIC_KEY = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
const NOW = 1614265330;
const HEADERS = {
  "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
  "webhook-timestamp": String(NOW),
  "webhook-signature":
    "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= " +
    "v1a,fldxM4gAKugP6nnt1hdz3sgGfZ6d99nzrMFnZOELIxbzEHoVmAb2ADpkJK7zgPePmPsle0zV9jSeGlHFG2NVAw==",
};

for (const key of [SECRET, PUBLIC_KEY]) {
  test(`a genuine webhook is known by ${key.slice(0, 6)}`, () => {
    assert.equal(isGenuine(HEADERS, BODY, key, NOW), true);
  });

  test(`a changed, old or unsigned webhook is refused by ${key.slice(0, 6)}`, () => {
    assert.equal(isGenuine(HEADERS, BODY + " ", key, NOW), false);
    assert.equal(isGenuine({ ...HEADERS, "webhook-id": "msg_other" }, BODY, key, NOW), false);
    assert.equal(isGenuine(HEADERS, BODY, key, NOW + 301), false);
    assert.equal(isGenuine({ ...HEADERS, "webhook-signature": "v1,AAAA v1a,AAAA x" }, BODY, key, NOW), false);
    assert.equal(isGenuine({}, BODY, key, NOW), false);
  });
}
