#!/usr/bin/env node
// Public money from its budget to the bank account of a provider, as each role lives it, on a demo whose clock it
// moves; then once more with all that can go wrong. Begin with a fresh ./data.
//
//   node from-budget-to-bank.mjs http://localhost:8080
//
// After each chapter the books of the programme have to balance. Ends at the first thing that is not as it should be.
import assert from "node:assert/strict";
import {
  DAY,
  ask,
  because,
  client,
  counts,
  list,
  now,
  passTime,
  read,
  refused,
  say,
  tell,
  upload,
  yuan,
} from "./roles.mjs";

const PROVIDER = "01900000-0000-7000-8000-000000000001";
const SERVERS = "servers";
const TRAFFIC = "traffic";
const PROVIDER_NAME = "皖云示范云计算有限公司";
const ENTERPRISE_NAME = "肥西示范精密机械有限公司";
const SERVER_FEN = 106_000;
const NOTICE_DAYS = 9; // Five working days, and a weekend or a holiday beside them.
/** What later chapters need of earlier ones. */
const seen = { bankReference: 0 };

await tell(
  balanced({
    "The province writes a programme, finance gives the money": programme,
    "An enterprise applies, its county and city decide": application,
    "The enterprise orders, vouchers are held": ordered,
    "The provider's system begins and delivers": delivered,
    "What is used is measured": used,
    "The month is billed, both sides confirm": billed,
    "The provider claims, the enterprise confirms": claimed,
    "Finance builds a batch, everybody can look at it": batched,
    "The bank pays": paid,
    "Once more: delivered in parts, and disputed": disputed,
    "The provider gives money back, and claims the rest": refunded,
    "The provider is disqualified": disqualified,
    "One payment fails": failed,
    "The account is corrected, and the rest is paid": corrected,
    "Who may look at all of it": looked,
  }),
);

/** The equation of the books after each chapter, as everybody may read it. */
function balanced(chapters) {
  return Object.fromEntries(
    Object.entries(chapters).map(([title, chapter]) => [
      title,
      async () => {
        await chapter();
        if (seen.programme === undefined) {
          return;
        }
        const books = await ask(`/programmes/${seen.programme}/conservation`);
        assert.equal(books.holds, true, JSON.stringify(books));
        assert.equal(books.appropriatedFen, books.downstreamFen);
        const where = books.totals
          .filter((it) => it.balanceFen !== 0 && it.kind !== "TREASURY")
          .map((it) => `${it.kind} ${yuan(it.balanceFen)}`);
        say(`the books balance: ${yuan(books.appropriatedFen)} = ${where.join(" + ")}`);
      },
    ]),
  );
}

async function programme() {
  const opens = new Date((await now()).getTime() + NOTICE_DAYS * DAY);
  const year = opens.getUTCFullYear();
  const made = await ask("/programmes", {
    as: "province",
    body: {
      nameZh: `${year} 年云服务券（全流程演示）`,
      nameEn: `Cloud-service vouchers ${year}, from budget to bank`,
      fiscalYear: year,
      ...because("落实年度计划"),
    },
  });
  seen.programme = made.id;
  const path = `/programmes/${made.id}`;
  await ask(`${path}/rule-versions`, { as: "province", body: { ...because("依据实施办法制定"), rules: rules(year) } });
  const simulation = await ask(`${path}/simulations`, {
    as: "province",
    body: {
      population: { source: "GENERATED", count: 500 },
      budgets: [{ regionCode: "340000", amountFen: 1_000_000_000 }],
    },
  });
  const tried = await until(`${path}/simulations/${simulation.id}`, "province", (it) => it.state === "SUCCEEDED");
  say(`tries its rules on a made-up population: ${tried.result.total.granted} would get a voucher`);
  await refused("nobody approves the rules that he wrote", `${path}/approvals`, {
    as: "province",
    body: because("自行批准"),
    status: 403,
  });
  await ask(`${path}/approvals`, { as: "finance", body: because("经会议研究同意") });
  const money = { amountFen: 100_000_000, document: `示例〔${year}〕2号`, ...because("年度预算下达") };
  const movement = await ask(`${path}/appropriations`, { as: "finance", body: money });
  await refused("nobody moves money alone", `/budget-movements/${movement.id}/approvals`, {
    as: "finance",
    body: because("自行复核"),
    status: 403,
  });
  await ask(`/budget-movements/${movement.id}/approvals`, { as: "finance2", body: because("复核无误") });
  const share = await ask(`${path}/allocations`, {
    as: "finance",
    body: { regionCode: "340100", amountFen: 50_000_000, ...because("按企业数分配") },
  });
  await ask(`/budget-movements/${share.id}/approvals`, { as: "finance2", body: because("复核无误") });
  const announced = await ask(`${path}/announcements`, {
    as: "province",
    body: {
      opensAt: opens.toISOString(),
      closesAt: new Date(opens.getTime() + 60 * DAY).toISOString(),
      ...because("按年度计划公告"),
    },
  });
  say(`announces it: ${announced.status}`);
  await passTime(NOTICE_DAYS + 1);
  say(`some days later it is ${(await ask(path)).status}`);
}

