// The guide to generated clients fetches generators, so its commands are not carried out here; what they name is what is tried here.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const guide = readFileSync("guide/generate-a-client.md", "utf8");
const commands = [...guide.matchAll(/^```sh fetches\n([^]*?)^```$/gm)].map(([, text]) => text.replaceAll("\\\n", ""));
const settings = readFileSync("conformance/pom.xml", "utf8");

test("packages have the versions that are installed", () => {
  const installed = ["package.json", "conformance/package.json"]
    .map((file) => JSON.parse(readFileSync(file, "utf8")))
    .reduce((all, { dependencies, devDependencies }) => ({ ...all, ...dependencies, ...devDependencies }), {});
  const named = commands.flatMap((command) => [...command.matchAll(/(?:npx|npm install) (\S+)@(\S+)/g)]);
  assert.equal(named.length, 4);
  for (const [, name, version] of named) {
    assert.equal(version, installed[name], name);
  }
});

test("OpenAPI Generator has the version and the settings of the build", () => {
  const [, version] = readFileSync("../pom.xml", "utf8").match(/<openapi-generator.version>(.*?)</);
  const generators = commands.filter((command) => command.includes("openapi-generator"));
  assert.equal(generators.length, 4);
  for (const command of generators) {
    assert.match(command, new RegExp(`openapi-generator-cli[:-]${version}[. ]`));
  }
  for (const language of ["java", "kotlin", "python"]) {
    const [command] = generators.filter((each) => each.includes(`-g ${language} `));
    const given = command.match(/--additional-properties (\S+)/)?.[1].split(",") ?? [];
    const [, execution] = settings.match(new RegExp(`<id>generate-${language}</id>(.*?)</execution>`, "s"));
    const options = execution.match(/<configOptions>(.*?)<\/configOptions>/s)?.[1] ?? "";
    const built = [...options.matchAll(/<(\w+)>(.*?)<\/\1>/g), ...execution.matchAll(/<(library)>(.*?)<\/\1>/g)]
      .map(([, name, value]) => `${name}=${value}`)
      .filter((setting) => !setting.startsWith("hideGenerationTimestamp"));
    assert.deepEqual(given.sort(), built.sort(), language);
  }
});
