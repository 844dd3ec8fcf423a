// A page of another web site that the operators have named may call the platform, and read every header of the contract.
import chromium from "@sparticuz/chromium";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { chromium as browsers } from "playwright-core";

const platform = process.env.PLATFORM_URL;
const contract = JSON.parse(
  readFileSync(new URL("../../backend/target/openapi/openapi.json", import.meta.url), "utf8"),
);
// The browser keeps for itself what is meant for it alone.
const headersOfContract = Object.keys(contract.components.headers)
  .map((name) => name.toLowerCase())
  .filter((name) => name !== "access-control-allow-origin");

let site;
let browser;
let page;

before(async () => {
  site = createServer((request, response) =>
    response.setHeader("Content-Type", "text/html").end("<title>Portal</title>"),
  );
  await new Promise((resolve) => site.listen(0, "127.0.0.1", resolve));
  browser = await browsers.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
    headless: true,
  });
  page = await browser.newPage();
  await page.goto(`http://localhost:${site.address().port}/`);
});

after(async () => {
  await browser?.close();
  site?.close();
});

/** What the page is told: the status, and the headers that the browser lets it read. */
function fromThePage(path, options = {}) {
  return page.evaluate(
    async ([url, init]) => {
      const response = await fetch(url, init);
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    },
    [platform + path, options],
  );
}

/** The same without a browser, which hides nothing. */
async function directly(path, options = {}) {
  const origin = new URL(page.url()).origin;
  const response = await fetch(platform + path, { ...options, headers: { Origin: origin, ...options.headers } });
  await response.text();
  return Object.fromEntries(response.headers);
}

const signIn = {
  method: "POST",
  headers: {
    "Content-Type": "application/json",
    "Accept-Language": "en",
    traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01`,
  },
  body: JSON.stringify({ username: "platform", password: "Dengyun#2018" }),
};

const requests = {
  "a list with a next page": [
    "/api/v1/regions?limit=2",
    {},
    200,
    ["etag", "link", "ratelimit", "ratelimit-policy", "trace-id"],
  ],
  "a sign-in, after a preflight": ["/api/v1/sessions", signIn, 201, ["cache-control", "trace-id"]],
  "a body that is no JSON": [
    "/api/v1/sessions",
    { method: "POST", headers: { "Content-Type": "text/plain" }, body: "{}" },
    415,
    ["accept", "accept-post", "trace-id"],
  ],
  "a request without a token": ["/api/v1/me", {}, 401, ["www-authenticate", "trace-id"]],
  "a method that is not there": ["/api/v1/regions", { method: "DELETE" }, 405, ["allow", "trace-id"]],
  "an address that is not there": ["/api/v1/nothing", {}, 404, ["trace-id", "ratelimit"]],
  "an address that is too long": [`/api/v1/regions?level=${"x".repeat(9_000)}`, {}, 414, ["trace-id"]],
};

for (const [what, [path, options, status, names]] of Object.entries(requests)) {
  test(`a page reads the headers of ${what}`, async () => {
    const seen = await fromThePage(path, options);
    const sent = Object.keys(await directly(path, options)).filter((name) => headersOfContract.includes(name));

    assert.equal(seen.status, status, seen.body);
    for (const name of new Set([...names, ...sent])) {
      assert.ok(seen.headers[name], `${name} is among ${Object.keys(seen.headers).join(", ")}`);
    }
  });
}

test("a page changes something with a token, a key and a precondition", async () => {
  const session = JSON.parse((await fromThePage("/api/v1/sessions", signIn)).body);
  const answer = await fromThePage("/api/v1/notifications/readings", {
    method: "POST",
    headers: {
      Authorization: `Bearer ${session.accessToken}`,
      "Content-Type": "application/json",
      "Idempotency-Key": crypto.randomUUID(),
      "If-Match": '"any"',
    },
    body: "{}",
  });

  assert.match(String(answer.status), /^(204|400)$/, answer.body);
  assert.ok(answer.headers["trace-id"]);
});