async function application() {
  const offering = await ask(`/providers/${PROVIDER}/offerings/from-budget-to-bank`, {
    as: "platform",
    method: "PUT",
    body: {
      kind: "IAAS",
      name: "云主机与流量",
      nameEn: "Cloud servers and traffic",
      description: "按月计费的云主机，另按实际流量计费。",
      voucherEligible: true,
      plans: [
        {
          code: SERVERS,
          name: "云主机 包月",
          model: "SUBSCRIPTION",
          period: "MONTH",
          amountFen: SERVER_FEN,
          taxRate: "0.06",
        },
        { code: TRAFFIC, name: "流量", model: "METERED", unit: "GB", tiers: [{ unitPriceFen: "53" }], taxRate: "0.06" },
      ],
    },
  });
  seen.offering = offering.id;
  const line = {
    description: "云主机 一年",
    offeringId: offering.id,
    layer: "IAAS",
    inclTaxFen: 2_120_000,
    exTaxFen: 2_000_000,
  };
  const made = await ask("/voucher-applications", {
    as: "enterprise",
    body: { programmeId: seen.programme, otherFiscalMoney: false, lines: [line] },
  });
  const path = `/voucher-applications/${made.id}`;
  await ask(`${path}/submissions`, { as: "enterprise", body: "" });
  await refused("nobody decides on what is his own", `${path}/reviews`, {
    as: "enterprise",
    body: review("PASS"),
    status: 403,
  });
  await refused("another city does not know of it", `${path}/reviews`, {
    as: "wuhu",
    body: review("PASS"),
    status: 404,
  });
  await ask(`${path}/reviews`, { as: "feixi", body: review("TAKE_UP") });
  await ask(`${path}/reviews`, { as: "feixi", body: review("PASS") });
  const passed = await ask(`${path}/reviews`, { as: "hefei", body: review("PASS") });
  assert.equal(passed.status, "APPROVED");
  say(`county and city pass it: ${passed.status}`);
  const notice = await ask("/public-notices", {
    as: "hefei",
    body: {
      programmeId: seen.programme,
      regionCode: "340100",
      title: "云服务券拟发放名单公示",
      ...because("审核完毕，予以公示"),
    },
  });
  await passTime(NOTICE_DAYS);
  await ask(`/public-notices/${notice.id}/issues`, { as: "hefei2", body: because("公示无异议，准予发放") });
  const issued = await until(path, "enterprise", (it) => it.status === "ISSUED");
  seen.voucher = issued.voucherId;
  await ask(`/vouchers/${seen.voucher}/acceptances`, { as: "enterprise", body: "" });
  const voucher = await ask(`/vouchers/${seen.voucher}`, { as: "enterprise" });
  say(`after the notice it has a voucher of ${yuan(voucher.faceFen)}`);
}

async function ordered() {
  seen.order = await placed([
    { planCode: SERVERS, quantity: "1", withSubsidy: true, amountFen: 40_000 },
    { planCode: TRAFFIC, quantity: "2000", withSubsidy: true, amountFen: 40_000 },
  ]);
}

async function delivered() {
  seen.token = await client("platform-client", "platform-secret");
  seen.delivery = await deliveredOf(seen.order, "1");
  await refused("it does not accept what it has delivered", `/order-deliveries/${seen.delivery}/acceptances`, {
    as: "platform",
    body: "",
    status: 403,
  });
  seen.captures = [await acceptedOf(seen.delivery)];
}

