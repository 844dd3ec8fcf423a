import assert from "node:assert/strict";
import { before, test } from "node:test";
import {
  acceptDelivery,
  acceptOrder,
  activateOrder,
  announceBatch,
  approveBatch,
  approveInstruction,
  type Batch,
  batch,
  batches,
  batchLines,
  batchNoticeLines,
  batchNotices,
  batchObjections,
  buildBatch,
  cancelBatch,
  type ClaimEvidenceRequest,
  claim,
  claimClock,
  claimSteps,
  claimSummary,
  claims,
  confirmClaim,
  decideBatchObjection,
  instructionFile,
  isProblem,
  objectToBatchLine,
  objectToClaim,
  type Order,
  order,
  payeeAccount,
  payeeAccounts,
  placeOrder,
  programmeAccount,
  proposeInstruction,
  proposePayeeAccount,
  proveClaim,
  recordBankResults,
  recordDelivery,
  removeBatchLine,
  resubmitClaim,
  reviewClaim,
  submitClaim,
  uploadFile,
  verifyPayeeAccount,
  withdrawClaim,
  withdrawPayeeAccount,
} from "../src/index.js";
import { as, day, everybody, offeringOf, PLATFORM, refusal, some } from "./demo.js";

// Its orders hold of the voucher whose money the walks count: it runs behind them.
const PROGRAMME = "01900000-0000-7000-8000-000000000401";
const ENTERPRISE_NAME = "肥西示范精密机械有限公司";
const PROVIDER_NAME = "皖云示范云计算有限公司";

const enterprise = as("enterprise");
const provider = as("platform");
const county = as("feixi");
const finance = as("finance");
const second = as("finance2");
const known = new Set<string>();
let bought: Order;
let claimed: string;
let built: Batch;

before(async () => {
  const placed = await placeOrder(enterprise, {
    offeringId: await offeringOf(PLATFORM, "demo-ecs-general"),
    startsOn: day(0),
    endsOn: day(364),
    lines: [{ planCode: "g1-2c8g", quantity: "4", withSubsidy: true, amountFen: 8_000 }],
  });
  bought = placed ?? assert.fail();
  await acceptOrder(provider, bought.id, bought.version);
  await activateOrder(provider, bought.id);
});

/** The capture of a month that was delivered and accepted: that of the order which nobody has claimed. */
async function captured(): Promise<string> {
  const delivered = await recordDelivery(provider, bought.id, { lines: [{ planCode: "g1-2c8g", quantity: "1" }] });
  await acceptDelivery(enterprise, delivered?.id ?? assert.fail());
  const holds = (await order(provider, bought.id))?.holds.map(({ reservationId }) => reservationId) ?? [];
  const { data: found } = await provider.api.GET("/api/v1/redemptions", { params: { query: { limit: 100 } } });
  const mine = found?.data.find(({ id, reservationId }) => holds.includes(reservationId) && !known.has(id));
  assert.ok(mine);
  known.add(mine.id);
  return mine.id;
}

function evidence(): ClaimEvidenceRequest {
  const number = bought.id.replaceAll(/\D/g, "").padEnd(20, "0").slice(-20);
  return {
    contract: { number: `HT-${bought.number}` },
    invoices: [
      { number, amountFen: bought.netFen, issuedOn: day(0), buyerName: ENTERPRISE_NAME, sellerName: PROVIDER_NAME },
    ],
    bankReceipts: [
      {
        serial: `G-${bought.number}`,
        amountFen: bought.netFen - bought.subsidyFen,
        paidOn: day(0),
        payerName: ENTERPRISE_NAME,
        payeeName: PROVIDER_NAME,
      },
    ],
  };
}

function pdf(): File {
  return new File([`%PDF-1.7\n% ${crypto.randomUUID()}\n%%EOF\n`], "invoice.pdf", { type: "application/pdf" });
}

test("a claim is proved, confirmed as it was read, judged, and decided by the county", async () => {
  const redemptionId = await captured();
  const idempotencyKey = crypto.randomUUID();
  const submitted = await submitClaim(provider, { redemptionId, evidence: evidence() }, { idempotencyKey });
  const again = await submitClaim(provider, { redemptionId, evidence: evidence() }, { idempotencyKey });
  assert.ok(submitted);
  assert.equal(again?.id, submitted.id);
  await assert.rejects(submitClaim(provider, { redemptionId, evidence: evidence() }), refusal("claim-exists"));
  const proof = await proveClaim(provider, submitted.id, {
    attachmentId: await uploadFile(provider, "INVOICE", pdf()),
    purpose: "INVOICE",
    issuer: PROVIDER_NAME,
    issuedOn: day(0),
    visibility: "RECORD",
  });
  assert.equal(proof?.purpose, "INVOICE");

  const read = (await claim(enterprise, submitted.id)) ?? assert.fail();
  assert.ok(read.claim.availableActions.includes("CONFIRM"));
  await assert.rejects(confirmClaim(enterprise, { ...read, etag: '"0"' }), refusal("changed-meanwhile"));
  const own = await claim(provider, submitted.id);
  await assert.rejects(confirmClaim(provider, own ?? assert.fail()), refusal("not-yours"));
  const judged = await confirmClaim(enterprise, read);
  assert.equal(judged?.status, "CHECKED");
  assert.equal(judged.colour, "AMBER");
  assert.ok(judged.checks.some(({ finding }) => finding === "PACE_IMPLAUSIBLE"));
  assert.ok(judged.checks.some(({ finding }) => finding === "FILES_UNIQUE"));

  const waiting = await claim(county, submitted.id);
  const decided = await reviewClaim(county, waiting ?? assert.fail(), { decision: "APPROVE", reason: "已核对" });
  assert.equal(decided?.status, "APPROVED");
  claimed = submitted.id;
  const clock = await claimClock(enterprise, claimed);
  assert.deepEqual(
    clock?.stages.map(({ status }) => status),
    ["SUBMITTED", "CONFIRMED", "CHECKED", "APPROVED"],
  );
  assert.equal((await some(claimSteps(provider, claimed))).at(-1)?.move, "SUBMIT");
  assert.ok((await some(claims(county, { status: "APPROVED", limit: 200 }))).some(({ id }) => id === claimed));
  const summary = await claimSummary(provider);
  assert.ok(summary?.counts.some((each) => each.status === "APPROVED" && each.claims > 0));
});

