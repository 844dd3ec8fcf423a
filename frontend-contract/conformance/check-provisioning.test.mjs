import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import process from "node:process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { check } from "./check-provisioning.mjs";
import { createProvider, isGenuine, signature } from "./reference-provider.mjs";

const SECRET = `prsec_${randomBytes(32).toString("base64")}`;

async function listening(server, act) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await act(`http://127.0.0.1:${server.address().port}/dengyun`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const wrongOf = (results) => results.filter(({ problem }) => problem !== null).map(({ name }) => name);

for (const pollsUntilReady of [0, 3]) {
  test(`the reference provider does what it has to, with ${pollsUntilReady} polls`, async () => {
    const provider = createProvider({ secrets: [SECRET], pollsUntilReady });
    const results = await listening(provider, (url) => check(url, SECRET, { pauseMillis: 1 }));
    assert.deepEqual(
      results.filter(({ problem }) => problem !== null),
      [],
    );
    assert.ok(results.length > 12);
    assert.equal(provider.services.size, 0, "nothing is left");
  });
}

test("both secrets are good while one is rotated", async () => {
  const fresh = `prsec_${randomBytes(32).toString("base64")}`;
  await listening(createProvider({ secrets: [SECRET, fresh] }), async (url) => {
    assert.deepEqual(wrongOf(await check(url, SECRET)), []);
    assert.deepEqual(wrongOf(await check(url, fresh)), []);
  });
});

test("a signature is good for one call only", () => {
  const now = Math.floor(Date.now() / 1000);
  const said = { key: "k", timestamp: String(now), attempt: "1", operation: "op-7" };
  const call = { ...said, method: "PUT", path: "/v1/status", body: "{}" };
  const headers = {
    "idempotency-key": "k",
    "dengyun-attempt": "1",
    "dengyun-operation": "op-7",
    "dengyun-timestamp": String(now),
    "dengyun-signature": `v1,AAAA ${signature(SECRET, call)}`,
  };
  assert.equal(isGenuine([SECRET], headers, "PUT", "/v1/status", "{}"), true);
  for (const other of [{ "dengyun-attempt": "2" }, { "dengyun-attempt": undefined }, { "dengyun-operation": "op" }]) {
    assert.equal(isGenuine([SECRET], { ...headers, ...other }, "PUT", "/v1/status", "{}"), false);
  }
  assert.equal(isGenuine([SECRET], headers, "DELETE", "/v1/status", "{}"), false);
  assert.equal(isGenuine([SECRET], headers, "PUT", "/v1/other", "{}"), false);
  assert.equal(isGenuine([SECRET], headers, "PUT", "/v1/status", "{ }"), false);
  assert.equal(isGenuine([SECRET], headers, "PUT", "/v1/status", "{}", now + 301), false);
  assert.equal(isGenuine([SECRET], {}, "PUT", "/v1/status", "{}"), false);
  assert.equal(isGenuine([], headers, "PUT", "/v1/status", "{}"), false);
});

/** An endpoint that takes every signature and does what the function says. */
function careless(serve) {
  return createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      const id = request.url.split("/").at(-1);
      const [status, answer] = request.url.endsWith("/v1/status")
        ? [200, { protocol: "dengyun-provisioning/1" }]
        : serve(request, id, body);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
}

test("an endpoint that says yes to everything is found out", async () => {
  const yes = careless((request, id) => [200, { instanceId: id, serviceReference: randomUUID() }]);
  const wrong = await listening(yes, (url) => check(url, SECRET, { pauseMillis: 1 }));
  const names = wrongOf(wrong);
  for (const name of [
    "refuses what is signed for another secret",
    "refuses what is signed for another method",
    "refuses what is signed for a time long past",
    "refuses what is signed for another attempt",
    "removes nothing by what is signed for another attempt",
    "removes nothing by what is signed for another secret",
    "refuses a question that is signed for another operation",
    "removes nothing when an earlier removal comes again",
    "has made nothing of what it has refused",
    "makes no other when it is asked again",
    "makes one when it is asked by many at once",
    "refuses another body for the same service",
    "says that it is gone when it is removed again",
    "makes nothing of an attempt that comes behind its removal",
    "says of what never was that it is gone",
  ]) {
    assert.ok(names.includes(name), name);
  }
});

test("an endpoint that redirects, or answers something else, is found out", async () => {
  const elsewhere = createServer((request, response) => response.writeHead(302, { location: "/" }).end());
  const page = createServer((request, response) => response.writeHead(200).end("<html>welcome</html>"));
  for (const server of [elsewhere, page]) {
    const names = wrongOf(await listening(server, (url) => check(url, SECRET, { pauseMillis: 1 })));
    assert.ok(names.includes("knows what is signed well"));
    assert.ok(names.includes("makes a service"));
  }
});

test("the command says what is wrong", () => {
  const command = fileURLToPath(new URL("check-provisioning.mjs", import.meta.url));
  const nowhere = spawnSync(process.execPath, [command, "http://127.0.0.1:9/", SECRET], { encoding: "utf8" });
  assert.equal(nowhere.status, 1);
  assert.match(nowhere.stdout, /^WRONG {3}knows what is signed well/m);
  assert.equal(spawnSync(process.execPath, [command], { encoding: "utf8" }).status, 2);
});