async function used() {
  const [meter] = await list(`/orders/${seen.order}/meters`, "platform");
  const begins = Date.parse(meter.beginsAt);
  const line = (n, quantity) =>
    JSON.stringify({
      meterId: meter.id,
      eventId: `gb-${n}`,
      occurredAt: new Date(begins + 1 + n).toISOString(),
      quantity,
    });
  await passTime(1);
  const lines = Array.from({ length: 1_000 }, (_, n) => line(n, "1.5"));
  const ndjson = { type: "application/x-ndjson", status: 409 };
  const first = await ask("/usage-events", { as: "platform", body: [...lines, line(7, "1.5")].join("\n"), ...ndjson });
  say(`a thousand readings and one that came twice: ${first.acceptedCount} count, ${first.duplicateCount} does not`);
  assert.equal(first.acceptedCount, 1_000);
  const second = await ask("/usage-events", {
    as: "platform",
    body: [line(7, "2"), line(-90_000, "1")].join("\n"),
    ...ndjson,
  });
  say(
    `the same with another value: ${second.conflictCount} conflict; of before the meter began: ${second.quarantinedCount} held back`,
  );
  await refused("the enterprise reports nothing of it", "/usage-events", {
    as: "enterprise",
    body: line(2_000, "1"),
    type: "application/x-ndjson",
    status: 403,
  });
}

async function billed() {
  const [bill] = await list(`/bills?orderId=${seen.order}`, "enterprise");
  const locks = await locked(bill.id);
  say(
    `bill ${locks.number} of ${yuan(locks.netFen)}: ${locks.lines.map((it) => `${it.quantity} ${it.unit}`).join(", ")}`,
  );
  assert.equal(locks.netFen, 1_500 * 53);
  const events = await list(`/bills/${bill.id}/events?line=1&limit=3`, "auditor");
  say(`every fen leads to what was read: ${events.map((it) => it.eventId).join(", ")} …`);
  const accepted = await ask(`/bills/${bill.id}/acceptances`, { as: "enterprise", body: "" });
  say(`the enterprise accepts it: ${accepted.status}`);
  const final = await ask(`/bills/${bill.id}/acceptances`, { as: "platform", body: "" });
  say(`the provider confirms: ${final.status}`);
  seen.captures.push(await captureOf(accepted.deliveryId));
}

async function claimed() {
  const claims = [];
  for (const capture of seen.captures) {
    claims.push(await claimOf(capture, seen.captures));
  }
  seen.claims = claims;
  await refused("nothing is claimed twice", "/settlement-claims", {
    as: "platform",
    body: { redemptionId: seen.captures[0].id, evidence: evidence(seen.captures[0], seen.captures[0].amountFen) },
    status: 409,
  });
}

async function batched() {
  seen.batch = await batchOf();
}

async function paid() {
  const lines = await list(`/settlement-batches/${seen.batch}/lines`, "finance");
  const rows = lines.map((it) => row(it, "PAID"));
  const half = await results(seen.batch, rows.slice(0, 1));
  say(`half of its file: ${half.status}, ${half.missingCount} not said yet`);
  const all = await results(seen.batch, rows);
  say(`all of it: ${all.status}: ${all.outcomes.map((it) => `${it.rows} ${it.outcome}`).join(", ")}`);
  const again = await results(seen.batch, rows);
  say(`the same once more pays nothing: ${again.outcomes.map((it) => `${it.rows} ${it.outcome}`).join(", ")}`);
  for (const id of seen.claims) {
    assert.equal((await ask(`/settlement-claims/${id}`, { as: "platform" })).status, "PAID");
  }
  const account = await ask(`/programmes/${seen.programme}/account`, { as: "finance" });
  const sum = seen.captures.reduce((total, it) => total + it.amountFen, 0);
  assert.equal(account.paidFen, sum);
  say(`paid: ${yuan(account.paidFen)}, all that was captured`);
}

