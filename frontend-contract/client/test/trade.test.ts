import assert from "node:assert/strict";
import { before, test } from "node:test";
import {
  acceptBill,
  acceptDelivery,
  acceptOrder,
  activateOrder,
  answerRating,
  awardQuote,
  bill,
  billedReadings,
  billPreview,
  bills,
  billTable,
  clientCredentials,
  closeQuoting,
  connect,
  correctUsage,
  creditBill,
  type Dengyun,
  demand,
  demands,
  draftDemand,
  endTrial,
  grantTrial,
  inviteToDemand,
  isProblem,
  meters,
  offeringRatings,
  order,
  password,
  placeOrder,
  publishDemand,
  quotes,
  rateOrder,
  ratingSummary,
  recordDelivery,
  releaseUsage,
  requestTrial,
  sendUsage,
  submitQuote,
  trial,
  trials,
  type UsageEventLine,
  type UsageMeter,
  UsageReceiptError,
  usageEvents,
} from "../src/index.js";

/** Where `npm test` has started a platform. */
const baseUrl = process.env["PLATFORM_URL"] ?? assert.fail("npm test starts a platform and sets PLATFORM_URL");
const PLATFORM = "01900000-0000-7000-8000-000000000001";
const SOFTWARE = "01900000-0000-7000-8000-000000000002";

const enterprise = as("enterprise");
const provider = as("platform");
const software = as("application");
const system = connect({
  baseUrl,
  credentials: clientCredentials("platform-client", "platform-secret"),
  language: "en",
});
let today: number;
let metered: { orderId: string; meter: UsageMeter };

before(async () => {
  const { data: clock } = await enterprise.api.GET("/api/v1/sandbox/clock");
  today = Date.parse(clock?.now ?? assert.fail()) + 8 * 3_600_000;
  metered = await begunMetered();
});

function as(username: string): Dengyun {
  return connect({ baseUrl, credentials: password(username, "Dengyun#2018"), language: "en" });
}

function day(later: number): string {
  return new Date(today + later * 86_400_000).toISOString().slice(0, 10);
}

async function offeringOf(providerId: string, externalId: string): Promise<string> {
  const { data } = await enterprise.api.GET("/api/v1/providers/{providerId}/offerings/{externalId}", {
    params: { path: { providerId, externalId } },
  });
  return data?.id ?? assert.fail(`there is no ${externalId}`);
}

/** An order in service, without vouchers. */
async function begun(seller: Dengyun, offeringId: string, planCode: string, quantity: string): Promise<string> {
  const placed = await placeOrder(enterprise, {
    offeringId,
    startsOn: day(0),
    endsOn: day(364),
    lines: [{ planCode, quantity, withSubsidy: false }],
  });
  assert.ok(placed);
  await acceptOrder(seller, placed.id, placed.version);
  await activateOrder(seller, placed.id);
  return placed.id;
}

async function begunMetered(): Promise<{ orderId: string; meter: UsageMeter }> {
  const orderId = await begun(provider, await offeringOf(PLATFORM, "demo-ecs-general"), "g1-payg", "1000");
  for await (const meter of meters(provider, orderId)) {
    return { orderId, meter };
  }
  assert.fail("an order that is measured has a meter");
}

/** So much, a moment behind the beginning of the service; the meter is named by its id unless told. */
function read(eventId: string, quantity: string, behindMillis: number, isByNumber = false): UsageEventLine {
  const { meter } = metered;
  const occurredAt = new Date(Date.parse(meter.beginsAt) + behindMillis).toISOString();
  return isByNumber
    ? { orderNumber: meter.orderNumber, planCode: meter.planCode, eventId, occurredAt, quantity }
    : { meterId: meter.id, eventId, occurredAt, quantity };
}

async function total(): Promise<string | undefined> {
  for await (const meter of meters(enterprise, metered.orderId)) {
    return meter.total?.quantity;
  }
  return undefined;
}

async function some<T>(list: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of list) {
    all.push(one);
  }
  return all;
}

