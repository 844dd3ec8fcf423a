import assert from "node:assert/strict";
import { test } from "node:test";
import {
  advanceContest,
  cancelContest,
  changeContest,
  contest,
  contestEntries,
  contests,
  createContest,
  nominateInContest,
  replaceContestJury,
  withdrawContestEntry,
} from "../src/index.js";
import { as, day, everybody, hour, refusal, some } from "./demo.js";

const city = as("hefei");
const enterprise = as("enterprise");

test("everybody reads who has the titles of a contest, and by which scores", async () => {
  const [found] = await some(contests(everybody, { status: "CONCLUDED" }));
  const { contest: read } = (await contest(everybody, found?.id ?? assert.fail())) ?? assert.fail();
  assert.deepEqual(
    read.holders.map(({ rank }) => rank),
    [1, 2],
  );
  assert.deepEqual(read.jurors, []);
  for (const row of read.sheet) {
    const scores = row.scores.map(({ points }) =>
      read.criteria.reduce((sum, { code, weight, maxScore }) => {
        const given = points.find(({ criterion }) => criterion === code) ?? assert.fail();
        return sum + (Number(weight) * Number(given.points)) / maxScore;
      }, 0),
    );
    const mean = scores.reduce((sum, each) => sum + each, 0) / scores.length;
    assert.ok(Math.abs(mean - Number(row.score)) < 0.000_001);
  }
});

test("a contest is announced, entered, left and cancelled", async () => {
  const made =
    (await createContest(city, {
      kind: "CONTEST",
      title: "登云大赛",
      titleName: "登云之星",
      titles: 1,
      criteria: [{ code: "EFFECT", nameZh: "成效", nameEn: "Effect", weight: "100", maxScore: 100 }],
      nominationsFrom: `${day(-1)}T00:00:00Z`,
      nominationsUntil: hour(5, 9),
      noticeDays: 5,
    })) ?? assert.fail();
  const read = (await contest(city, made.id)) ?? assert.fail();
  assert.equal((await changeContest(city, read, { titles: 2 }))?.titles, 2);
  assert.equal((await advanceContest(city, made.id, "announcements"))?.status, "ANNOUNCED");
  const entry =
    (await nominateInContest(enterprise, made.id, { title: "设备上云", statement: "停机时间下降" })) ?? assert.fail();
  assert.equal((await some(contestEntries(enterprise, made.id)))[0]?.id, entry.id);
  assert.equal((await withdrawContestEntry(enterprise, entry.id))?.status, "WITHDRAWN");
  const jury = ["207", "208", "201"].map((end) => `01900000-0000-7000-8000-000000000${end}`);
  assert.equal((await replaceContestJury(city, made.id, jury, "抽取"))?.jurorCount, 3);
  await assert.rejects(advanceContest(city, made.id, "judgings"), refusal("contest-nominations-open"));
  assert.equal((await cancelContest(city, made.id, "另行组织"))?.status, "CANCELLED");
});