async function disputed() {
  seen.order = await placed([{ planCode: SERVERS, quantity: "4", withSubsidy: true, amountFen: 160_000 }]);
  seen.token = await client("platform-client", "platform-secret");
  const one = await deliveredOf(seen.order, "1");
  seen.captures = [await acceptedOf(one)];
  seen.delivery = await deliveredOf(seen.order, "2", true);
  const dispute = await ask(`/orders/${seen.order}/disputes`, {
    as: "enterprise",
    body: { reason: "QUANTITY", deliveryId: seen.delivery, statement: "只开通了一台云主机。" },
  });
  await refused("meanwhile it stands still", `/order-deliveries/${seen.delivery}/acceptances`, {
    as: "enterprise",
    body: "",
    status: 409,
  });
  const path = `/order-disputes/${dispute.id}`;
  await refused("no other city decides", `${path}/decisions`, { as: "wuhu", body: lowered(), status: 404 });
  const decided = await ask(`${path}/decisions`, { as: "hefei", body: lowered() });
  say(`its city decides: ${decided.status} ${decided.decision?.outcome ?? decided.outcome ?? ""}`);
  await passTime(15);
  const closed = await until(path, "enterprise", (it) => it.status === "CLOSED");
  say(`nobody appeals, it is carried out: ${closed.status}`);
  seen.captures.push(await acceptedOf(seen.delivery));
}

async function refunded() {
  const [first, second] = seen.captures;
  const refund = await ask(`/orders/${seen.order}/refunds`, {
    as: "platform",
    body: { deliveryId: first.deliveryId, amountFen: 10_000, ...because("服务中断两天") },
  });
  assert.ok(refund);
  seen.captures = [await captureOf(first.deliveryId), second];
  say(
    `gives ${yuan(10_000)} back: ${seen.captures.map((it) => yuan(it.amountFen - it.refundedFen)).join(" and ")} are left`,
  );
  seen.claims = [];
  for (const capture of seen.captures) {
    seen.claims.push(await claimOf(capture, seen.captures));
  }
}

async function disqualified() {
  const at = await now();
  const made = await ask("/security-incidents", {
    as: "province",
    body: {
      providerId: PROVIDER,
      title: "客户数据可被公开下载",
      description: "备份存储未设访问权限。",
      affected: "备份服务",
      grade: "MAJOR",
      occurredAt: new Date(at - 2 * DAY).toISOString(),
      foundAt: new Date(at - DAY).toISOString(),
    },
  });
  await ask(`/security-incidents/${made.id}/investigations`, { as: "province", body: because("核查影响范围") });
  await ask(`/security-incidents/${made.id}/determinations`, {
    as: "province2",
    body: { grade: "MAJOR", finding: "经核查属实。" },
  });
  const sanction = await ask("/sanctions", {
    as: "province",
    body: {
      securityIncidentId: made.id,
      basis: "DECISION",
      legalBasis: "《“皖企登云”行动计划（2018—2020年）》保障措施",
      ...because("发生重大信息安全事件"),
    },
  });
  await ask(`/sanctions/${sanction.id}/hearings`, { as: "province", body: because("告知拟作出的决定") });
  await passTime(NOTICE_DAYS);
  const imposed = await ask(`/sanctions/${sanction.id}/decisions`, {
    as: "province2",
    body: because("事实清楚，依据充分"),
  });
  say(`is disqualified: ${imposed.sanction.status} until ${imposed.sanction.lastDay}`);
  const order = await until(`/orders/${seen.order}`, "enterprise", (it) => it.endedAt !== null);
  say(`what was not delivered ends: ${order.status}; held for it: ${yuan(held(order))}`);
  assert.equal(held(order), 0);
  for (const id of seen.claims) {
    const claim = await ask(`/settlement-claims/${id}`, { as: "platform" });
    say(`what was captured before stays claimed: ${claim.status}`);
    assert.equal(claim.status, "APPROVED");
  }
}

async function failed() {
  seen.batch = await batchOf();
  const lines = await list(`/settlement-batches/${seen.batch}/lines`, "finance");
  const [bad, good] = lines;
  const wrong = row(good, "PAID").replace(/,[0-9]+\.[0-9]{2},/, ",0.01,");
  const first = await results(seen.batch, [row(bad, "FAILED", "AC04"), wrong, `UNKNOWN${row(bad, "PAID")}`]);
  first.refused.forEach((it) => say(`row ${it.row} is not taken: ${it.outcome}; ${it.owner} has to ${it.remedy}`));
  assert.equal(first.refused.length, 2);
  const second = await results(seen.batch, [row(good, "PAID")]);
  say(`the good line is paid, the bad one alone comes back: ${second.status}`);
  const [line] = await list(`/settlement-batches/${seen.batch}/lines?status=FAILED`, "finance");
  say(`why, and whose turn it is: ${line.failure}, ${line.remedy} by ${line.owner}`);
  seen.failed = line.claimId;
  assert.equal((await ask(`/settlement-claims/${seen.failed}`, { as: "platform" })).status, "BANK_FAILED");
}