test("usage is sent in batches, and what is held back is told with its line", async () => {
  const told: string[] = [];
  const sent = await sendUsage(
    system,
    [
      read("batch-1", "1.50", 1, true),
      read("batch-2", "002", 2),
      read("batch-2", "2.0", 2),
      read("batch-2", "3", 2),
      read("batch-early", "4", -3_600_000),
      { ...read("batch-none", "5", 3), meterId: crypto.randomUUID() },
      { ...read("batch-zone", "0.25", 0), occurredAt: inShanghai(metered.meter.beginsAt) },
    ],
    { batchLines: 3, onReceipt: (receipt) => told.push(receipt.id) },
  );
  assert.equal(sent.receipts.length, 3);
  assert.deepEqual(
    told,
    sent.receipts.map((receipt) => receipt.id),
  );
  assert.equal(sent.accepted, 3);
  assert.equal(sent.duplicates, 1);
  assert.deepEqual(
    sent.conflicts.map(({ sent }) => sent.quantity),
    ["3"],
  );
  assert.deepEqual(
    sent.refused.map(({ sent, row }) => [sent.eventId, row.errors[0]?.pointer]),
    [["batch-none", "/meterId"]],
  );
  const [held] = sent.quarantined;
  assert.equal(held?.sent.eventId, "batch-early");
  assert.equal(held.row.quarantine, "BEFORE_METER");
  assert.equal(await total(), "3.75");

  await assert.rejects(releaseUsage(provider, held.row.usageEventId ?? "", "属实"), (thrown) => isProblem(thrown));
  assert.equal((await releaseUsage(enterprise, held.row.usageEventId ?? "", "属实"))?.status, "ACCEPTED");
});

/** The same moment in another zone, with a fraction that no `Date` holds. */
function inShanghai(moment: string): string {
  const later = new Date(Date.parse(moment) + 8 * 3_600_000 + 1_000).toISOString();
  return `${later.slice(0, 19)}.123456+08:00`;
}

test("what was lost on the way is sent again with its key, and counts once", async () => {
  let lost = 0;
  const losing: Dengyun = {
    ...system,
    fetch: async (request) => {
      const answer = await system.fetch(request);
      if (request.method === "POST" && lost++ === 0) {
        throw new TypeError("fetch failed");
      }
      return answer;
    },
  };
  const before = Number(await total());
  const sent = await sendUsage(losing, [read("lost-1", "7", 11)]);
  assert.equal(lost, 2);
  assert.equal(sent.accepted, 1);
  assert.equal(Number(await total()), before + 7);
});

test("what can never succeed is not sent again", async () => {
  let asked = 0;
  const counting: Dengyun = {
    ...system,
    fetch: (request) => {
      asked++;
      return system.fetch(request);
    },
  };
  const idempotencyKey = crypto.randomUUID();
  await sendUsage(counting, [read("once-1", "1", 21)], { idempotencyKey });
  await assert.rejects(sendUsage(counting, [read("once-2", "1", 22)], { idempotencyKey }), (thrown) =>
    isProblem(thrown, "idempotency-key-reused"),
  );
  assert.equal(asked, 2);
});

test("a receipt that is about something else is not believed", async () => {
  const lying = (change: (receipt: Record<string, unknown>) => void): Dengyun => ({
    ...system,
    fetch: async (request) => {
      const answer = await system.fetch(request);
      const receipt = (await answer.json()) as Record<string, unknown>;
      change(receipt);
      return Response.json(receipt);
    },
  });
  const lies: ["count" | "digest" | "sum", (receipt: Record<string, unknown>) => void][] = [
    ["count", (receipt) => (receipt["lineCount"] = 2)],
    ["digest", (receipt) => (receipt["digest"] = "0".repeat(64))],
    ["sum", (receipt) => (receipt["meters"] = [])],
  ];
  for (const [part, change] of lies) {
    await assert.rejects(
      sendUsage(lying(change), [read(`lie-${part}`, "1", 31)]),
      (thrown) => thrown instanceof UsageReceiptError && thrown.part === part,
    );
  }
});

