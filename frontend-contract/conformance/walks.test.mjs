// A provider and an enterprise use the running platform through each generated client: sign-in, search, a push with a refused
// line, a reservation, its capture and the voucher's state.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import { node24 } from "./node24.mjs";

const TARGET = join(import.meta.dirname, "target");
const PYTHON = join(import.meta.dirname, "src/main/python");
const LIMIT_MILLIS = 300_000;
const contract = JSON.parse(readFileSync("../backend/target/openapi/openapi.json", "utf8"));
const operations = Object.values(contract.paths).flatMap((path) =>
  Object.values(path).flatMap((operation) => operation.operationId ?? []),
);
const platform = process.env.PLATFORM_URL ?? assert.fail("npm test starts a platform and sets PLATFORM_URL");

for (const walk of ["openapi-typescript", "hey-api"]) {
  test(`TypeScript of ${walk}`, { timeout: LIMIT_MILLIS }, async () => {
    const { walk: go } = await import(join(TARGET, `typescript/src/main/typescript/${walk}-walk.js`));
    await go(platform);
  });
}

for (const [language, main] of [
  ["Java", "cn.dengyun.conformance.JavaWalk"],
  ["Kotlin", "cn.dengyun.conformance.KotlinWalkKt"],
]) {
  test(`${language} of OpenAPI Generator`, { timeout: LIMIT_MILLIS }, () => {
    const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
    const jars = readFileSync(join(TARGET, "class-path"), "utf8").trim();
    return run(java, ["-cp", [join(TARGET, "classes"), jars].join(delimiter), main, platform]);
  });
}

test("Python of OpenAPI Generator, with stand-ins for its libraries", { timeout: LIMIT_MILLIS }, () =>
  run(node24(), [join(import.meta.dirname, "pyodide.mjs"), platform]),
);

// The libraries are on PyPI, which not everybody can reach; whoever has them sees the client as its users do.
if (spawnSync("python3", ["-c", "import pydantic_core, urllib3, dateutil, typing_extensions"]).status === 0) {
  test("Python of OpenAPI Generator, with its libraries", { timeout: LIMIT_MILLIS }, () =>
    run("python3", ["-B", join(PYTHON, "walk.py"), platform], { PYTHONPATH: join(TARGET, "generated/python") }),
  );
}

const OPENAPI_GENERATOR = {
  Java: {
    apis: "java/src/main/java/cn/dengyun/client/java/api",
    models: "java/src/main/java/cn/dengyun/client/java/model",
  },
  Kotlin: {
    apis: "kotlin/src/main/kotlin/cn/dengyun/client/kotlin/apis",
    models: "kotlin/src/main/kotlin/cn/dengyun/client/kotlin/models",
  },
  Python: { apis: "python/openapi_client/api", models: "python/openapi_client/models" },
};

for (const [language, { apis, models }] of Object.entries(OPENAPI_GENERATOR)) {
  const files = (folder) => readdirSync(join(TARGET, "generated", folder));
  const code = files(apis)
    .filter((file) => /\.(java|kt|py)$/.test(file))
    .map((file) => readFileSync(join(TARGET, "generated", apis, file), "utf8"))
    .join("\n");

  test(`the client in ${language} has every operation`, () => {
    assert.deepEqual(
      operations.filter((id) => !code.includes(` ${language === "Python" ? snakeCase(id) : id}(`)),
      [],
    );
  });

  test(`no operation in ${language} answers dry runs alone`, () => {
    assert.doesNotMatch(code, /public DryRun execute|\) *: DryRun \{|-> DryRun:/);
  });

  test(`no schema in ${language} has a name that was invented or numbered`, () => {
    assert.deepEqual(
      files(models).filter((file) => /^(inline|model_?[a-z])|[0-9](_?response)?\.|any_?of|one_?of/i.test(file)),
      [],
    );
  });
}

function run(command, commandArguments, environment = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text) => (said += text));
    }
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(said.slice(-4_000)))));
  });
}

function snakeCase(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
