import assert from "node:assert/strict";
import { test } from "node:test";
import {
  acceptAdoptions,
  type AdoptionLine,
  adoptedEnterprises,
  adoptionBatches,
  adoptionCertificate,
  adoptionCertificateQr,
  adoptionCounts,
  adoptionRecord,
  adoptionRecords,
  adoptionResults,
  adoptionRules,
  adoptionSample,
  approveAdoptionRule,
  certificate,
  certificateKeys,
  certificateStatusList,
  confirmAdoption,
  decideAdoptionObjection,
  drawUpAdoptionRule,
  importAdoptions,
  inspectAdoption,
  isProblem,
  objectToAdoption,
  withdrawAdoption,
  withdrawAdoptionRule,
} from "../src/index.js";
import { as, day, everybody, refusal, some } from "./demo.js";

const FEIXI = "340123";
/** The demo's own enterprise, which is told and may object. */
const CERTIFIED = "91340100MA2T00015G";
/** Of the demo's batch that counts. */
const DEEP = "91340123MA2T03005F";

const provider = as("platform");
const feixi = as("feixi");
const hefei = as("hefei");

function line(creditCode: string, name: string): AdoptionLine {
  return {
    creditCode,
    name,
    regionCode: FEIXI,
    categoryCode: "S-2",
    contractNumber: `HT-CLIENT-${creditCode}`,
    signedOn: day(-30),
    startsOn: day(-20),
    lastUsedOn: day(-1),
  };
}

test("what a provider says counts for nothing before the county and the enterprise have had their say", async () => {
  const lines = [
    line("91340123MA2T03128G", "肥西客户端铸造有限公司"),
    line("91340123MA2T03136B", "肥西客户端机电有限公司"),
    line(CERTIFIED, "肥西示范精密机械有限公司"),
    line("91340123MA2T031440", "写错代码的有限公司"),
  ];
  const foreseen = await importAdoptions(provider, lines, { validateOnly: true });
  assert.deepEqual([foreseen.state, foreseen.counts.created, foreseen.counts.rejected], ["SUCCEEDED", 3, 1]);
  const sent = await importAdoptions(provider, lines);
  assert.deepEqual([sent.state, sent.counts.created, sent.counts.rejected], ["SUCCEEDED", 3, 1]);
  const [wrong] = await some(adoptionResults(provider, sent.id, "REJECTED"));
  assert.equal(wrong?.errors?.[0]?.code, "credit-code-check-character");

  const [found] = await some(adoptionBatches(feixi, { importId: sent.id }));
  const batch = found ?? assert.fail("Feixi has a part of it");
  const says = { regionCode: FEIXI, reason: "抽查核实无误" };
  await assert.rejects(adoptionSample(provider, batch.id), refusal("adoption-sample-sealed"));
  await assert.rejects(acceptAdoptions(hefei, sent.id, says), refusal("adoption-batch-of-county"));
  await assert.rejects(acceptAdoptions(feixi, sent.id, says), refusal("adoption-sample-open"));
  const sample = await adoptionSample(feixi, batch.id);
  assert.equal(sample.length, 3, "so few are looked at all of them");
  for (const { record } of sample) {
    await inspectAdoption(feixi, batch.id, { recordId: record.id, finding: "CONFIRMED", note: "电话核实" });
  }
  await assert.rejects(acceptAdoptions(feixi, sent.id, says), refusal("four-eyes-required"));
  assert.equal((await acceptAdoptions(hefei, sent.id, says))?.status, "ACCEPTED");

  const records = await some(adoptionRecords(provider, { importId: sent.id }));
  assert.deepEqual(new Set(records.map(({ status }) => status)), new Set(["PENDING"]));
  const own = records.find(({ creditCode }) => creditCode === CERTIFIED) ?? assert.fail();
  const objection = { grounds: "NOT_A_CUSTOMER", statement: "我单位未签订该合同。" } as const;
  assert.equal((await objectToAdoption(as("enterprise"), own.id, objection))?.status, "OBJECTED");
  await assert.rejects(decideAdoptionObjection(as("wuhu"), own.id, { verdict: "UPHELD", reason: "经核实" }), (thrown) =>
    isProblem(thrown),
  );
  const decided = await decideAdoptionObjection(feixi, own.id, { verdict: "UPHELD", reason: "经核实，无此合同" });
  assert.equal(decided?.status, "REJECTED");
  const other = records.find(({ creditCode }) => creditCode !== CERTIFIED) ?? assert.fail();
  assert.equal((await withdrawAdoption(provider, other.id, "合同终止"))?.status, "WITHDRAWN");
  assert.equal((await adoptionRecord(provider, other.id))?.status, "WITHDRAWN");
});

test("an enterprise that counts has a certificate which everybody can look up", async () => {
  const [found] = await some(adoptedEnterprises(feixi, { creditCode: DEEP }));
  const enterprise = found ?? assert.fail("the demo's batch counts");
  assert.equal(enterprise.level, "DEEP");
  const issued = (await adoptionCertificate(feixi, enterprise.id)) ?? assert.fail();
  const standing = await certificate(everybody, issued.code);
  assert.deepEqual([standing?.holderCode, standing?.level, standing?.status], [DEEP, "DEEP", "VALID"]);
  const image = new Uint8Array(await adoptionCertificateQr(feixi, enterprise.id));
  assert.deepEqual([...image.slice(1, 4)], [...new TextEncoder().encode("PNG")]);
  assert.ok(((await certificateKeys(everybody))?.keys.length ?? 0) >= 1);
  assert.equal((await certificateStatusList(everybody)).split(".").length, 3);
  await assert.rejects(
    confirmAdoption(feixi, enterprise.id, { inUse: true, reason: "电话核实" }),
    refusal("adoption-confirmation-early"),
  );

  const counts = (await adoptionCounts(everybody)) ?? assert.fail();
  assert.equal(counts.places.length, 18);
  assert.equal(
    counts.adopted,
    counts.places.reduce((all, { adopted }) => all + adopted, 0),
  );
  const inHefei = await adoptionCounts(everybody, "340100");
  assert.ok((inHefei?.places.find(({ regionCode }) => regionCode === FEIXI)?.deep ?? 0) >= 5);
});

test("a rule is approved by another person than has drawn it up", async () => {
  const rules = await some(adoptionRules(everybody, { status: "APPROVED" }));
  const first = rules.find(({ number }) => number === 1) ?? assert.fail();
  const province = as("province");
  const wanted = {
    effectiveOn: day(7_300),
    objectionDays: 15,
    validityMonths: first.validityMonths,
    deepDays: first.deepDays,
    minDevices: first.minDevices,
    deepCategories: first.deepCategories,
    sampleShare: first.sampleShare,
    sampleMin: first.sampleMin,
    sampleMax: first.sampleMax,
    maxUnconfirmedShare: first.maxUnconfirmedShare,
  };
  const made = (await drawUpAdoptionRule(province, wanted)) ?? assert.fail();
  assert.equal(made.status, "DRAFT");
  await assert.rejects(approveAdoptionRule(province, made.id, "同意"), refusal("four-eyes-required"));
  assert.equal((await withdrawAdoptionRule(province, made.id, "另行研究"))?.status, "WITHDRAWN");
});