test("what the other side objects to is submitted again, and taken back", async () => {
  const wanted = { redemptionId: await captured(), evidence: evidence() };
  const submitted = await submitClaim(provider, wanted);
  assert.ok(submitted);
  assert.equal((await objectToClaim(enterprise, submitted.id, "发票尚未收到"))?.status, "RETURNED");
  const again = await resubmitClaim(provider, submitted.id, evidence());
  assert.equal(again?.status, "SUBMITTED");
  assert.equal(again.round, 1);
  assert.equal((await withdrawClaim(provider, submitted.id, "改为下月一并申请"))?.status, "WITHDRAWN");
});

test("a batch is built by one person, checked by another, and shown to everybody", async () => {
  const made = await buildBatch(finance, { programmeId: PROGRAMME, reason: "客户端测试兑付" });
  assert.ok(made);
  await assert.rejects(approveBatch(finance, made.id, "自行复核"), refusal("four-eyes-required"));
  const others = (await some(batchLines(second, made.id))).filter(({ claimId }) => claimId !== claimed);
  for (const line of others) {
    await removeBatchLine(finance, made.id, { lineId: line.id, reason: "留待下批" });
  }
  assert.equal((await approveBatch(second, made.id, "复核无误"))?.lines, 1);
  await assert.rejects(instructionFile(finance, made.id), refusal("settlement-batch-not-instructed"));
  assert.equal((await announceBatch(finance, made.id, "兑付前公示"))?.status, "NOTICED");
  built = (await batch(finance, made.id)) ?? assert.fail();

  assert.ok(
    (await some(batchNotices(everybody, { programmeId: PROGRAMME }))).some(
      (each) => each.settlementBatchId === built.id,
    ),
  );
  const [shown] = await some(batchNoticeLines(everybody, built.id));
  assert.equal(shown?.payeeName, PROVIDER_NAME);
  assert.equal(shown.amountFen, 2_000);
  assert.ok((await some(batches(second, { status: "NOTICED" }))).some(({ id }) => id === built.id));
});

test("nothing is paid while the notice runs, and whoever objects is heard", async () => {
  await assert.rejects(proposeInstruction(finance, built.id, "申请支付"), refusal("settlement-notice-still-running"));
  await assert.rejects(approveInstruction(second, built.id, "同意支付"), (thrown) => isProblem(thrown));
  const table = "endToEndId,amount,currency,status,reasonCode,bankReference,valueDate\n";
  await assert.rejects(recordBankResults(finance, built.id, table), (thrown) => {
    assert.ok(isProblem(thrown));
    assert.ok([400, 409].includes(thrown.status), thrown.message);
    return true;
  });

  const [line] = await some(batchLines(finance, built.id, "INCLUDED"));
  const filed = await objectToBatchLine(enterprise, built.id, {
    lineId: line?.id ?? assert.fail(),
    statement: "该月服务中断两天",
  });
  assert.equal((await some(batchObjections(finance, { settlementBatchId: built.id }))).length, 1);
  const objection = filed?.id ?? assert.fail();
  const says = { outcome: "DISMISS", reason: "与本笔兑付无关" } as const;
  await assert.rejects(decideBatchObjection(second, objection, says), refusal("four-eyes-required"));
  assert.equal((await decideBatchObjection(finance, objection, says))?.status, "DISMISSED");

  assert.equal((await cancelBatch(finance, built.id, "测试结束"))?.status, "CANCELLED");
  assert.equal((await claim(provider, claimed))?.claim.status, "APPROVED");
  const account = await programmeAccount(finance, PROGRAMME);
  assert.equal(account?.balanced, true);
  assert.ok(account.payableFen > 0);
});

test("an account counts once finance has typed its number as the bank has it", async () => {
  const proposed = await proposePayeeAccount(enterprise, {
    holder: ENTERPRISE_NAME,
    bankName: "示范银行合肥分行",
    bankCode: "999361000018",
    number: "9990000000000030034",
    documentId: await uploadFile(enterprise, "CERTIFICATE", pdf()),
  });
  assert.equal(proposed?.status, "PROPOSED");
  assert.equal((await some(payeeAccounts(enterprise)))[0]?.id, proposed.id);
  await assert.rejects(
    verifyPayeeAccount(finance, proposed.id, { number: "9990000000000010018", reason: "已核对" }),
    refusal("payee-account-number-differs"),
  );
  assert.equal((await withdrawPayeeAccount(enterprise, proposed.id, "账户信息有误"))?.status, "WITHDRAWN");
  assert.deepEqual((await payeeAccount(enterprise, proposed.id))?.availableActions, []);
});
