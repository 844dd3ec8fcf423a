// What hey-api and openapi-typescript make of the contract, compiled with the walks through it. Maven has what OpenAPI
// Generator makes, since its compilers come from there.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { node24 } from "./node24.mjs";

const require = createRequire(import.meta.url);

for (const folder of ["generated/hey-api", "generated/openapi-typescript", "typescript"]) {
  rmSync(join(import.meta.dirname, "target", folder), { recursive: true, force: true });
}
run(node24(), bin("@hey-api/openapi-ts", "openapi-ts"), "--file", "conformance/openapi-ts.config.mjs");
run(
  process.execPath,
  bin("openapi-typescript", "openapi-typescript"),
  "../openapi/openapi.yaml",
  "--output",
  "conformance/target/generated/openapi-typescript/contract.d.ts",
  "--default-non-nullable",
  "false",
);
run(process.execPath, bin("typescript", "tsc"), "--project", "conformance");

function bin(name, command) {
  const manifest = require.resolve(`${name}/package.json`);
  return join(dirname(manifest), require(manifest).bin[command]);
}

function run(...command) {
  const { status } = spawnSync(command[0], command.slice(1), { stdio: "inherit" });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}
