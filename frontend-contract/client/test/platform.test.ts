import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import {
  acceptOrder,
  cancelOrder,
  clientCredentials,
  connect,
  type Dengyun,
  eventTypes,
  isEvent,
  isProblem,
  items,
  type OfferingDeclaration,
  order,
  orders,
  password,
  placeOrder,
  pushCatalogue,
  pushResults,
} from "../src/index.js";

/** Where `npm test` has started a platform. */
const baseUrl = process.env["PLATFORM_URL"] ?? assert.fail("npm test starts a platform and sets PLATFORM_URL");

let anonymous: Dengyun;
let client: Dengyun;
let providerId: string;

before(async () => {
  anonymous = connect({ baseUrl });
  client = connect({
    baseUrl,
    credentials: clientCredentials("platform-client", "platform-secret"),
    language: "en",
  });
  providerId = await providerOf(client);
});

async function providerOf(platform: Dengyun): Promise<string> {
  const { data: caller } = await platform.api.GET("/api/v1/me");
  assert.ok(caller?.organizationId);
  const { data: providers } = await platform.api.GET("/api/v1/providers", {
    params: { query: { organizationId: caller.organizationId } },
  });
  const provider = providers?.data[0];
  assert.ok(provider);
  return provider.id;
}

function* someOfferings(count: number): Generator<OfferingDeclaration> {
  for (let number = 1; number <= count; number++) {
    yield { externalId: `client-${number}`, kind: "SAAS", name: `云端报销 ${number} 型` };
  }
}

test("a person signs in and is told who it is", async () => {
  const person = connect({ baseUrl, credentials: password("platform", "Dengyun#2018") });
  const { data: caller } = await person.api.GET("/api/v1/me");
  assert.equal(caller?.username, "platform");
  assert.deepEqual(caller.roles, ["PROVIDER"]);
});

test("a wrong password is a typed problem in the language asked for", async () => {
  const person = connect({ baseUrl, credentials: password("platform", "wrong"), language: "en" });
  await assert.rejects(person.api.GET("/api/v1/me"), (thrown) => {
    assert.ok(isProblem(thrown, "credentials-wrong"));
    assert.equal(thrown.status, 401);
    assert.match(thrown.problem.detail, /user name or the password/);
    return true;
  });
});

test("a wrong client secret is a problem with the error of RFC 6749", async () => {
  const stranger = connect({ baseUrl, credentials: clientCredentials("platform-client", "wrong") });
  await assert.rejects(stranger.api.GET("/api/v1/me"), (thrown) => isProblem(thrown, "invalid_client"));
});

test("a token that the platform refuses is replaced once, and the request repeated", async () => {
  let tokensAsked = 0;
  const real = clientCredentials("platform-client", "platform-secret");
  const renewing = connect({
    baseUrl,
    credentials: async (baseUrl, language) => {
      tokensAsked++;
      const token = await real(baseUrl, language);
      return tokensAsked === 1 ? { value: "stale.token.here", endsAt: token.endsAt } : token;
    },
  });
  const callers = await Promise.all([renewing.api.GET("/api/v1/me"), renewing.api.GET("/api/v1/me")]);
  assert.deepEqual(
    callers.map((caller) => caller.data?.username),
    ["platform-client", "platform-client"],
  );
  assert.equal(tokensAsked, 2);
});

test("every defect of a request is told", async () => {
  await assert.rejects(
    anonymous.api.GET("/api/v1/regions", { params: { query: { limit: 0, at: "yesterday" } } }),
    (thrown) => {
      assert.ok(isProblem(thrown, "invalid-request"));
      assert.deepEqual(thrown.defects.map((defect) => defect.pointer).sort(), ["query/at", "query/limit"]);
      return true;
    },
  );
});

test("a list is walked over all its pages", async () => {
  const codes: string[] = [];
  for await (const region of items((cursor) =>
    anonymous.api.GET("/api/v1/regions", {
      params: { query: cursor === undefined ? { limit: 50 } : { limit: 50, cursor } },
    }),
  )) {
    codes.push(region.code);
  }
  assert.ok(codes.length > 100);
  assert.equal(new Set(codes).size, codes.length);
});

test("an unchanged answer is not sent again", async () => {
  const first = await anonymous.api.GET("/api/v1/regions/{code}", { params: { path: { code: "340100" } } });
  const etag = first.response.headers.get("ETag");
  assert.ok(etag);
  const second = await anonymous.api.GET("/api/v1/regions/{code}", {
    params: { path: { code: "340100" }, header: { "If-None-Match": etag } },
  });
  assert.equal(second.response.status, 304);
});

test("a catalogue is pushed while it is produced, and every line has its result", async () => {
  const progress: string[] = [];
  const push = await pushCatalogue(client, providerId, someOfferings(500), {
    onProgress: (seen) => progress.push(seen.state),
  });
  assert.equal(push.state, "SUCCEEDED");
  assert.equal(push.counts.created, 500);
  assert.equal(progress.at(-1), "SUCCEEDED");
  const outcomes = new Set<string>();
  let results = 0;
  for await (const result of pushResults(client, push.id)) {
    outcomes.add(result.outcome);
    results++;
  }
  assert.deepEqual([...outcomes], ["CREATED"]);
  assert.equal(results, 500);
});

