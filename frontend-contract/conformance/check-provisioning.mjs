// Tries whether an endpoint begins and ends services as Dengyun needs it. It makes a few services and removes them again.
//
//   node check-provisioning.mjs https://provisioning.example.cn/dengyun prsec_…
/* global AbortSignal */
import { Buffer } from "node:buffer";
import { randomBytes, randomUUID } from "node:crypto";
import { realpathSync } from "node:fs";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { PROTOCOL, signature } from "./reference-provider.mjs";

const CALL_MILLIS = 10_000;
const MAX_POLLS = 60;
const OK = 200;
const CREATED = 201;
const ACCEPTED = 202;
const UNAUTHORIZED = 401;
const CONFLICT = 409;
const GONE = 410;
const STALE_SECONDS = 3_600;

/**
 * @param {string} url as it is registered
 * @param {string} secret
 * @param {{ pauseMillis?: number }} options how long to wait between two questions how far a service is
 * @returns {Promise<{ name: string, problem: string | null }[]>} what was tried, and what is wrong with it
 */
export async function check(url, secret, { pauseMillis = 1_000 } = {}) {
  const base = url.replace(/\/+$/, "");
  const results = [];

  async function call(method, path, { attempt, operation, body = "", key, sign = {} } = {}) {
    const target = new URL(base + path);
    const seconds = String(Math.floor(Date.now() / 1000) - (sign.age ?? 0));
    const idempotencyKey = key ?? randomUUID();
    const response = await fetch(target, {
      method,
      redirect: "manual",
      signal: AbortSignal.timeout(CALL_MILLIS),
      headers: {
        accept: "application/json",
        ...(body ? { "content-type": "application/json; charset=utf-8" } : {}),
        "idempotency-key": idempotencyKey,
        ...(attempt ? { "dengyun-attempt": String(attempt) } : {}),
        ...(operation ? { "dengyun-operation": operation } : {}),
        "dengyun-timestamp": seconds,
        "dengyun-signature": signature(sign.secret ?? secret, {
          key: idempotencyKey,
          timestamp: seconds,
          attempt: sign.attempt ?? attempt,
          operation: sign.operation ?? operation,
          method: sign.method ?? method,
          path: sign.path ?? target.pathname,
          body: sign.body ?? body,
        }),
      },
      ...(body ? { body } : {}),
    });
    const text = await response.text();
    return { status: response.status, text, json: parsed(text) };
  }

  async function trying(name, act) {
    try {
      await act();
      results.push({ name, problem: null });
    } catch (problem) {
      results.push({ name, problem: problem.message });
    }
  }

  const pathOf = (id) => `/v1/service-instances/${id}`;
  const put = (id, attempt, body, sign) => call("PUT", pathOf(id), { attempt, body, key: `${id}.${attempt}`, sign });
  const poll = (id, attempt, operation, sign) =>
    call("GET", `${pathOf(id)}/last-operation`, { attempt, operation, key: `${id}.${attempt}.poll`, sign });
  const remove = (id, attempt, sign) => call("DELETE", pathOf(id), { attempt, key: `${id}.${attempt}.remove`, sign });

  /** Until it is ready; what the provider calls it. */
  async function made(id, attempt, body) {
    let answer = await put(id, attempt, body);
    expect(answer, [OK, CREATED, ACCEPTED], "PUT");
    expectNamed(answer, id);
    const { serviceReference: reference, operation } = answer.json;
    for (let i = 0; answer.status === ACCEPTED || answer.json?.state === "IN_PROGRESS"; i++) {
      if (i >= MAX_POLLS) {
        throw new Error(`it was not ready after ${MAX_POLLS} questions`);
      }
      await pause(i === 0 ? 0 : pauseMillis);
      answer = await poll(id, attempt, operation);
      expect(answer, [OK], "GET …/last-operation");
      expectNamed(answer, id);
    }
    if (answer.json.state !== undefined && answer.json.state !== "SUCCEEDED") {
      throw new Error(`its state was ${JSON.stringify(answer.json.state)}, not SUCCEEDED`);
    }
    return answer.json.serviceReference ?? reference;
  }

  /** Until that is confirmed; what confirmed it. */
  async function removed(id, attempt) {
    for (let i = 0; i < MAX_POLLS; i++) {
      const answer = await remove(id, attempt);
      expect(answer, [OK, ACCEPTED, GONE], "DELETE");
      if (answer.status !== ACCEPTED) {
        if (answer.status === OK) {
          expectNamed(answer, id);
        }
        return answer.status;
      }
      await pause(pauseMillis);
    }
    throw new Error(`it was not removed after ${MAX_POLLS} calls`);
  }

  const id = randomUUID();
  const body = bodyOf(id, "12");
  const wrong = `prsec_${randomBytes(32).toString("base64")}`;

  await trying("knows what is signed well", async () => {
    const answer = await call("GET", "/v1/status");
    expect(answer, [OK], "GET /v1/status");
    if (answer.json?.protocol !== PROTOCOL) {
      throw new Error(`protocol was ${JSON.stringify(answer.json?.protocol)}, not ${PROTOCOL}`);
    }
  });
  const forgeries = {
    "another secret": { secret: wrong },
    "another method": { method: "GET" },
    "another attempt": { attempt: 2 },
    "another path": { path: `/v1/service-instances/${randomUUID()}` },
    "another body": { body: "{}" },
    "a time long past": { age: STALE_SECONDS },
  };
  for (const [how, sign] of Object.entries(forgeries)) {
    await trying(`refuses what is signed for ${how}`, async () => {
      expect(await put(id, 1, body, sign), [UNAUTHORIZED], "PUT");
    });
  }
  await trying("has made nothing of what it has refused", async () => {
    expect(await poll(id, 1), [GONE], "GET …/last-operation");
  });
  await trying("refuses a body that names another service", async () => {
    const answer = await put(id, 1, bodyOf(randomUUID(), "12"));
    if (answer.status < 400 || answer.status >= 500) {
      throw new Error(`PUT was answered ${answer.status}, not 4xx`);
    }
  });
  let reference;
  await trying("makes a service", async () => {
    reference = await made(id, 1, body);
  });
  const forgedLater = { ...forgeries, "another method": { method: "PUT" } };
  for (const [how, sign] of Object.entries(forgedLater)) {
    await trying(`removes nothing by what is signed for ${how}`, async () => {
      expect(await remove(id, 1, sign), [UNAUTHORIZED], "DELETE");
      expect(await poll(id, 1), [OK], "GET …/last-operation");
    });
  }
  await trying("refuses a question that is signed for another operation", async () => {
    expect(await poll(id, 1, "one", { operation: "another" }), [UNAUTHORIZED], "GET …/last-operation");
  });
  await trying("makes no other when it is asked again", async () => {
    const again = await made(id, 1, body);
    if (again !== reference) {
      throw new Error(`it was ${JSON.stringify(reference)} first and ${JSON.stringify(again)} then`);
    }
  });
  await trying("makes one when it is asked by many at once", async () => {
    const other = randomUUID();
    const same = bodyOf(other, "1");
    const all = await Promise.all(Array.from({ length: 8 }, () => made(other, 1, same)));
    await removed(other, 1);
    if (new Set(all).size !== 1) {
      throw new Error(`it was ${JSON.stringify(all)}`);
    }
  });
  await trying("refuses another body for the same service", async () => {
    expect(await put(id, 1, bodyOf(id, "24")), [CONFLICT], "PUT");
  });
  await trying("removes a service", async () => {
    const status = await removed(id, 1);
    if (status !== OK && status !== GONE) {
      throw new Error(`DELETE was answered ${status}`);
    }
  });
  await trying("says that it is gone when it is removed again", async () => {
    expect(await remove(id, 1), [GONE], "DELETE");
    expect(await poll(id, 1), [GONE], "GET …/last-operation");
  });
  await trying("makes nothing of an attempt that comes behind its removal", async () => {
    const late = await put(id, 1, body);
    await removed(id, 1);
    expect(late, [GONE], "PUT");
  });
  await trying("makes it again when it is asked for anew", async () => {
    await made(id, 2, body);
  });
  await trying("removes nothing when an earlier removal comes again", async () => {
    expect(await remove(id, 1), [GONE], "DELETE");
    expect(await poll(id, 2), [OK], "GET …/last-operation");
  });
  await trying("removes that as well", async () => {
    await removed(id, 2);
  });
  await trying("says of what never was that it is gone", async () => {
    expect(await remove(randomUUID(), 1), [GONE], "DELETE");
  });
  return results;
}

