// A provider's endpoint that begins and ends services as Dengyun asks, in as little code as may be. It keeps what it knows in
// memory; a real one keeps it in its database, in the transaction that makes or removes the service.
//
//   DENGYUN_SECRET=prsec_… node reference-provider.mjs http://localhost:3000/dengyun
import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";
import { realpathSync } from "node:fs";
import { createServer } from "node:http";
import process from "node:process";
import { pathToFileURL } from "node:url";

export const PROTOCOL = "dengyun-provisioning/1";
const TOLERANCE_SECONDS = 5 * 60;
const MAX_BODY_BYTES = 64 * 1024;
const INSTANCE = /\/v1\/service-instances\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\/last-operation)?$/;

/** What a call is signed over, line by line: all that says what it is, so that none of it can be said of another. */
export function signature(secret, { key, timestamp, attempt = "", operation = "", method, path, body }) {
  const bytes = Buffer.from(secret.replace("prsec_", ""), "base64");
  const signed = [key, timestamp, attempt, operation, method, path, body].join("\n");
  return `v1,${createHmac("sha256", bytes).update(signed).digest("base64")}`;
}

/** Whether one of the signatures was made with one of the secrets, not long ago. */
export function isGenuine(secrets, headers, method, path, body, nowSeconds = Date.now() / 1000) {
  const { "idempotency-key": key, "dengyun-timestamp": timestamp, "dengyun-signature": signatures } = headers;
  const { "dengyun-attempt": attempt, "dengyun-operation": operation } = headers;
  if (!key || !signatures || !(Math.abs(nowSeconds - Number(timestamp)) <= TOLERANCE_SECONDS)) {
    return false; // Old calls are refused, so that nobody can make one again that he has seen.
  }
  return secrets.some((secret) => {
    const expected = Buffer.from(signature(secret, { key, timestamp, attempt, operation, method, path, body }));
    return signatures.split(" ").some((each) => {
      const given = Buffer.from(each);
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
  });
}

/**
 * @param {{ secrets: string[], pollsUntilReady?: number }} options with two secrets while one is rotated; how many times
 *   it is asked how far it is before a service is ready, none: services are ready at once
 */
export function createProvider({ secrets, pollsUntilReady = 0 }) {
  const services = new Map();
  const removed = new Map();

  /** The same id and the same body again are the same service, however often they come. */
  function put(id, attempt, body) {
    if (attempt <= (removed.get(id) ?? 0)) {
      return [410, { message: "this attempt was removed before it came" }];
    }
    const present = services.get(id);
    if (present && present.body !== body) {
      return [409, { message: "there is a service of this id with another body" }];
    }
    const service = present ?? { body, attempt, reference: `svc-${id.slice(-12)}`, polls: pollsUntilReady };
    service.attempt = Math.max(attempt, service.attempt);
    services.set(id, service);
    const answer = { instanceId: id, serviceReference: service.reference };
    return service.polls > 0 ? [202, { ...answer, operation: "make" }] : [present ? 200 : 201, answer];
  }

  function lastOperation(id) {
    const service = services.get(id);
    if (!service) {
      return [410, { message: "there is no such service" }];
    }
    const state = service.polls > 0 ? "IN_PROGRESS" : "SUCCEEDED";
    service.polls = Math.max(0, service.polls - 1);
    return [200, { instanceId: id, state, serviceReference: service.reference }];
  }

  /**
   * What was removed stays so: an attempt that was on its way makes nothing when it comes late. Nor does a removal that
   * comes late, or again, remove what was asked for since.
   */
  function remove(id, attempt) {
    removed.set(id, Math.max(attempt, removed.get(id) ?? 0));
    if (attempt < services.get(id)?.attempt) {
      return [410, { message: "there is no service of this attempt any more" }];
    }
    return services.delete(id) ? [200, { instanceId: id }] : [410, { message: "there is no such service" }];
  }

  function answer(method, path, headers, body) {
    if (!isGenuine(secrets, headers, method, path, body)) {
      return [401, { message: "the signature is not right" }];
    }
    if (method === "GET" && path.endsWith("/v1/status")) {
      return [200, { protocol: PROTOCOL }];
    }
    const [, id, isPoll] = path.match(INSTANCE) ?? [];
    const attempt = Number(headers["dengyun-attempt"]);
    if (!id) {
      return [404, { message: "there is no such path" }];
    }
    if (method === "GET" && isPoll) {
      return lastOperation(id);
    }
    if (!Number.isInteger(attempt) || attempt < 1) {
      return [400, { message: "dengyun-attempt is missing" }];
    }
    if (method === "PUT" && !isPoll) {
      return named(body) === id ? put(id, attempt, body) : [400, { message: "instanceId is not that of the path" }];
    }
    return method === "DELETE" && !isPoll ? remove(id, attempt) : [405, { message: "not here" }];
  }

  const server = createServer(async (request, response) => {
    const [status, body] = await read(request).then(
      (sent) => answer(request.method, request.url.split("?")[0], request.headers, sent),
      () => [413, { message: "more than is read" }],
    );
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  return Object.assign(server, { services });
}

function named(body) {
  try {
    return JSON.parse(body)?.instanceId;
  } catch {
    return undefined;
  }
}

async function read(request) {
  const parts = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > MAX_BODY_BYTES) {
      throw new Error("too long");
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  const secrets = (process.env.DENGYUN_SECRET ?? "").split(",").filter(Boolean);
  if (secrets.length === 0 || !process.argv[2]) {
    console.error("DENGYUN_SECRET=<the secret of the endpoint> node reference-provider.mjs <where to listen>");
    process.exit(2);
  }
  const { hostname, port } = new URL(process.argv[2]);
  createProvider({ secrets }).listen(Number(port), hostname, () => console.log(`listens on port ${port}`));
}
