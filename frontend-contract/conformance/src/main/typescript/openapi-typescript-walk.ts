/** The walk of JavaWalk with the types of openapi-typescript. */
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "../../../target/generated/openapi-typescript/contract.js";

type Schemas = components["schemas"];

const MONTHS = "12";
const HELD_FEN = 10_000;
const CAPTURED_FEN = 7_000;

export async function walk(platform: string): Promise<void> {
  const anybody = createClient<paths>({ baseUrl: platform });
  const enterprise = clientOf(platform, await tokenOfEnterprise());
  const provider = clientOf(platform, await tokenOfProvider());
  const offering = await search();
  await push();
  await redeem();

  async function tokenOfEnterprise(): Promise<string> {
    const { data } = await anybody.POST("/api/v1/sessions", {
      body: { username: "enterprise", password: "Dengyun#2018" },
    });
    return sent(data).accessToken;
  }

  async function tokenOfProvider(): Promise<string> {
    const { data } = await anybody.POST("/api/v1/oauth/token", {
      body: { grant_type: "client_credentials", client_id: "platform-client", client_secret: "platform-secret" },
      bodySerializer: (form) => new URLSearchParams(form as unknown as Record<string, string>),
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
    return sent(data).access_token;
  }

  async function search(): Promise<Schemas["OfferingSummary"]> {
    const { data } = await anybody.GET("/api/v1/offerings", {
      params: {
        query: { q: "云服务器", kind: ["IAAS"], voucherEligible: true, facets: "kind,providerId", limit: 50 },
      },
    });
    const found = sent(data);
    assert.ok(found.facets, "facets were asked for");
    return sent(found.data.find((offering) => offering.externalId.startsWith("demo-")));
  }

  async function push(): Promise<void> {
    const lines: Partial<Schemas["OfferingDeclaration"]>[] = [
      { externalId: "openapi-typescript-1", kind: "SAAS", name: "云端报销" },
      { externalId: "openapi-typescript-2", kind: "SAAS", name: "" },
    ];
    const { data: begun } = await provider.POST("/api/v1/providers/{providerId}/catalogue-pushes", {
      params: { path: { providerId: offering.providerId }, header: { "Idempotency-Key": crypto.randomUUID() } },
      body: lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
      bodySerializer: (body) => body,
      headers: { "Content-Type": "application/x-ndjson" },
    });
    const path = { id: sent(begun).id };
    const progress = await provider.GET("/api/v1/catalogue-pushes/{id}/progress", {
      params: { path },
      parseAs: "text",
    });
    // The stream of its progress ends with the push.
    assert.match(sent(progress.data), /^data:/m, "a push tells its progress");
    const results = await provider.GET("/api/v1/catalogue-pushes/{id}/results", { params: { path }, parseAs: "text" });
    const [, second, ...more] = sent(results.data).trim().split("\n");
    assert.deepEqual(more, [], "every line has its result");
    const refused = JSON.parse(sent(second)) as Schemas["CataloguePushResult"];
    assert.equal(
      refused.outcome,
      "REJECTED" satisfies Schemas["DeclarationOutcome"],
      "a line without a name is refused",
    );
    assert.equal(refused.errors?.[0]?.pointer, "/name", "the defect has its place");
  }

  async function monthlyPlan(): Promise<string> {
    const { data } = await anybody.GET("/api/v1/offerings/{id}", { params: { path: { id: offering.id } } });
    return sent(sent(data).content.plans?.find((plan) => plan.model === "SUBSCRIPTION")).code;
  }

  async function redeem(): Promise<void> {
    const before = sent(sent((await enterprise.GET("/api/v1/vouchers")).data).data[0]);
    const { data: reservation } = await enterprise.POST("/api/v1/vouchers/{id}/reservations", {
      params: { path: { id: before.id }, header: { "Idempotency-Key": crypto.randomUUID() } },
      body: {
        offeringId: offering.id,
        externalReference: `PO-${crypto.randomUUID()}`,
        lines: [{ planCode: await monthlyPlan(), quantity: MONTHS, amountFen: HELD_FEN }],
      },
    });
    const [line] = done(reservation).lines;
    assert.ok(sent(line).baseFen > HELD_FEN, "the plan's price is what a share is paid of");
    const { data: redemption } = await provider.POST("/api/v1/reservations/{id}/captures", {
      params: { path: { id: done(reservation).id }, header: { "Idempotency-Key": crypto.randomUUID() } },
      body: { amountFen: CAPTURED_FEN },
    });
    const { data } = await enterprise.GET("/api/v1/vouchers/{id}", { params: { path: { id: before.id } } });
    const after = sent(data);
    assert.equal(done(redemption).amountFen, CAPTURED_FEN, "what was asked for is captured");
    assert.equal(after.capturedFen, before.capturedFen + CAPTURED_FEN, "the voucher says what was captured");
    assert.equal(after.availableFen, before.availableFen - CAPTURED_FEN, "what was not captured is free again");
    assert.equal(after.status, before.status, "the voucher can still be used");
  }
}

function clientOf(platform: string, token: string) {
  return createClient<paths>({ baseUrl: platform, headers: { Authorization: `Bearer ${token}` } });
}

function sent<T>(value: T | undefined): T {
  assert.ok(value !== undefined);
  return value;
}

/** What has been done, where the answer may also be what would be: without `validateOnly` it never is. */
function done<T extends object>(answer: T | undefined): Exclude<T, Schemas["DryRun"]> {
  assert.ok(answer && !("dryRun" in answer));
  return answer as Exclude<T, Schemas["DryRun"]>;
}
