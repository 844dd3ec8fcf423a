import assert from "node:assert/strict";
import { test } from "node:test";
import {
  activities,
  activitiesCalendar,
  activity,
  activityCalendar,
  activityFeedback,
  activityOrders,
  activityRegistrations,
  amendTrainingPlan,
  attendanceCertificate,
  attendanceCertificateQr,
  attendanceCertificates,
  cancelActivity,
  certificate,
  changeActivity,
  changeTrainingPlan,
  checkInForActivity,
  createActivity,
  createTrainingPlan,
  giveActivityFeedback,
  publishActivity,
  publishTrainingPlan,
  registerForActivity,
  reportActivityOutcome,
  revokeActivityCheckIn,
  trainingPlan,
  trainingPlans,
  withdrawActivityRegistration,
} from "../src/index.js";
import { as, everybody, refusal, some } from "./demo.js";

const organizer = as("hefei");
const enterprise = as("enterprise");
const other = as("enterprise2");

/** A moment so many minutes from that of the platform. */
async function minutes(later: number): Promise<string> {
  const { data: clock } = await everybody.api.GET("/api/v1/sandbox/clock");
  return new Date(Date.parse(clock?.now ?? assert.fail()) + later * 60_000).toISOString();
}

async function published(capacity: number): Promise<string> {
  const made =
    (await createActivity(organizer, {
      kind: "SALON",
      title: "登云沙龙",
      regionCode: "340100",
      venue: "报告厅",
      startsAt: await minutes(60),
      endsAt: await minutes(120),
      registrationOpensAt: await minutes(-60),
      registrationClosesAt: await minutes(60),
      capacity,
    })) ?? assert.fail();
  assert.equal((await publishActivity(organizer, made.id))?.status, "PUBLISHED");
  return made.id;
}

async function read(id: string) {
  return (await activity(organizer, id)) ?? assert.fail();
}

test("who waits gets the next seat, comes, and says how it was", async () => {
  const id = await published(1);
  const first = (await registerForActivity(enterprise, id, { name: "张三", phone: "13900000001" })) ?? assert.fail();
  const second = (await registerForActivity(other, id, { name: "李四", phone: "13900000002" })) ?? assert.fail();
  assert.deepEqual([first.status, second.status, second.position], ["SEATED", "WAITING", 1]);
  assert.equal((await withdrawActivityRegistration(enterprise, first.id))?.status, "WITHDRAWN");
  const [seated] = await some(activityRegistrations(other, id));
  assert.equal(seated?.status, "SEATED");
  const entry = { deviceId: "door", at: await minutes(-1), code: seated.checkInCode ?? assert.fail() };
  assert.equal((await checkInForActivity(organizer, id, [entry]))?.checkedIn, 1);
  assert.equal((await giveActivityFeedback(other, id, { registrationId: second.id, stars: 4 }))?.stars, 4);
  await assert.rejects(
    giveActivityFeedback(other, id, { registrationId: second.id, stars: 1 }),
    refusal("activity-feedback-given"),
  );
  assert.deepEqual((await read(id)).activity.feedback, { count: 1, mean: "4.0" });
  assert.equal((await activity(everybody, id))?.activity.feedback, null);
  assert.equal((await some(activityFeedback(organizer, id))).length, 1);
  await assert.rejects(reportActivityOutcome(organizer, id, { summary: "顺利" }), refusal("activity-not-over"));
});

test("who was there proves it, until that is taken back", async () => {
  const [found] = await some(activities(everybody, { q: "登云供需对接会（合肥站，演示）" }));
  const held = found ?? assert.fail();
  const [issued] = await some(attendanceCertificates(enterprise, held.id));
  assert.equal(issued?.participant, "王*");
  const came = (await activityOrders(organizer, held.id)) ?? assert.fail();
  assert.ok(came.pairs > 0 && came.orders >= came.pairs && came.newest.length <= came.orders);
  assert.equal((await attendanceCertificate(enterprise, issued.registrationId))?.code, issued.code);
  assert.ok((await attendanceCertificateQr(enterprise, issued.registrationId)).byteLength > 100);
  const shown = await certificate(everybody, issued.code);
  assert.deepEqual([shown?.subject, shown?.status, shown?.activity], ["ATTENDANCE", "VALID", issued.activityTitle]);
  const id = await published(1);
  const registered =
    (await registerForActivity(enterprise, id, { name: "张三", phone: "13900000003" })) ?? assert.fail();
  const entry = { deviceId: "door", at: await minutes(-1), code: registered.checkInCode ?? assert.fail() };
  assert.equal((await checkInForActivity(organizer, id, [entry]))?.checkedIn, 1);
  await assert.rejects(attendanceCertificate(enterprise, registered.id), refusal("activity-not-over"));
  assert.equal((await revokeActivityCheckIn(organizer, registered.id, "签到码由他人出示。"))?.checkedInAt, null);
  assert.equal((await checkInForActivity(organizer, id, [entry]))?.results[0]?.refusal, "REVOKED");
});

test("a calendar has an activity once, whatever is changed", async () => {
  const id = await published(10);
  const before = (await activityCalendar(everybody, id)) ?? assert.fail();
  assert.match(before, /^SEQUENCE:1\r$/m);
  await changeActivity(organizer, await read(id), { venue: "二楼会议室" });
  assert.equal((await cancelActivity(organizer, id, "场地检修"))?.status, "CANCELLED");
  const after = (await activityCalendar(everybody, id)) ?? assert.fail();
  assert.match(after, /^SEQUENCE:3\r$/m);
  assert.match(after, /^STATUS:CANCELLED\r$/m);
  const feed = ((await activitiesCalendar(everybody, "340100")) ?? assert.fail()).replaceAll("\r\n ", "");
  assert.equal(feed.split(`UID:${id}@`).length, 2);
  assert.ok((await some(activities(everybody, { region: "340100" }))).some((each) => each.id === id));
});

test("an office publishes its training plan, and amends it", async () => {
  const targets = [{ kind: "TRAINING" as const, sessions: 12, persons: 600, enterprises: 300 }];
  const draft = (await createTrainingPlan(organizer, { year: 2098, title: "登云培训计划", targets })) ?? assert.fail();
  await assert.rejects(trainingPlan(everybody, draft.id), refusal("training-plan-not-found"));
  const first = (await trainingPlan(organizer, draft.id)) ?? assert.fail();
  await changeTrainingPlan(organizer, first, { title: "登云年度培训计划" });
  await assert.rejects(publishTrainingPlan(organizer, first), refusal("changed-meanwhile"));
  const changed = (await trainingPlan(organizer, draft.id)) ?? assert.fail();
  assert.equal((await publishTrainingPlan(organizer, changed))?.status, "PUBLISHED");
  const [shown] = await some(trainingPlans(everybody, { year: 2098, region: "340100" }));
  assert.deepEqual(shown?.targets[0]?.done, { sessions: 0, persons: 0, enterprises: 0 });
  assert.equal((await amendTrainingPlan(organizer, draft.id))?.edition, 2);
  await assert.rejects(amendTrainingPlan(organizer, draft.id), refusal("training-plan-open"));
});