async function corrected() {
  const reinstatements = `/settlement-claims/${seen.failed}/reinstatements`;
  const again = { body: because("重新支付") };
  await refused("who took the bank's word does not pay again alone", reinstatements, {
    as: "finance",
    ...again,
    status: 403,
  });
  await refused("nothing goes to the closed account again", reinstatements, { as: "finance2", ...again, status: 409 });
  const number = "9990000000000010026";
  const proposed = await ask("/payee-accounts", {
    as: "platform",
    body: {
      holder: PROVIDER_NAME,
      bankName: "示范银行合肥分行",
      bankCode: "999361000018",
      number,
      documentId: await upload("platform", "bank-certificate"),
    },
  });
  const verification = { number, ...because("与开户证明核对一致") };
  await ask(`/payee-accounts/${proposed.id}/verifications`, { as: "finance", body: verification });
  await passTime(NOTICE_DAYS); // Another account is in force some days after it was verified.
  await ask(reinstatements, { as: "finance2", body: because("收款账户已更正") });
  seen.batch = await batchOf();
  const lines = await list(`/settlement-batches/${seen.batch}/lines`, "finance");
  const last = await results(
    seen.batch,
    lines.map((it) => row(it, "PAID")),
  );
  say(`paid to the new account: ${last.status}`);
  assert.equal((await ask(`/settlement-claims/${seen.failed}`, { as: "platform" })).status, "PAID");
}

async function looked() {
  const claims = await list(`/settlement-claims?programmeId=${seen.programme}`, "auditor");
  say(`the auditor: ${counts(claims, (it) => it.status)}`);
  const clock = await ask(`/settlement-claims/${seen.failed}/clock`, { as: "enterprise" });
  say(`the enterprise sees how long each stage took: ${clock.stages.map((it) => it.status).join(" → ")}`);
  await refused("another enterprise sees none of it", `/settlement-claims/${seen.failed}`, {
    as: "enterprise2",
    status: 404,
  });
  await refused("a stranger neither", `/settlement-claims/${seen.failed}`, { status: 401 });
  const notices = await list(`/settlement-notices?programmeId=${seen.programme}`);
  say(`everybody sees what was paid to whom: ${notices.length} notices`);
  assert.equal(notices.length, 3);
}

/** An order of the enterprise that the provider has accepted. */
async function placed(lines) {
  const at = await now();
  seen.day = dayOf(at);
  const made = await ask("/orders", {
    as: "enterprise",
    body: {
      offeringId: seen.offering,
      startsOn: dayOf(at),
      endsOn: dayOf(new Date(at.getTime() + 360 * DAY)),
      externalReference: `BANK-${crypto.randomUUID()}`,
      voucherIds: [seen.voucher],
      lines,
    },
  });
  say(`orders for ${yuan(made.netFen)}, vouchers pay ${yuan(made.subsidyFen)} of it, held: ${yuan(held(made))}`);
  await refused("nobody else accepts it", `/orders/${made.id}/acceptances`, {
    as: "application",
    body: "",
    status: 404,
  });
  const accepted = await ask(`/orders/${made.id}/acceptances`, {
    as: "platform",
    body: "",
    seen: `/orders/${made.id}`,
  });
  say(`the provider accepts it: ${accepted.status}`);
  return made.id;
}

/** So many servers, of an order that its system has begun. */
async function deliveredOf(order, quantity, isGoingOn = false) {
  const { token } = seen;
  if (!isGoingOn) {
    const begun = await ask(`/orders/${order}/activations`, {
      token,
      body: { serviceReference: `srv-${order.slice(-6)}` },
    });
    say(`the service has begun: ${begun.status}`);
    await passTime(1);
    seen.token = await client("platform-client", "platform-secret");
  }
  const made = await ask(`/orders/${order}/deliveries`, {
    token: seen.token,
    body: { lines: [{ planCode: SERVERS, quantity }], note: `云主机 ${quantity} 台` },
  });
  say(`delivers ${quantity}, of which vouchers pay ${yuan(made.subsidyFen)}`);
  return made.id;
}

