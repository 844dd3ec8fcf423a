import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type AssessmentAnswers,
  assessment,
  assessments,
  assessmentStandard,
  assessmentStandards,
  assessmentSummary,
  beginAssessment,
  changeAssessment,
  changeAssessmentStandard,
  downgradeAssessment,
  drawUpAssessmentStandard,
  publishAssessmentStandard,
  reviewAssessment,
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
  assert.equal((await downgradeAssessment(province, begun.id, { level: "L1", reason: "抽查" }))?.status, "DOWNGRADED");
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
