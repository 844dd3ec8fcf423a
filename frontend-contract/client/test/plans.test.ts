import assert from "node:assert/strict";
import { test } from "node:test";
import {
  acceptImplementationPlan,
  amendAnnualPlan,
  type AnnualPlanRequest,
  annualPlan,
  annualPlans,
  answerIssue,
  changeAnnualPlan,
  changePilot,
  completePilot,
  drawUpAnnualPlan,
  escalateIssue,
  implementationPlan,
  implementationPlans,
  implementationPlanSummary,
  isProblem,
  issue,
  issueSteps,
  issueSummary,
  pilot,
  pilots,
  planPilot,
  planProgress,
  planTargets,
  planWarnings,
  proposeAnnualPlan,
  publishAnnualPlan,
  publishImplementationPlan,
  raiseIssue,
  returnImplementationPlan,
  settleIssue,
  startPilot,
  submitImplementationPlan,
  withdrawAnnualPlan,
  withdrawIssue,
  writeImplementationPlan,
} from "../src/index.js";
import { as, day, everybody, PLATFORM, refusal, some } from "./demo.js";

// A plan that is published gives every office something to do, which others count: it runs behind them.
const HEFEI = "340100";
const FEIXI = "340123";
const thisYear = Number(day(0).slice(0, 4));
const province = as("province");
const checker = as("province2");
const hefei = as("hefei");
const feixi = as("feixi");
const [planned] = await some(annualPlans(everybody, { year: thisYear, status: "PUBLISHED" }));
const demo = planned ?? assert.fail("the demo plans this year");

/** What the demo's plan shares its targets by: over the units, or over the counties of one. */
async function weights(unit?: string): Promise<{ regionCode: string; weight: number }[]> {
  const found = await planTargets(everybody, demo.id, unit === undefined ? {} : { unit });
  const shares = found?.targets[0]?.shares ?? assert.fail();
  return shares.map(({ regionCode, weight }) => ({ regionCode, weight }));
}

function sum(shares: readonly { amount: number }[] | undefined): number | undefined {
  return shares?.reduce((all, { amount }) => all + amount, 0);
}

async function wanted(year: number): Promise<AnnualPlanRequest> {
  return {
    year,
    title: `${year} 年“皖企登云”年度计划`,
    basis: "“皖企登云”行动计划",
    implementationDueOn: day(60),
    phases: [{ kind: "SCALE_UP", fromOn: `${year}-01-01`, untilOn: `${year}-12-31`, tasks: "规模覆盖" }],
    targets: [
      { indicator: "DEEP_ENTERPRISES", amount: 1000, floor: 1, weightsBasis: "演示权重", weights: await weights() },
    ],
  };
}

test("a year is planned by two people, and shared by a city", async () => {
  const year = thisYear + 2;
  await assert.rejects(drawUpAnnualPlan(province, await wanted(thisYear)), refusal("annual-plan-in-force"));
  const form = await wanted(year);
  const made = (await drawUpAnnualPlan(province, form)) ?? assert.fail();
  assert.equal(made.status, "DRAFT");
  await assert.rejects(drawUpAnnualPlan(province, form), refusal("annual-plan-open"));

  const first = (await annualPlan(province, made.id)) ?? assert.fail();
  assert.equal((await changeAnnualPlan(province, first, { title: "年度计划" }))?.title, "年度计划");
  await assert.rejects(proposeAnnualPlan(province, first, "请审核"), refusal("changed-meanwhile"));
  const changed = (await annualPlan(province, made.id)) ?? assert.fail();
  assert.equal((await proposeAnnualPlan(province, changed, "请审核"))?.status, "PROPOSED");
  const own = (await annualPlan(province, made.id)) ?? assert.fail();
  await assert.rejects(publishAnnualPlan(province, own, "同意"), refusal("four-eyes-required"));
  const read = (await annualPlan(checker, made.id)) ?? assert.fail();
  assert.equal((await publishAnnualPlan(checker, read, "同意"))?.status, "PUBLISHED");
  const shared = (await planTargets(everybody, made.id))?.targets[0];
  assert.equal(shared?.shares.length, 18);
  assert.equal(sum(shared.shares), 1000);

  const id = await toFile(made.id);
  const draft = (await implementationPlan(hefei, id)) ?? assert.fail();
  const measure = { title: "培训", tasks: "每月一场", responsible: "信息化处", dueOn: day(90) };
  const written = {
    summary: "分行业推进",
    measures: [measure],
    breakdowns: [{ indicator: "DEEP_ENTERPRISES" as const, weightsBasis: "演示权重", weights: await weights(HEFEI) }],
  };
  await assert.rejects(submitImplementationPlan(hefei, draft), refusal("invalid-request"));
  await writeImplementationPlan(hefei, draft, written);
  await submit(id);
  assert.equal((await returnImplementationPlan(province, id, "请补充措施"))?.status, "RETURNED");
  await submit(id);
  const submitted = (await implementationPlan(province, id)) ?? assert.fail();
  assert.equal((await acceptImplementationPlan(province, submitted, "同意"))?.status, "ACCEPTED");
  assert.equal((await publishImplementationPlan(hefei, id, "予以发布"))?.status, "PUBLISHED");
  const counties = (await planTargets(everybody, made.id, { unit: HEFEI }))?.targets[0];
  assert.equal(sum(counties?.shares), shared.shares.find(({ regionCode }) => regionCode === HEFEI)?.amount);
  const summary = await implementationPlanSummary(province, year);
  assert.equal(summary?.statuses.find(({ status }) => status === "PUBLISHED")?.count, 1);

  const next = (await amendAnnualPlan(province, made.id, "目标调整")) ?? assert.fail();
  assert.equal(next.edition, 2);
  assert.equal((await withdrawAnnualPlan(province, next.id, "不再调整"))?.status, "WITHDRAWN");
});