async function acceptedOf(delivery) {
  const accepted = await ask(`/order-deliveries/${delivery}/acceptances`, { as: "enterprise", body: "" });
  say(`the enterprise accepts it, and ${yuan(accepted.capturedFen)} are captured`);
  return captureOf(delivery);
}

/** The capture of a delivery: the newest of the voucher that no other delivery has. */
async function captureOf(delivery) {
  const made = await ask(`/order-deliveries/${delivery}`, { as: "enterprise" });
  const captures = await list(`/redemptions?voucherId=${seen.voucher}&limit=100`, "enterprise");
  const known = seen.captures ?? [];
  const mine = known.find((it) => it.deliveryId === delivery)?.id;
  const found = captures.find((it) =>
    mine === undefined ? !known.some((other) => other.id === it.id) : it.id === mine,
  );
  return { ...found, deliveryId: delivery, netFen: made.netFen };
}

/** The bill of a month when it has locked. */
async function locked(bill) {
  for (let weeks = 0; weeks < 12; weeks++) {
    const found = await ask(`/bills/${bill}`, { as: "enterprise" });
    if (found.status === "LOCKED") {
      return found;
    }
    await passTime(7);
  }
  return assert.fail("it does not lock");
}

/** What was captured is claimed by the provider and confirmed by the enterprise; the office looks where it has to. */
async function claimOf(capture, all) {
  const number = all.indexOf(capture);
  const claim = await ask("/settlement-claims", {
    as: "platform",
    body: { redemptionId: capture.id, evidence: evidence(capture, number) },
  });
  const path = `/settlement-claims/${claim.id}`;
  for (const purpose of ["CONTRACT", "INVOICE", "PAYMENT_PROOF"]) {
    await ask(`${path}/documents`, {
      as: "platform",
      body: {
        attachmentId: await upload("platform", `${purpose}-${claim.number}`),
        purpose,
        issuer: PROVIDER_NAME,
        issuedOn: seen.day,
        visibility: "RECORD",
      },
    });
  }
  await refused("it does not confirm its own claim", `${path}/confirmations`, {
    as: "platform",
    body: "",
    status: 403,
  });
  const judged = await ask(`${path}/confirmations`, { as: "enterprise", body: "", seen: path });
  say(`claims ${yuan(claim.amountFen)}; confirmed, the rules say ${judged.colour}: ${judged.status}`);
  if (judged.status !== "APPROVED") {
    judged.checks
      .filter((it) => ["AMBER", "RED"].includes(it.verdict))
      .forEach((it) => say(`${it.verdict}: ${it.text ?? it.finding}`));
    const decided = await ask(`${path}/reviews`, {
      as: "feixi",
      seen: path,
      body: { decision: "APPROVE", reasons: [], ...because("经核查，情况属实") },
    });
    say(`the county looks at it: ${decided.status}`);
  }
  return claim.id;
}

/** As it stands on the papers: invoices of the provider, slips of what the enterprise has paid itself. */
function evidence(capture, number) {
  seen.papers = (seen.papers ?? 0) + 1;
  const left = capture.amountFen - capture.refundedFen;
  return {
    contract: { number: `HT-${seen.order.slice(-8)}` },
    invoices: [
      {
        number: String(20_180_000_000_000_000_000n + BigInt(seen.papers)),
        amountFen: capture.netFen,
        issuedOn: seen.day,
        buyerName: ENTERPRISE_NAME,
        sellerName: PROVIDER_NAME,
      },
    ],
    bankReceipts: [
      {
        serial: `SLIP-${seen.papers}-${number}`,
        amountFen: capture.netFen - left,
        paidOn: seen.day,
        payerName: ENTERPRISE_NAME,
        payeeName: PROVIDER_NAME,
      },
    ],
  };
}

