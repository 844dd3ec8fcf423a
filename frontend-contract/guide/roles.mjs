// What the scripts of this folder share: people of the demo who ask the platform, and a clock that is moved.
import assert from "node:assert/strict";

const api = `${process.argv[2] ?? process.env.PLATFORM_URL ?? "http://localhost:8080"}/api/v1`;
const PASSWORD = "Dengyun#2018";
export const DAY = 86_400_000;
const tokens = new Map();

export async function upload(as, name) {
  const form = new FormData();
  form.set("purpose", "CERTIFICATE");
  form.set("file", new Blob([`%PDF-1.7\n% ${name}\n%%EOF\n`], { type: "application/pdf" }), `${name}.pdf`);
  return (await ask("/attachments", { as, body: form })).id;
}

export async function passTime(days) {
  const to = new Date((await now()).getTime() + days * DAY).toISOString();
  await ask("/sandbox/clock", { as: "sysadmin", body: { to } });
}

export async function now() {
  return new Date((await ask("/sandbox/clock")).now);
}

export function day(days, from) {
  return new Date(from.getTime() + days * DAY).toISOString().slice(0, 10);
}

export function because(reason) {
  return { reason };
}

export function counts(all, key) {
  const found = {};
  all.forEach((it) => (found[key(it)] = (found[key(it)] ?? 0) + 1));
  return Object.entries(found)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
}

export function yuan(fen) {
  return `${(fen / 100).toFixed(2)} yuan`;
}

export async function list(path, as, token) {
  return (await ask(path, { as, token })).data;
}

export async function refused(what, path, { status, ...request }) {
  const answer = await send(path, request);
  const problem = await answer.json();
  assert.ok([status].flat().includes(answer.status), `${path}: ${answer.status} ${JSON.stringify(problem)}`);
  say(`${what}: ${answer.status} ${problem.code}`);
}

export async function ask(path, request = {}) {
  const text = await read(path, request);
  return text === "" ? null : JSON.parse(text);
}

/** As it is answered, such as a table. */
export async function read(path, request = {}) {
  const answer = await send(path, request);
  const text = await answer.text();
  assert.ok(answer.ok, `${request.as ?? "nobody"} at ${path}: ${answer.status} ${text}`);
  return text;
}

/**
 * @param type of a body that is sent as it is; without it a body is JSON, or a form
 * @param seen what is read first, and must not have changed since
 */
export async function send(path, { as, token, body, type, method, delegation, seen }) {
  const headers = { "Accept-Language": "en", ...(delegation && { "Dengyun-Delegation": delegation }) };
  const bearer = token ?? (as && (await tokenOf(as)));
  if (bearer) {
    headers.Authorization = `Bearer ${bearer}`;
  }
  const verb = method ?? (body === undefined ? "GET" : "POST");
  if (verb === "POST") {
    headers["Idempotency-Key"] = crypto.randomUUID();
  }
  if (verb === "PATCH" || seen !== undefined) {
    headers["If-Match"] = (await send(seen ?? path, { as })).headers.get("ETag");
  }
  const isAsIs = type !== undefined || body instanceof FormData || body instanceof URLSearchParams;
  if (type !== undefined) {
    headers["Content-Type"] = type;
  } else if (body !== undefined && !isAsIs) {
    headers["Content-Type"] = verb === "PATCH" ? "application/merge-patch+json" : "application/json";
  }
  return fetch(api + path, { method: verb, headers, body: isAsIs || !body ? body : JSON.stringify(body) });
}

/** Tokens last 15 minutes of the platform's clock, which this moves on. */
async function tokenOf(username) {
  const at = (await (await fetch(`${api}/sandbox/clock`)).json()).now;
  const kept = tokens.get(username);
  if (kept !== undefined && Date.parse(at) - kept.at < 600_000) {
    return kept.token;
  }
  const answer = await ask("/sessions", { body: { username, password: PASSWORD } });
  tokens.set(username, { at: Date.parse(at), token: answer.accessToken });
  return answer.accessToken;
}

export async function client(id, secret) {
  const body = new URLSearchParams({ grant_type: "client_credentials", client_id: id, client_secret: secret });
  return (await ask("/oauth/token", { body })).access_token;
}

export function say(text) {
  console.log(`- ${text}`);
}

/** Each chapter in its turn; ends at the first thing that is not as it should be. */
export async function tell(chapters) {
  for (const [title, chapter] of Object.entries(chapters)) {
    console.log(`\n# ${title}`);
    await chapter();
  }
  console.log("\nAll of it is as it should be.");
}