test("pushing the same again writes nothing, and one bad line harms no other", async () => {
  async function* mixed(): AsyncGenerator<OfferingDeclaration> {
    yield* someOfferings(10);
    await Promise.resolve();
    yield { externalId: "client-bad", kind: "SAAS", name: "" };
  }
  const push = await pushCatalogue(client, providerId, mixed());
  assert.equal(push.counts.unchanged, 10);
  assert.equal(push.counts.rejected, 1);
  for await (const result of pushResults(client, push.id, "REJECTED")) {
    assert.equal(result.externalId, "client-bad");
    assert.equal(result.errors?.[0]?.pointer, "/name");
  }
});

test("what was pushed is found by a part of its Chinese name", async () => {
  const { data: found } = await anonymous.api.GET("/api/v1/offerings", { params: { query: { q: "报销 500" } } });
  assert.deepEqual(
    found?.data.map((offering) => offering.externalId),
    ["client-500"],
  );
});

test("a push with the key of an earlier one is that one", async () => {
  const idempotencyKey = crypto.randomUUID();
  const first = await pushCatalogue(client, providerId, someOfferings(3), { idempotencyKey });
  const again = await pushCatalogue(client, providerId, someOfferings(3), { idempotencyKey });
  assert.equal(again.id, first.id);
});

test("an offering is changed on the basis of what was read, not over a later change", async () => {
  const path = { providerId, externalId: "client-1" };
  const read = await client.api.GET("/api/v1/providers/{providerId}/offerings/{externalId}", { params: { path } });
  const etag = read.response.headers.get("ETag");
  assert.ok(etag);
  const patch = () =>
    client.api.PATCH("/api/v1/providers/{providerId}/offerings/{externalId}", {
      params: { path, header: { "If-Match": etag } },
      body: { name: "云端报销旗舰版" },
      headers: { "Content-Type": "application/merge-patch+json" },
    });
  const { data: changed } = await patch();
  assert.ok(changed && "content" in changed);
  assert.equal(changed.content.name, "云端报销旗舰版");
  await assert.rejects(patch, (thrown) => isProblem(thrown, "changed-meanwhile"));
});

test("a mirror that follows the change feed gets every change of every offering", async () => {
  const mirror = new Map<string, string>();
  const deadline = Date.now() + 20_000;
  let cursor: string | undefined;
  while (mirror.get("client-1") !== "云端报销旗舰版" && Date.now() < deadline) {
    const query = cursor === undefined ? { limit: 200 } : { limit: 200, cursor };
    const { data: page } = await anonymous.api.GET("/api/v1/catalogue/changes", { params: { query } });
    for (const change of page?.data ?? []) {
      mirror.set(change.externalId, change.content.name);
    }
    cursor = page?.page.nextCursor;
    if (!page?.page.hasMore) {
      await pause(100);
    }
  }
  assert.equal(mirror.get("client-1"), "云端报销旗舰版");
  assert.equal(mirror.get("client-500"), "云端报销 500 型");
});

test("the types of event are listed, and an event of a known type has known data", async () => {
  const types = await eventTypes(client);
  const issued = types.find((type) => type.type === "cn.dengyun.voucher.issued");
  assert.ok(issued);
  assert.equal(issued.name, "Voucher issued");
  const event = issued.example;
  assert.ok(isEvent(event, "cn.dengyun.voucher.issued"));
  assert.match(event.data.voucherId, /^[0-9a-f-]{36}$/);
  assert.ok(event.data.faceFen > 0);
});

test("an order is placed, accepted and cancelled", async () => {
  const enterprise = connect({ baseUrl, credentials: password("enterprise", "Dengyun#2018") });
  const provider = connect({ baseUrl, credentials: password("platform", "Dengyun#2018") });
  const { data: offering } = await anonymous.api.GET("/api/v1/providers/{providerId}/offerings/{externalId}", {
    params: { path: { providerId, externalId: "demo-ecs-general" } },
  });
  assert.ok(offering);
  const { data: clock } = await anonymous.api.GET("/api/v1/sandbox/clock");
  const today = Date.parse(clock?.now ?? new Date().toISOString()) + 8 * 3_600_000;
  const day = (later: number) => new Date(today + later * 86_400_000).toISOString().slice(0, 10);

  const placed = await placeOrder(enterprise, {
    offeringId: offering.id,
    startsOn: day(0),
    endsOn: day(364),
    lines: [{ planCode: "g1-2c8g-y", quantity: "1", withSubsidy: false }],
  });
  assert.equal(placed?.status, "PLACED");
  assert.equal((await acceptOrder(provider, placed.id, placed.version))?.status, "ACCEPTED");
  assert.equal((await cancelOrder(enterprise, placed.id, "改用包年套餐"))?.status, "CANCELLED");
  assert.equal((await order(enterprise, placed.id))?.nextAction, null);
  for await (const found of orders(enterprise, { number: placed.number })) {
    assert.equal(found.id, placed.id);
  }
});
