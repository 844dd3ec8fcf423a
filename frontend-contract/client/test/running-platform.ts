import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const JAR = resolve("..", "backend", "target", "quarkus-app", "quarkus-run.jar");
const START_LIMIT_MILLIS = 180_000;
const STOP_LIMIT_MILLIS = 30_000;
const LOOK_EVERY_MILLIS = 200;

/** The packaged platform on an embedded database with demo data, for as long as the tests need it. */
export class RunningPlatform {
  private constructor(
    readonly baseUrl: string,
    private readonly process: ChildProcess,
    private readonly folder: string,
    private readonly output: string[],
  ) {}

  static async start(): Promise<RunningPlatform> {
    if (!existsSync(JAR)) {
      throw new Error(`There is no ${JAR}. Build the backend first: ./mvnw -pl backend package -DskipTests`);
    }
    const port = await freePort();
    const folder = await mkdtemp(join(tmpdir(), "dengyun-client-"));
    const java = process.env["JAVA_HOME"] ? join(process.env["JAVA_HOME"], "bin", "java") : "java";
    const child = spawn(java, ["-jar", JAR], {
      env: {
        ...process.env,
        DENGYUN_DATA_DIR: folder,
        QUARKUS_HTTP_PORT: String(port),
        QUARKUS_SHUTDOWN_DELAY: "0S",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output: string[] = [];
    child.stdout.on("data", (text) => output.push(String(text)));
    child.stderr.on("data", (text) => output.push(String(text)));
    const platform = new RunningPlatform(`http://localhost:${port}`, child, folder, output);
    try {
      await platform.untilReady();
      return platform;
    } catch (failure) {
      await platform.stop();
      throw failure;
    }
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = new Promise<void>((resolve) =>
        this.process.once("exit", () => {
          resolve();
        }),
      );
      this.process.kill("SIGTERM");
      const isLate = await Promise.race([ended.then(() => false), pause(STOP_LIMIT_MILLIS, true, { ref: false })]);
      if (isLate) {
        this.process.kill("SIGKILL");
        await ended;
      }
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private async untilReady(): Promise<void> {
    const end = Date.now() + START_LIMIT_MILLIS;
    while (Date.now() < end) {
      if (this.process.exitCode !== null) {
        break;
      }
      const isReady = await fetch(`${this.baseUrl}/q/health/ready`).then(
        (response) => response.ok,
        () => false,
      );
      if (isReady) {
        return;
      }
      await pause(LOOK_EVERY_MILLIS);
    }
    throw new Error(`The platform did not get ready. It said:\n${this.output.join("").slice(-4_000)}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
