// hey-api and Prism want a newer Node.js than the platform does, so one comes with them.
import { createRequire } from "node:module";

const LEAST = [24, 18];

/** The path of a Node.js that is new enough. */
export function node24() {
  try {
    return createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/bin/node`);
  } catch {
    const [major, minor] = process.versions.node.split(".").map(Number);
    if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) {
      return process.execPath;
    }
    throw new Error(
      `No Node.js ${LEAST.join(".")} comes as a package for ${process.platform} on ${process.arch}: ` +
        `run the tests with that version or a newer one`,
    );
  }
}
