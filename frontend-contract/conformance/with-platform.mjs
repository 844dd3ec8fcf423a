// Runs a command against the packaged platform: node conformance/with-platform.mjs COMMAND [ARGUMENT ...]
//
// The platform has an embedded database of its own in a temporary folder, demo data and a free port, and lives as long as
// the command. The command finds its address in PLATFORM_URL. Everything in this module that needs a platform gets it here.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "./free-port.mjs";

const JAR = resolve(import.meta.dirname, "../../backend/target/quarkus-app/quarkus-run.jar");
const START_LIMIT_MILLIS = 300_000;
const STOP_LIMIT_MILLIS = 30_000;
const LOOK_EVERY_MILLIS = 200;
const SHOWN_CHARACTERS = 4_000;

const [command, ...commandArguments] = process.argv.slice(2);
if (command === undefined) {
  throw new Error("Say what to run: node conformance/with-platform.mjs COMMAND [ARGUMENT ...]");
}
if (!existsSync(JAR)) {
  throw new Error(`There is no ${JAR}. Build the backend first: ./mvnw -pl backend package -DskipTests`);
}
const folder = await mkdtemp(join(tmpdir(), "dengyun-conformance-"));
const port = await freePort();
const platform = start();
const ended = new Promise((resolve) => platform.once("exit", resolve));
try {
  await untilReady();
  process.exitCode = await run();
} finally {
  await stop();
  await rm(folder, { recursive: true, force: true });
}

function start() {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
  // It starts with half of the work, and does not live long enough to need the other half.
  const started = spawn(java, ["-XX:TieredStopAtLevel=1", "-jar", JAR], {
    env: {
      ...process.env,
      DENGYUN_DATA_DIR: folder,
      QUARKUS_HTTP_PORT: String(port),
      // Pages of tests come from other ports of this machine.
      DENGYUN_CORS_ORIGINS: "/http://localhost:[0-9]+/",
      QUARKUS_SHUTDOWN_DELAY: "0S",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.said = "";
  for (const stream of [started.stdout, started.stderr]) {
    stream.on("data", (text) => {
      started.said = (started.said + text).slice(-SHOWN_CHARACTERS);
    });
  }
  return started;
}

async function untilReady() {
  const end = Date.now() + START_LIMIT_MILLIS;
  while (Date.now() < end && platform.exitCode === null && platform.signalCode === null) {
    const isReady = await fetch(`http://localhost:${port}/q/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) {
      return;
    }
    await pause(LOOK_EVERY_MILLIS);
  }
  throw new Error(`The platform did not get ready. It said:\n${platform.said}`);
}

/** The exit code of the command; an interruption ends the command first, then the platform. */
function run() {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, {
      env: { ...process.env, PLATFORM_URL: `http://localhost:${port}` },
      stdio: "inherit",
    });
    for (const signal of ["SIGINT", "SIGTERM"]) {
      process.on(signal, () => child.kill(signal));
    }
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code !== 0) {
        console.error(`The platform last said:\n${platform.said}`);
      }
      resolve(code ?? 1);
    });
  });
}

async function stop() {
  platform.kill("SIGTERM");
  const isLate = await Promise.race([ended.then(() => false), pause(STOP_LIMIT_MILLIS, true, { ref: false })]);
  if (isLate) {
    platform.kill("SIGKILL");
    await ended;
  }
}