async function toFile(planId: string): Promise<string> {
  const all = await some(implementationPlans(province, { planId, regionCode: HEFEI, limit: 200 }));
  return all.find(({ regionCode }) => regionCode === HEFEI)?.id ?? assert.fail("Hefei has nothing to file");
}

async function submit(id: string): Promise<void> {
  const read = (await implementationPlan(hefei, id)) ?? assert.fail();
  assert.equal((await submitImplementationPlan(hefei, read))?.status, "SUBMITTED");
}

test("everybody sees how far a plan is, and offices what is at risk", async () => {
  const progress = await planProgress(everybody, demo.id);
  assert.deepEqual(progress?.indicators.map(({ indicator }) => indicator).sort(), [
    "CLOUD_ENTERPRISES",
    "DEEP_ENTERPRISES",
    "PILOT_ENTERPRISES",
    "REGISTERED_ENTERPRISES",
  ]);
  const cloud = progress.indicators.find(({ indicator }) => indicator === "CLOUD_ENTERPRISES");
  assert.ok((cloud?.whole.actual ?? 0) >= 12, "the demo's dozen counts");
  const one = await planProgress(everybody, demo.id, { unit: HEFEI, indicator: "DEEP_ENTERPRISES" });
  assert.equal(one?.indicators.length, 1);
  const warned = await some(planWarnings(hefei, demo.id));
  assert.ok(warned.every(({ regionCode }) => regionCode === HEFEI));
  await assert.rejects(some(planWarnings(as("enterprise"), demo.id)), (thrown) => isProblem(thrown));
});

test("a county raises an issue, and its city answers it or hands it on", async () => {
  const says = { kind: "NETWORK", title: "园区专线带宽不足", description: "请协调运营商扩容。" } as const;
  const raised = (await raiseIssue(feixi, says)) ?? assert.fail();
  assert.equal(raised.ownerRegionCode, HEFEI);
  await assert.rejects(answerIssue(as("wuhu"), raised.id, "已扩容"), refusal("coordination-issue-not-found"));
  assert.equal((await answerIssue(hefei, raised.id, "已协调运营商本月扩容"))?.status, "ANSWERED");
  assert.equal((await settleIssue(feixi, raised.id, "已扩容"))?.status, "SETTLED");
  assert.deepEqual(
    (await some(issueSteps(feixi, raised.id))).map(({ move }) => move),
    ["SETTLE", "ANSWER", "RAISE"],
  );
  const other = (await raiseIssue(feixi, { ...says, kind: "FUNDING" })) ?? assert.fail();
  assert.equal((await escalateIssue(hefei, other.id, "需省级统筹"))?.status, "ESCALATED");
  assert.equal((await issue(feixi, other.id))?.ownerRegionCode, "340000");
  assert.equal((await withdrawIssue(feixi, other.id, "已自行解决"))?.status, "WITHDRAWN");
  assert.ok(((await issueSummary(feixi))?.total ?? 0) >= 2);
});

test("a pilot is planned, started for everybody to see, and completed", async () => {
  const wanted = {
    year: thisYear,
    regionCode: FEIXI,
    creditCode: "91340100MA2T00015G",
    enterpriseName: "肥西示范精密机械有限公司",
    providerId: PLATFORM,
    task: "核心业务系统登云",
    fromOn: day(0),
    untilOn: day(90),
  };
  await assert.rejects(planPilot(as("wuhu"), wanted), refusal("not-yours"));
  const made = (await planPilot(feixi, wanted)) ?? assert.fail();
  await assert.rejects(planPilot(feixi, wanted), refusal("pilot-twice"));
  await assert.rejects(pilot(everybody, made.id), refusal("pilot-enterprise-not-found"));
  const read = (await pilot(feixi, made.id)) ?? assert.fail();
  assert.equal((await changePilot(feixi, read, { task: "设备联网" }))?.task, "设备联网");
  assert.equal((await startPilot(feixi, made.id, "项目组已进场"))?.status, "RUNNING");
  assert.ok((await some(pilots(everybody, { regionCode: FEIXI }))).some(({ id }) => id === made.id));
  assert.equal((await completePilot(feixi, made.id, "三条产线联网"))?.status, "COMPLETED");
});
