import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type AssessmentAnswers,
  addAssessmentExpert,
  answerSpotCheck,
  appealAssessment,
  assessedLevels,
  assessment,
  assessmentAppeals,
  assessmentExpertDraws,
  assessmentExperts,
  assessmentObjections,
  assessmentOpinion,
  assessmentOpinions,
  assessments,
  assessmentStandard,
  assessmentStandards,
  assessmentSummary,
  beginAssessment,
  certificate,
  changeAssessment,
  changeAssessmentStandard,
  concludeSpotCheck,
  confirmAssessment,
  decideAssessmentAppeal,
  decideAssessmentObjection,
  decideSpotCheck,
  declineAssessmentOpinion,
  downgradeAssessment,
  drawAssessmentExperts,
  drawSpotChecks,
  drawUpAssessmentStandard,
  endAssessmentExpert,
  extendSpotCheck,
  levelCertificate,
  objectToLevel,
  preRating,
  preRatingRuns,
  preRatings,
  publishAssessmentStandard,
  rateBeforehand,
  reviewAssessment,
  spotCheck,
  spotCheckCandidates,
  spotCheckDraw,
  spotCheckDraws,
  spotChecks,
  stateAssessmentOpinion,
  submitAssessment,
  uploadFile,
  withdrawAssessment,
} from "../src/index.js";
import { as, everybody, refusal, some } from "./demo.js";

const enterprise = as("enterprise2");
const province = as("province");
const [published] = await some(assessmentStandards(everybody, { status: "PUBLISHED" }));
const standard = published ?? assert.fail("the demo has published a standard");

const answers: AssessmentAnswers = {
  answers: standard.dimensions
    .flatMap(({ indicators }) => indicators)
    .map(({ code, answer }) => ({
      indicator: code,
      value: answer === "YES_NO" ? "YES" : answer === "NUMBER" ? "9" : "80.00",
    })),
};

test("an enterprise assesses itself, and the province finds the level", async () => {
  const begun = (await beginAssessment(enterprise, { answers: [] })) ?? assert.fail();
  await assert.rejects(beginAssessment(enterprise, answers), refusal("assessment-open"));
  await assert.rejects(assessment(province, begun.id), refusal("assessment-not-found"));
  const read = (await assessment(enterprise, begun.id)) ?? assert.fail();
  assert.equal((await changeAssessment(enterprise, read, answers))?.answers.length, answers.answers.length);
  const file = new File(["%PDF-1.7\n% a contract of a cloud service\n%%EOF\n"], "contract.pdf", {
    type: "application/pdf",
  });
  const { data: document } = await enterprise.api.POST("/api/v1/assessments/{id}/documents", {
    params: { path: { id: begun.id }, header: { "Idempotency-Key": crypto.randomUUID() } },
    body: {
      attachmentId: await uploadFile(enterprise, "CERTIFICATE", file),
      purpose: "CONTRACT",
      issuer: "皖云示范云计算有限公司",
      number: "HT-LEVEL",
      issuedOn: "2018-06-01",
      visibility: "RECORD",
    },
  });
  const documentIds = [document !== undefined && "id" in document ? document.id : assert.fail()];
  const submitted = (await submitAssessment(enterprise, begun.id, { pledge: true, documentIds })) ?? assert.fail();
  assert.equal(submitted.status, "SUBMITTED");
  assert.ok(submitted.hasContradiction);

  const confirmed = await reviewAssessment(province, begun.id, { decision: "APPROVE", level: "L2", reason: "属实" });
  assert.equal(confirmed?.level, "L2");
  assert.ok((await some(assessments(province, { level: "L2" }))).some(({ id }) => id === begun.id));
  assert.ok(((await assessmentSummary(province))?.total ?? 0) > 0);
  assert.equal(confirmed.status, "PUBLIC_NOTICE");
  const objection = (await objectToLevel(as("wuhu"), begun.id, "核心系统并未登云")) ?? assert.fail();
  assert.ok(
    (await some(assessmentObjections(province, { assessmentId: begun.id }))).some(({ id }) => id === objection.id),
  );
  const dismissal = { decision: "DISMISS", reason: "异议不成立" } as const;
  await assert.rejects(decideAssessmentObjection(province, objection.id, dismissal), refusal("four-eyes-required"));
  assert.equal((await decideAssessmentObjection(as("province2"), objection.id, dismissal))?.status, "DISMISSED");
  await assert.rejects(levelCertificate(enterprise, begun.id), refusal("assessment-not-in-force"));
  const downgrade = { level: "L1", reason: "抽查" } as const;
  await assert.rejects(downgradeAssessment(province, begun.id, downgrade), refusal("transition-not-allowed"));
  assert.equal((await withdrawAssessment(enterprise, begun.id, "重新填报"))?.status, "WITHDRAWN");
});

