import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import {
  approveBulletin,
  approveBulletinErratum,
  bulletin,
  bulletinErrata,
  bulletinErratum,
  bulletinFigures,
  bulletinPdf,
  bulletins,
  changeBulletin,
  discardBulletinErratum,
  draftBulletin,
  proposeBulletinErratum,
  publishBulletin,
  submitBulletin,
} from "../src/index.js";
import { as, day, everybody, refusal, some } from "./demo.js";

const writer = as("province");
const checkers = [as("province2"), as("province3")];

async function read(id: string, platform = writer) {
  return (await bulletin(platform, id)) ?? assert.fail();
}

test("everybody reads the bulletin of the demo, and what of it was corrected", async () => {
  const [found] = await some(bulletins(everybody, { q: "演示" }));
  assert.equal(found?.status, "PUBLISHED");
  assert.deepEqual(
    (await some(bulletinErrata(everybody, found.id))).map(({ number }) => number),
    [1],
  );
  const file = Buffer.from(await bulletinPdf(everybody, found.id));
  assert.equal(file.subarray(0, 5).toString(), "%PDF-");
});

test("a bulletin is drafted, approved by two, published and corrected", async () => {
  const month = day(0).slice(0, 7);
  const { id } = (await draftBulletin(writer, { fromMonth: month, toMonth: month })) ?? assert.fail();
  const texts = { introduction: "进展如下。", assessment: "良好。", nextSteps: "继续。" };
  assert.equal((await changeBulletin(writer, await read(id), texts))?.status, "DRAFT");
  assert.equal((await submitBulletin(writer, await read(id)))?.status, "SUBMITTED");
  await assert.rejects(approveBulletin(writer, await read(id), "同意"), refusal("four-eyes-required"));
  for (const checker of checkers) {
    await approveBulletin(checker, await read(id, checker), "同意");
  }
  assert.equal((await publishBulletin(writer, await read(id), "予以发布"))?.status, "PUBLISHED");
  assert.equal((await bulletinFigures(everybody, id))?.bulletinId, id);

  const given = (await proposeBulletinErratum(writer, id, { text: "有误。" })) ?? assert.fail();
  assert.equal((await discardBulletinErratum(writer, given.id, "无误"))?.status, "DISCARDED");
  const wrong = (await proposeBulletinErratum(writer, id, { text: "文字有误。" })) ?? assert.fail();
  const [checker] = checkers;
  assert.ok(checker);
  const proposed = (await bulletinErratum(checker, wrong.id)) ?? assert.fail();
  assert.equal((await approveBulletinErratum(checker, proposed, "属实"))?.number, 1);
});
