import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bookSlot,
  type CapacityRequest,
  cancelSlot,
  capacities,
  capacity,
  capacityCalendar,
  changeCapacity,
  closeCapacity,
  closures,
  confirmSlot,
  declineSlot,
  drawUpCapacity,
  isProblem,
  liftClosure,
  publishCapacity,
  retireCapacity,
  slot,
  slots,
} from "../src/index.js";
import { as, everybody, hour, refusal, some } from "./demo.js";

const enterprise = as("enterprise");
const software = as("application");

/** A machine that is open day and night. */
function machine(): CapacityRequest {
  return {
    kind: "MANUFACTURING",
    name: `激光切割机 ${crypto.randomUUID()}`,
    description: "幅面 3 米，碳钢 20 毫米以内。",
    capabilityCodes: ["C-2"],
    regionCode: "340207",
    place: "芜湖市鸠江区 2 号厂房",
    units: 1,
    bookedBy: "HOUR",
    minLength: 1,
    maxLength: 8,
    leadHours: 24,
    priceFen: 15_000,
    openingHours: ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].map((each) => `${each} 00:00-24:00`),
    closedDays: [],
  };
}

test("a capacity is drawn up, changed, published, and everybody sees when it is free", async () => {
  const made = await drawUpCapacity(software, machine());
  assert.equal(made?.status, "DRAFT");
  const read = (await capacity(software, made.id)) ?? assert.fail();
  assert.equal((await changeCapacity(software, read, { priceFen: 16_000 }))?.priceFen, 16_000);
  await assert.rejects(publishCapacity(software, read), refusal("changed-meanwhile"));
  const changed = await capacity(software, made.id);
  assert.equal((await publishCapacity(software, changed ?? assert.fail()))?.status, "PUBLISHED");
  assert.deepEqual(
    (await some(capacities(everybody, { q: made.name }))).map(({ id }) => id),
    [made.id],
  );

  const wanted = { capacityId: made.id, startsAt: hour(4, 9), endsAt: hour(4, 11), note: "20 件底板" };
  const booked = await bookSlot(enterprise, wanted);
  assert.equal(booked?.priceFen, 32_000);
  await assert.rejects(bookSlot(enterprise, wanted), (thrown) => {
    assert.ok(isProblem(thrown, "capacity-taken"));
    assert.match(thrown.problem.detail, /next free from .* to /);
    return true;
  });
  assert.equal((await confirmSlot(software, booked.id))?.status, "CONFIRMED");
  const calendar = await capacityCalendar(everybody, made.id, { from: hour(4, 8), until: hour(4, 12) });
  assert.deepEqual(
    calendar?.free.map(({ startsAt, endsAt }) => [Date.parse(startsAt), Date.parse(endsAt)]),
    [
      [hour(4, 8), hour(4, 9)].map((each) => Date.parse(each)),
      [hour(4, 11), hour(4, 12)].map((each) => Date.parse(each)),
    ],
  );
  const closing = { startsAt: hour(4, 10), endsAt: hour(4, 12), reason: "检修" };
  await assert.rejects(closeCapacity(software, made.id, closing), refusal("capacity-booked"));
  await assert.rejects(retireCapacity(software, made.id, "设备出售"), refusal("capacity-booked"));

  assert.equal((await cancelSlot(enterprise, booked.id, "图纸修改"))?.status, "CANCELLED");
  const closed = await closeCapacity(software, made.id, closing);
  assert.equal((await some(closures(software, made.id))).length, 1);
  assert.ok((await liftClosure(software, closed?.id ?? assert.fail()))?.liftedAt);
  const other = (await bookSlot(enterprise, wanted)) ?? assert.fail();
  assert.equal((await declineSlot(software, other.id, "当日停电"))?.status, "DECLINED");
  assert.equal((await slot(enterprise, other.id))?.reason, "当日停电");
  assert.equal((await some(slots(enterprise, { capacityId: made.id }))).length, 2);
  assert.equal((await retireCapacity(software, made.id, "设备出售"))?.status, "RETIRED");
});