test("a level that holds has a certificate, and a rejection is appealed", async () => {
  const own = as("enterprise");
  const [held] = await some(assessments(own, { status: "CONFIRMED" }));
  const id = held?.id ?? assert.fail("the demo has a level in force");
  assert.ok((await some(assessedLevels(everybody, { status: "CONFIRMED" }))).some((level) => level.id === id));
  const issued = (await levelCertificate(own, id)) ?? assert.fail();
  assert.equal((await certificate(everybody, issued.code))?.status, "VALID");
  const pledge = { unchanged: true, pledge: true };
  await assert.rejects(confirmAssessment(own, id, pledge), refusal("assessment-confirmation-early"));
  await assert.rejects(appealAssessment(own, id, "不服"), refusal("transition-not-allowed"));
  const [appeal] = await some(assessmentAppeals(province, { status: "PENDING" }));
  const upheld = { decision: "UPHOLD", reason: "维持" } as const;
  const pending = appeal?.id ?? assert.fail("the demo has an appeal");
  await assert.rejects(decideAssessmentAppeal(province, pending, upheld), refusal("four-eyes-required"));
  assert.equal((await decideAssessmentAppeal(as("province2"), pending, upheld))?.status, "UPHELD");
});

test("the province has all enterprises rated beforehand, and each sees its own", async () => {
  await assert.rejects(rateBeforehand(as("hefei"), "年度预评"), refusal("not-yours"));
  const asked = (await rateBeforehand(province, "年度预评")) ?? assert.fail();
  let [run] = await some(preRatingRuns(province));
  while (run?.finishedAt === null) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    [run] = await some(preRatingRuns(province));
  }
  assert.equal(run?.id, asked.id);

  const [own] = await some(preRatings(enterprise));

  const id = own?.id ?? assert.fail("the enterprise is certified");
  assert.equal((await preRating(as("province"), id))?.runId, asked.id);
  const rated = await some(preRatings(as("wuhu"), { region: "340200" }));
  assert.ok(rated.every(({ regionCode }) => regionCode.startsWith("3402")));
});

