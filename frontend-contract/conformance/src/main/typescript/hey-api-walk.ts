/** The walk of JavaWalk with the client that hey-api makes. */
import assert from "node:assert/strict";
import { createClient } from "../../../target/generated/hey-api/client/index.js";
import {
  captureReservation,
  createAccessToken,
  createCataloguePush,
  createReservation,
  createSession,
  getOffering,
  getVoucher,
  listCataloguePushResults,
  listVouchers,
  searchOfferings,
  watchCataloguePush,
} from "../../../target/generated/hey-api/sdk.gen.js";
import type {
  CataloguePushResult,
  DeclarationOutcome,
  DryRun,
  OfferingSummary,
} from "../../../target/generated/hey-api/types.gen.js";

const MONTHS = "12";
const HELD_FEN = 10_000;
const CAPTURED_FEN = 7_000;

export async function walk(platform: string): Promise<void> {
  const anybody = createClient({ baseUrl: platform, throwOnError: true });
  const enterprise = createClient({ baseUrl: platform, throwOnError: true, auth: await tokenOfEnterprise() });
  const provider = createClient({ baseUrl: platform, throwOnError: true, auth: await tokenOfProvider() });
  const offering = await search();
  await push();
  await redeem();

  async function tokenOfEnterprise(): Promise<string> {
    const { data } = await createSession<true>({
      client: anybody,
      body: { username: "enterprise", password: "Dengyun#2018" },
    });
    return data.accessToken;
  }

  async function tokenOfProvider(): Promise<string> {
    const { data } = await createAccessToken<true>({
      client: anybody,
      body: { grant_type: "client_credentials", client_id: "platform-client", client_secret: "platform-secret" },
    });
    return data.access_token;
  }

  async function search(): Promise<OfferingSummary> {
    const { data } = await searchOfferings<true>({
      client: anybody,
      query: { q: "云服务器", kind: ["IAAS"], voucherEligible: true, facets: "kind,providerId", limit: 50 },
    });
    assert.ok(data.facets, "facets were asked for");
    const offering = data.data.find((offering) => offering.externalId.startsWith("demo-"));
    assert.ok(offering);
    return offering;
  }

  async function push(): Promise<void> {
    const lines = [
      { externalId: "hey-api-1", kind: "SAAS", name: "云端报销" },
      { externalId: "hey-api-2", kind: "SAAS", name: "" },
    ];
    const { data: begun } = await createCataloguePush<true>({
      client: provider,
      path: { providerId: offering.providerId },
      headers: { "Idempotency-Key": crypto.randomUUID() },
      body: new Blob(lines.map((line) => `${JSON.stringify(line)}\n`)),
    });
    const { stream } = await watchCataloguePush<true>({ client: provider, path: { id: begun.id } });
    let steps = 0;
    // The stream of its progress ends with the push.
    for await (const step of stream) {
      assert.ok(step);
      steps++;
    }
    assert.ok(steps > 0, "a push tells its progress");
    const { data: results } = await listCataloguePushResults<true>({ client: provider, path: { id: begun.id } });
    const [, second, ...more] = (await results.text()).trim().split("\n");
    assert.ok(second);
    assert.deepEqual(more, [], "every line has its result");
    const refused = JSON.parse(second) as CataloguePushResult;
    assert.equal(refused.outcome, "REJECTED" satisfies DeclarationOutcome, "a line without a name is refused");
    assert.equal(refused.errors?.[0]?.pointer, "/name", "the defect has its place");
  }

  async function monthlyPlan(): Promise<string> {
    const { data } = await getOffering<true>({ client: anybody, path: { id: offering.id } });
    const plan = data.content.plans?.find((plan) => plan.model === "SUBSCRIPTION");
    assert.ok(plan);
    return plan.code;
  }

  async function redeem(): Promise<void> {
    const { data: vouchers } = await listVouchers<true>({ client: enterprise });
    const before = vouchers.data[0];
    assert.ok(before);
    const { data: reservation } = await createReservation<true>({
      client: enterprise,
      path: { id: before.id },
      headers: { "Idempotency-Key": crypto.randomUUID() },
      body: {
        offeringId: offering.id,
        externalReference: `PO-${crypto.randomUUID()}`,
        lines: [{ planCode: await monthlyPlan(), quantity: MONTHS, amountFen: HELD_FEN }],
      },
    });
    const [line] = done(reservation).lines;
    assert.ok(line.baseFen > HELD_FEN, "the plan's price is what a share is paid of");
    const { data: redemption } = await captureReservation<true>({
      client: provider,
      path: { id: done(reservation).id },
      headers: { "Idempotency-Key": crypto.randomUUID() },
      body: { amountFen: CAPTURED_FEN },
    });
    const { data: after } = await getVoucher<true>({ client: enterprise, path: { id: before.id } });
    assert.equal(done(redemption).amountFen, CAPTURED_FEN, "what was asked for is captured");
    assert.equal(after.capturedFen, before.capturedFen + CAPTURED_FEN, "the voucher says what was captured");
    assert.equal(after.availableFen, before.availableFen - CAPTURED_FEN, "what was not captured is free again");
    assert.equal(after.status, before.status, "the voucher can still be used");
  }
}

/** What has been done, where the answer may also be what would be: without `validateOnly` it never is. */
function done<T extends object>(answer: T): Exclude<T, DryRun> {
  assert.ok(!("dryRun" in answer));
  return answer as Exclude<T, DryRun>;
}
