import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { isGenuine } from "./verify-webhook.mjs";

// The message and the secret that the libraries of Standard Webhooks test with, and the first key of RFC 8032.
const BODY = '{"test": 2432232314}';
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const PUBLIC_KEY = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
const NOW = 1614265330;
const HEADERS = {
  "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
  "webhook-timestamp": String(NOW),
  "webhook-signature":
    "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= " +
    "v1a,fldxM4gAKugP6nnt1hdz3sgGfZ6d99nzrMFnZOELIxbzEHoVmAb2ADpkJK7zgPePmPsle0zV9jSeGlHFG2NVAw==",
};

for (const key of [SECRET, PUBLIC_KEY]) {
  test(`a genuine webhook is known by ${key.slice(0, 6)}`, () => {
    assert.equal(isGenuine(HEADERS, BODY, key, NOW), true);
  });

  test(`a changed, old or unsigned webhook is refused by ${key.slice(0, 6)}`, () => {
    assert.equal(isGenuine(HEADERS, BODY + " ", key, NOW), false);
    assert.equal(isGenuine({ ...HEADERS, "webhook-id": "msg_other" }, BODY, key, NOW), false);
    assert.equal(isGenuine(HEADERS, BODY, key, NOW + 301), false);
    assert.equal(isGenuine({ ...HEADERS, "webhook-signature": "v1,AAAA v1a,AAAA x" }, BODY, key, NOW), false);
    assert.equal(isGenuine({}, BODY, key, NOW), false);
  });
}

test("the Java of the guide says the same", () => {
  const guide = readFileSync(new URL("receive-webhooks.md", import.meta.url), "utf8");
  const [, method] = guide.match(/^```java\n([^]*?)^```$/m);
  const now = Math.floor(Date.now() / 1000);
  const signed = (id, seconds) => {
    const mac = createHmac("sha256", Buffer.from(SECRET.slice("whsec_".length), "base64"));
    return `v1a,AAAA v1,${mac.update(`${id}.${seconds}.${BODY}`).digest("base64")}`;
  };
  const cases = [
    [SECRET, "msg_1", now, BODY, signed("msg_1", now)],
    [SECRET, "msg_1", now, `${BODY} `, signed("msg_1", now)],
    [SECRET, "msg_2", now, BODY, signed("msg_1", now)],
    [SECRET, "msg_1", now - 400, BODY, signed("msg_1", now - 400)],
    [SECRET, "msg_1", now, BODY, "v1,AAAA"],
  ];
  assert.equal(
    runJava(
      `import java.nio.charset.StandardCharsets; import java.security.*; import java.time.Instant; import java.util.Base64;
       import javax.crypto.Mac; import javax.crypto.spec.SecretKeySpec;
       class Guide {
         public static void main(String[] told) throws Exception {
           for (int i = 0; i < told.length; i += 5) {
             System.out.print(new Guide().isGenuine(told[i], told[i + 1], told[i + 2], told[i + 3], told[i + 4]) + " ");
           }
         }
         ${method}
       }`,
      cases.flat(),
    ),
    "true false false false false ",
  );
});

function runJava(source, parameters) {
  const folder = mkdtempSync(join(tmpdir(), "dengyun-guide-"));
  try {
    const file = join(folder, "Guide.java");
    writeFileSync(file, source);
    const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
    const { status, stdout, stderr } = spawnSync(java, [file, ...parameters.map(String)], { encoding: "utf8" });
    assert.equal(status, 0, stderr);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
