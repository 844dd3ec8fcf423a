import assert from "node:assert/strict";
import { test } from "node:test";
import {
  changeEvaluation,
  decideEvaluation,
  decideEvaluationObjection,
  drawUpEvaluation,
  evaluation,
  evaluationObjections,
  evaluations,
  objectToEvaluation,
  openEvaluation,
  publishEvaluation,
  withdrawEvaluation,
} from "../src/index.js";
import { as, everybody, refusal, some } from "./demo.js";

const province = as("province");
const checker = as("province2");
const unit = as("hefei");

async function read(id: string, platform = province) {
  return (await evaluation(platform, id)) ?? assert.fail();
}

test("everybody reads the evaluation of a year with all that it follows from", async () => {
  const [found] = await some(evaluations(everybody, { status: "PUBLISHED" }));
  assert.equal(found?.rows.length, 18);
  for (const row of found.rows) {
    assert.equal(row.inputs.length, found.formula.components.length);
  }
});

test("an evaluation is drawn up, consulted on and withdrawn", async () => {
  const [last] = await some(evaluations(everybody, { status: "PUBLISHED" }));
  const { formula, rows } = last ?? assert.fail();
  const typed = formula.components.flatMap(({ code }) =>
    rows.map(({ regionCode }) => ({ component: code, regionCode, points: "80.00", evidence: "演示" })),
  );
  const made =
    (await drawUpEvaluation(province, {
      year: 2020,
      title: "考核",
      objectionDays: formula.objectionDays,
      components: formula.components,
      grades: formula.grades,
      typed,
    })) ?? assert.fail();
  assert.equal((await changeEvaluation(province, await read(made.id), { title: "考核评价" }))?.formula.version, 2);
  assert.equal((await openEvaluation(province, await read(made.id), "征求意见"))?.status, "CONSULTATION");
  assert.equal((await read(made.id, unit)).evaluation.rows.length, 1);
  const component = formula.components[0]?.code ?? assert.fail();
  const objection = (await objectToEvaluation(unit, made.id, { component, reasons: "有误" })) ?? assert.fail();
  await assert.rejects(
    objectToEvaluation(unit, made.id, { component, reasons: "有误" }),
    refusal("evaluation-objected-before"),
  );
  const decided = await decideEvaluationObjection(checker, made.id, objection.id, {
    outcome: "UPHOLD",
    reason: "属实",
    corrected: "81.50",
  });
  assert.equal(decided?.status, "UPHELD");
  assert.equal((await some(evaluationObjections(unit, made.id))).length, 1);
  await assert.rejects(
    decideEvaluation(province, await read(made.id), "同意"),
    refusal("evaluation-consultation-open"),
  );
  await assert.rejects(publishEvaluation(province, made.id, "公布"), refusal("transition-not-allowed"));
  assert.equal((await withdrawEvaluation(province, made.id, "重新考核"))?.status, "WITHDRAWN");
});
