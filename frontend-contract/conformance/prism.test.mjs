// Prism answers every operation of the contract when it is asked with the contract's own examples, and finds nothing wrong with the
// request, nor with the answer that it makes of the contract.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { node24 } from "./node24.mjs";

const PRISM = createRequire(import.meta.url).resolve("@stoplight/prism-cli/dist/index.js");
const METHODS = ["get", "put", "post", "patch", "delete"];
const contract = JSON.parse(readFileSync("../backend/target/openapi/openapi.json", "utf8"));

let prism;
let address;

before(
  async () => {
    prism = spawn(node24(), [PRISM, "mock", "--errors", "--port", "0", "../openapi/openapi.yaml"], {
      env: { ...process.env, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of createInterface({ input: prism.stdout })) {
      address = /listening on (http:\S+)/.exec(line)?.[1];
      if (address) {
        break;
      }
    }
    assert.ok(address, "Prism ended");
    prism.stdout.resume();
  },
  { timeout: 120_000 },
);

after(() => prism.kill());

for (const [path, item] of Object.entries(contract.paths)) {
  for (const method of METHODS.filter((method) => item[method])) {
    test(`Prism serves ${method.toUpperCase()} ${path}`, { timeout: 60_000 }, async () => {
      const answer = await ask(path, method, item);
      const body = await answer.text();
      assert.ok(answer.ok, `${answer.status} ${body.slice(0, 2_000)}`);
    });
  }
}

function ask(path, method, item) {
  const operation = item[method];
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolved);
  const headers = {};
  const query = new URLSearchParams();
  let target = path;
  for (const parameter of parameters.filter((parameter) => parameter.required)) {
    const value = String(exampleOf(parameter));
    if (parameter.in === "path") {
      target = target.replace(`{${parameter.name}}`, encodeURIComponent(value));
    } else if (parameter.in === "query") {
      query.set(parameter.name, value);
    } else {
      headers[parameter.name] = value;
    }
  }
  for (const scheme of Object.keys(operation.security?.[0] ?? {})) {
    headers.Authorization =
      contract.components.securitySchemes[scheme].scheme === "basic" ? "Basic YTpi" : "Bearer a.b.c";
  }
  const [[type, content] = []] = Object.entries(resolved(operation.requestBody ?? {}).content ?? {});
  let body;
  if (type) {
    headers["Content-Type"] = type;
    body = encoded(type, exampleOf(content));
    if (body instanceof FormData) {
      delete headers["Content-Type"];
    }
  }
  return fetch(`${address}${target}?${query}`, { method: method.toUpperCase(), headers, body });
}

function encoded(type, value) {
  if (type === "application/x-www-form-urlencoded") {
    return new URLSearchParams(value);
  }
  if (type === "multipart/form-data") {
    const form = new FormData();
    Object.entries(value).forEach(([name, part]) => form.set(name, part));
    return form;
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What the contract gives as an example of a parameter or a body, or the first value that its schema names. */
function exampleOf(described) {
  const [named] = Object.values(described.examples ?? {});
  return described.example ?? resolved(named ?? {}).value ?? exampleOfSchema(resolved(described.schema));
}

function exampleOfSchema(schema) {
  const given = schema.example ?? schema.examples?.[0] ?? schema.default ?? schema.const ?? schema.enum?.[0];
  if (given !== undefined) {
    return given;
  }
  if (schema.properties) {
    const required = Object.entries(schema.properties).filter(([name]) => schema.required?.includes(name));
    return Object.fromEntries(required.map(([name, property]) => [name, exampleOfSchema(resolved(property))]));
  }
  if (schema.type === "integer") {
    return Math.max(schema.minimum ?? 1, 1);
  }
  return schema.format === "uuid" ? "01997c1e-5d4a-7b1c-9f0e-3b1d8a6c2e41" : "example";
}

function resolved(described) {
  if (!described.$ref) {
    return described;
  }
  const [, , kind, name] = described.$ref.split("/");
  return resolved(contract.components[kind][name]);
}