function bodyOf(id, quantity) {
  return JSON.stringify({
    instanceId: id,
    order: { id: randomUUID(), number: "D000-CHECK", endsAt: "2030-01-01T00:00:00Z" },
    offering: { id: "01900000-0000-7000-8000-000000000a02", version: 1, name: "检查" },
    lines: [{ line: 1, planCode: "check", quantity }],
    enterprise: { name: "检查用企业", creditCode: "91340100MA2MRFUJ1X" },
  });
}

function expect(answer, statuses, what) {
  if (!statuses.includes(answer.status)) {
    throw new Error(
      `${what} was answered ${answer.status}, not ${statuses.join(" or ")}: ${answer.text.slice(0, 200)}`,
    );
  }
}

function expectNamed(answer, id) {
  if (answer.json?.instanceId !== id) {
    throw new Error(`instanceId was ${JSON.stringify(answer.json?.instanceId)}, not ${id}`);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function pause(millis) {
  return new Promise((resume) => setTimeout(resume, millis));
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  const [url, secret] = process.argv.slice(2);
  if (!url || !secret || Buffer.from(secret.replace("prsec_", ""), "base64").length === 0) {
    console.error("node check-provisioning.mjs <address of the endpoint> <its secret>");
    process.exit(2);
  }
  const results = await check(url, secret);
  for (const { name, problem } of results) {
    console.log(problem === null ? `ok      ${name}` : `WRONG   ${name}: ${problem}`);
  }
  process.exit(results.some(({ problem }) => problem !== null) ? 1 : 0);
}