test("what counts is corrected, and the preview of the bill follows", async () => {
  await sendUsage(system, [read("wrong-1", "500", 41)]);
  const before = await billPreview(enterprise, metered.orderId);
  const [wrong] = (await some(usageEvents(provider, { meterId: metered.meter.id, limit: 200 }))).filter(
    ({ eventId }) => eventId === "wrong-1",
  );
  assert.ok(wrong);
  const corrected = await correctUsage(provider, {
    usageEventId: wrong.id,
    reason: "单位换算有误",
    replacement: { eventId: "wrong-1-2", occurredAt: wrong.occurredAt, quantity: "5" },
  });
  assert.equal(corrected?.reversed.status, "REVERSED");
  assert.equal(corrected.replacement?.quantity, "5");
  const after = await billPreview(enterprise, metered.orderId);
  assert.ok(before && after && after.netFen < before.netFen);
});

test("a bill that has locked is accepted, confirmed, and had as files", async () => {
  const [waiting] = await some(bills(enterprise, { status: "LOCKED", providerId: PLATFORM }));
  assert.ok(waiting);
  assert.ok(waiting.availableActions.includes("ACCEPT"));
  await assert.rejects(acceptBill(connectedAs("platform-client"), waiting.id), (thrown) => isProblem(thrown));

  assert.equal((await acceptBill(enterprise, waiting.id))?.status, "ACCEPTED");
  assert.equal((await acceptBill(provider, waiting.id))?.status, "FINAL");
  const whole = await bill(enterprise, waiting.id);
  const [line] = whole?.lines ?? [];
  assert.equal(line?.kind, "USAGE");
  const readings = await some(billedReadings(enterprise, waiting.id, line.number));
  assert.equal(
    readings.reduce((sum, reading) => sum + Number(reading.quantity), 0),
    Number(line.quantity),
  );
  const much = line.remainingFen + 1;
  await assert.rejects(
    creditBill(provider, waiting.id, {
      amountFen: much,
      reason: "超出该行余额",
      lines: [{ line: line.number, amountFen: much }],
    }),
    (thrown) => isProblem(thrown, "credit-exceeds-bill") || isProblem(thrown, "credit-exceeds-line"),
  );
  const off = { line: line.number, amountFen: 1 };
  const credited = await creditBill(provider, waiting.id, { amountFen: 1, reason: "服务中断补偿", lines: [off] });
  assert.deepEqual(credited?.credits[0]?.lines, [off]);
  assert.equal(credited.lines[0]?.creditedFen, 1);
  const lines = new Uint8Array(await (await billTable(enterprise, waiting.id)).arrayBuffer());
  assert.deepEqual([...lines.slice(0, 3)], [0xef, 0xbb, 0xbf]);
  const focus = await (await billTable(enterprise, waiting.id, "focus")).text();
  assert.match(focus, /^BillingAccountId,/);
  assert.match(focus, /,CNY,/);
});

function connectedAs(clientId: string): Dengyun {
  return connect({ baseUrl, credentials: clientCredentials(clientId, "platform-secret") });
}

