// What the tests of the demo share: its accounts, its clock, and lists as a whole.
import assert from "node:assert/strict";
import { connect, type Dengyun, isProblem, password, placeOrder } from "../src/index.js";

/** Where `npm test` has started a platform. */
const baseUrl = process.env["PLATFORM_URL"] ?? assert.fail("npm test starts a platform and sets PLATFORM_URL");
const DAY_MILLIS = 86_400_000;
const HOUR_MILLIS = 3_600_000;

export const PLATFORM = "01900000-0000-7000-8000-000000000001";
export const SOFTWARE = "01900000-0000-7000-8000-000000000002";

/** Somebody who is not signed in. */
export const everybody = connect({ baseUrl });

const today = await now();

async function now(): Promise<number> {
  const { data: clock } = await everybody.api.GET("/api/v1/sandbox/clock");
  return Date.parse(clock?.now ?? assert.fail()) + 8 * HOUR_MILLIS;
}

export function as(username: string): Dengyun {
  return connect({ baseUrl, credentials: password(username, "Dengyun#2018"), language: "en" });
}

/** A day of Asia/Shanghai, so many after the present one. */
export function day(later: number): string {
  return new Date(today + later * DAY_MILLIS).toISOString().slice(0, 10);
}

/** A full hour of that day. */
export function hour(later: number, of: number): string {
  return new Date(Date.parse(`${day(later)}T00:00:00+08:00`) + of * HOUR_MILLIS).toISOString();
}

export async function some<T>(list: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of list) {
    all.push(one);
  }
  return all;
}

export function refusal(code: string): (thrown: unknown) => boolean {
  return (thrown) => isProblem(thrown, code);
}

export async function offeringOf(providerId: string, externalId: string): Promise<string> {
  const { data } = await everybody.api.GET("/api/v1/providers/{providerId}/offerings/{externalId}", {
    params: { path: { providerId, externalId } },
  });
  return data?.id ?? assert.fail(`there is no ${externalId}`);
}

/** An order of the demo's enterprise for a month of something, without vouchers. */
export async function ordered(offeringId: string, planCode: string): Promise<{ id: string; version: number }> {
  const placed = await placeOrder(as("enterprise"), {
    offeringId,
    startsOn: day(0),
    endsOn: day(364),
    lines: [{ planCode, quantity: "1", withSubsidy: false }],
  });
  return placed ?? assert.fail();
}