/** Built, checked, shown to everybody, and told to the bank, each by whoever may. */
async function batchOf() {
  const batch = await ask("/settlement-batches", {
    as: "finance",
    body: { programmeId: seen.programme, ...because("本期兑付") },
  });
  const path = `/settlement-batches/${batch.id}`;
  say(`batch ${batch.number}: ${batch.lines} lines, ${yuan(batch.amountFen)}`);
  await refused("who built it does not check it", `${path}/approvals`, {
    as: "finance",
    body: because("自行复核"),
    status: 403,
  });
  await ask(`${path}/approvals`, { as: "finance2", body: because("复核无误") });
  await ask(`${path}/public-notices`, { as: "finance", body: because("兑付前公示") });
  const [shown] = await list(`/settlement-notices/${batch.id}/lines`);
  say(`everybody sees: ${shown.payeeName} ${yuan(shown.amountFen)}`);
  await refused("no payment before the notice is over", `${path}/instructions`, {
    as: "finance",
    body: because("申请支付"),
    status: 409,
  });
  await passTime(NOTICE_DAYS);
  await ask(`${path}/instructions`, { as: "finance", body: because("公示期满，申请支付") });
  await refused("who asks for the payment does not approve it", `${path}/instruction-approvals`, {
    as: "finance",
    body: because("自行批准"),
    status: 403,
  });
  await ask(`${path}/instruction-approvals`, { as: "finance2", body: because("同意支付") });
  seen.valueDate = dayOf(await now());
  const table = await read(`${path}/instruction.csv`, { as: "finance" });
  assert.equal(table, await read(`${path}/instruction.csv`, { as: "finance2" }));
  say(`the bank gets ${table.trim().split("\n").length - 1} rows, the same each time`);
  return batch.id;
}

async function results(batch, rows) {
  const table = ["endToEndId,amount,currency,status,reasonCode,bankReference,valueDate", ...rows].join("\n");
  return ask(`/settlement-batches/${batch}/bank-results`, { as: "finance", body: table, type: "text/csv" });
}

/** What the bank says of a line; always the same. */
function row(line, status, reason = "") {
  const yuanOf = `${Math.floor(line.amountFen / 100)}.${String(line.amountFen % 100).padStart(2, "0")}`;
  return [line.endToEndId, yuanOf, "CNY", status, reason, `BANK-${line.endToEndId}-${status}`, seen.valueDate].join(
    ",",
  );
}

function held(order) {
  return order.holds.filter((it) => it.status === "HELD").reduce((sum, it) => sum + it.amountFen - it.capturedFen, 0);
}

function lowered() {
  return {
    outcome: "DELIVERY_LOWERED",
    lines: [{ planCode: SERVERS, quantity: "1", netFen: SERVER_FEN }],
    ...because("经核对，实际交付一台"),
  };
}

function review(decision) {
  return { decision, ...because("材料齐全，符合条件"), facts: { registeredOn: "2012-03-01", violations: [] } };
}

/** In the time of the offices. */
function dayOf(moment) {
  return new Date(moment.getTime() + DAY / 3).toISOString().slice(0, 10);
}

async function until(path, as, isThere) {
  for (let tries = 0; tries < 120; tries++) {
    const found = await ask(path, { as });
    if (isThere(found)) {
      return found;
    }
    await new Promise((resume) => setTimeout(resume, 500));
  }
  return assert.fail(`${path} does not come that far`);
}

function rules(year) {
  const by = (value, clause) => ({ value, clause });
  return {
    document: { title: "云服务券实施办法", number: `示例〔${year}〕1号`, issuedOn: `${year}-01-01` },
    payee: by("PROVIDER", "第一条"),
    subsidyBase: by("EX_TAX", "第二条"),
    contractTiming: by("ALLOWED", "第三条"),
    contractsFrom: by(`${year}-01-01`, "第三条"),
    contractsUntil: by(`${year + 1}-12-31`, "第三条"),
    individualsAllowed: by(false, "第四条"),
    sizes: by(["MEDIUM", "SMALL", "MICRO"], "第四条"),
    providersExcluded: by(true, "第四条"),
    violationLookbackYears: by(3, "第四条"),
    ratios: by({ SAAS: "0.6", IAAS: "0.4", PAAS: "0.6" }, "第五条"),
    annualCapFen: by(5_000_000, "第六条"),
    orderCapFen: by(3_000_000, "第六条"),
    minFaceFen: by(10_000, "第六条"),
    validityMonths: by(12, "第七条"),
    validUntil: by(`${year + 2}-12-31`, "第七条"),
    acceptDays: by(30, "第七条"),
    stackingAllowed: by(false, "第八条"),
    carryOver: by(true, "第十条"),
    noticeWorkingDays: by(5, "第十一条"),
    reviewWorkingDays: by(5, "第十一条"),
    correctionWorkingDays: by(10, "第十一条"),
    // The province looks at no share by lot: the story would be another one once in twenty times.
    sampleShare: by("0", "第十二条"),
    splitThresholdFen: by(2_000_000, "第十二条"),
  };
}