test("quotes are sealed until the enterprise takes no more, and one is awarded", async () => {
  const drawnUp = await draftDemand(enterprise, {
    title: "客户端测试：质检数据上云",
    description: "三条产线的质检图像与记录。",
    kind: "IAAS",
    quantity: "12",
    unit: "月",
    quotesUntil: new Date(today + 3 * 86_400_000).toISOString(),
    wantedOn: day(10),
    serviceRegionCode: "340123",
    visibility: "PUBLIC",
  });
  assert.equal(drawnUp?.status, "DRAFT");
  await inviteToDemand(enterprise, drawnUp.id, [PLATFORM]);
  const drafted = await demand(enterprise, drawnUp.id);
  assert.ok(drafted);
  await assert.rejects(publishDemand(enterprise, { ...drafted, etag: '"0"' }), (thrown) =>
    isProblem(thrown, "changed-meanwhile"),
  );
  assert.equal((await publishDemand(enterprise, drafted))?.status, "OPEN");
  assert.ok((await some(demands(connect({ baseUrl }), { quoting: true }))).some(({ id }) => id === drawnUp.id));

  const quoted = await submitQuote(provider, drawnUp.id, {
    offeringId: await offeringOf(PLATFORM, "demo-ecs-general"),
    lines: [{ planCode: "g1-2c8g", quantity: "12", netFen: 120_000 }],
    deliveryDays: 5,
    validUntil: day(30),
  });
  assert.ok(quoted?.sealed);
  await submitQuote(software, drawnUp.id, {
    offeringId: await offeringOf(SOFTWARE, "demo-erp"),
    lines: [{ planCode: "basic", quantity: "12" }],
    deliveryDays: 10,
    validUntil: day(30),
  });
  assert.deepEqual(await some(quotes(enterprise, { demandId: drawnUp.id })), []);
  assert.equal((await some(quotes(provider, { demandId: drawnUp.id }))).length, 1);

  await closeQuoting(enterprise, drawnUp.id, "报价已足够");
  assert.equal((await some(quotes(enterprise, { demandId: drawnUp.id }))).length, 2);
  const awarded = await awardQuote(enterprise, quoted.id, {
    startsOn: day(0),
    endsOn: day(364),
    reason: "报价合理，交付最快",
  });
  assert.equal(awarded?.status, "AWARDED");
  const placed = await order(enterprise, awarded.orderId ?? assert.fail());
  assert.equal(placed?.netFen, 120_000);
  assert.deepEqual((await some(quotes(enterprise, { demandId: drawnUp.id }))).map(({ status }) => status).sort(), [
    "AWARDED",
    "REJECTED",
  ]);
});

test("a trial is granted, tells how to get at it while it runs, and is used up when it has ended", async () => {
  const offeringId = await offeringOf(SOFTWARE, "demo-hr");
  const asked = await requestTrial(enterprise, { offeringId, note: "拟用于车间排班" });
  assert.equal(asked?.priceFen, 0);
  await grantTrial(software, asked.id, { accessNote: "https://hr.example.cn" });
  assert.equal((await trial(enterprise, asked.id))?.accessNote, "https://hr.example.cn");
  assert.equal((await endTrial(enterprise, asked.id, "试用完毕"))?.status, "ENDED");
  assert.equal((await trial(enterprise, asked.id))?.accessNote, null);
  assert.equal((await some(trials(enterprise, { offeringId }))).length, 1);
  await assert.rejects(requestTrial(enterprise, { offeringId }), (thrown) => isProblem(thrown, "trial-used-up"));
});

test("who accepted something of an order rates it, and the provider answers", async () => {
  const offeringId = await offeringOf(SOFTWARE, "demo-accounting");
  const orderId = await begun(software, offeringId, "std", "1");
  await assert.rejects(rateOrder(enterprise, orderId, { stars: 4 }), (thrown) =>
    isProblem(thrown, "order-without-acceptance"),
  );
  const delivered = await recordDelivery(software, orderId, { lines: [{ planCode: "std", quantity: "1" }] });
  await acceptDelivery(enterprise, delivered?.id ?? assert.fail());
  const rated = await rateOrder(enterprise, orderId, { stars: 4, text: "报表清楚，开票还可以更快" });
  await answerRating(software, rated?.id ?? assert.fail(), "感谢反馈，开票提速已列入本季计划");
  const [seen] = await some(offeringRatings(connect({ baseUrl }), offeringId));
  assert.equal(seen?.stars, 4);
  assert.equal(seen.organizationName, null);
  assert.match(seen.answer ?? "", /感谢反馈/);
  assert.equal((await ratingSummary(connect({ baseUrl }), offeringId))?.mean, "4.0");
});