test("levels are drawn to be checked, and who has found one does not check it", async () => {
  const city = as("hefei");
  const wanted = {
    period: "2019-Q1",
    region: "340123",
    size: 100,
    isPercent: true,
    answerWorkingDays: 10,
    reason: "一季度抽查",
  } as const;
  await assert.rejects(drawSpotChecks(as("feixi"), { ...wanted, levels: ["L2"] }), refusal("not-yours"));
  const made = (await drawSpotChecks(city, { ...wanted, levels: ["L2"] })) ?? assert.fail();
  assert.ok((await some(spotCheckDraws(everybody, { period: "2019-Q1" }))).some(({ id }) => id === made.id));
  const { seed, drawn } = (await spotCheckDraw(everybody, made.id)) ?? assert.fail();
  for (const { assessmentId, key } of await some(spotCheckCandidates(everybody, made.id, { isDrawn: true }))) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(seed + assessmentId));
    assert.equal(Buffer.from(digest).toString("hex"), key);
  }
  assert.ok(drawn > 0);

  const own = as("enterprise");
  const [open] = await some(spotChecks(own, { drawId: made.id }));
  const id = open?.id ?? assert.fail("the level of the demo was drawn");
  await assert.rejects(extendSpotCheck(as("hefei2"), id, "企业搬迁"), refusal("transition-not-allowed"));
  assert.equal((await answerSpotCheck(own, id, { statement: "属实", documentIds: [] }))?.status, "ANSWERED");
  const finding = { result: "CONFIRMED", findings: "属实" } as const;
  await assert.rejects(concludeSpotCheck(city, id, finding), refusal("four-eyes-required"));
  const proposal = { result: "PROPOSED", findings: "停用", level: "L1" } as const;
  assert.equal((await concludeSpotCheck(as("hefei2"), id, proposal))?.status, "PROPOSED");
  const declined = { decision: "DECLINE", reason: "已恢复" } as const;
  await assert.rejects(decideSpotCheck(as("hefei2"), id, declined), refusal("four-eyes-required"));
  assert.equal((await decideSpotCheck(province, id, declined))?.status, "CONFIRMED");
  assert.equal((await spotCheck(own, id))?.proposedLevel, "L1");
});

test("an enterprise withdraws what it has begun", async () => {
  const begun = (await beginAssessment(enterprise, { answers: [] })) ?? assert.fail();

  assert.equal((await withdrawAssessment(enterprise, begun.id, "重新填报"))?.status, "WITHDRAWN");
});

test("the province publishes a standard in the place of the one before", async () => {
  const { nameZh, nameEn, dimensions, levels, gates } = standard;
  const drawn =
    (await drawUpAssessmentStandard(province, { nameZh, nameEn, dimensions, levels, gates })) ?? assert.fail();
  const read = (await assessmentStandard(province, drawn.id)) ?? assert.fail();
  assert.equal((await changeAssessmentStandard(province, read, { nameEn: "Another" }))?.nameEn, "Another");
  await assert.rejects(publishAssessmentStandard(province, drawn.id, "论证通过"), refusal("four-eyes-required"));

  assert.equal((await publishAssessmentStandard(as("province2"), drawn.id, "论证通过"))?.status, "PUBLISHED");

  assert.equal((await assessmentStandard(everybody, standard.id))?.standard.status, "SUPERSEDED");
});

test("experts judge the highest levels, and nobody is told who they were", async () => {
  const who = { accountId: "01900000-0000-7000-8000-00000000020b", name: "王芳", statedOrganization: "皖江示范大学" };
  await assert.rejects(addAssessmentExpert(as("hefei"), who), refusal("not-yours"));
  const expert = (await addAssessmentExpert(province, who)) ?? assert.fail();
  await assert.rejects(addAssessmentExpert(province, who), refusal("expert-repeated"));
  assert.ok((await some(assessmentExperts(province, { isInForce: true }))).some(({ id }) => id === expert.id));
  assert.equal((await endAssessmentExpert(province, expert.id, "本人申请退出"))?.endReason, "本人申请退出");

  const [draw] = await some(assessmentExpertDraws(as("auditor")));
  const judged = draw?.assessmentId ?? assert.fail("the demo has drawn experts");
  await assert.rejects(drawAssessmentExperts(province, judged, "补抽"), refusal("expert-draw-needless"));
  const [own] = await some(assessmentOpinions(as("wuhu"), { assessmentId: judged, status: "STATED" }));
  const id = own?.id ?? assert.fail("the demo has opinions");
  assert.equal((await assessmentOpinion(as("wuhu"), id))?.expertName, null);
  await assert.rejects(
    stateAssessmentOpinion(as("wuhu"), id, { level: "L5", reason: "属实" }),
    refusal("transition-not-allowed"),
  );
  await assert.rejects(declineAssessmentOpinion(as("hefei"), id, "回避"), refusal("assessment-opinion-not-found"));
});
