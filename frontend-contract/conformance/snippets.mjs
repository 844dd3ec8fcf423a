// Carries out what a README and the guides have a new user type, block by block, one shell for each file, against the platform at
// PLATFORM_URL, with a bare Unix and Node.js:
//
//   DENGYUN_WEBHOOKS_ALLOW_PRIVATE_TARGETS=true node conformance/with-platform.mjs node conformance/snippets.mjs guide ../README.md
//
// A README comes last, for it moves the clock.
//
// A block that fails ends it, and so does an answer that is a problem. Blocks marked `sh fetches` are not carried out: what they
// fetch is what the other tests here have installed, and walks.test.mjs holds the two against each other.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join, resolve } from "node:path";
import { freePort } from "./free-port.mjs";

const LIMIT_MILLIS = 300_000;
const REPOSITORY = resolve(import.meta.dirname, "../..");
const platform = process.env.PLATFORM_URL ?? assert.fail("with-platform.mjs starts a platform and sets PLATFORM_URL");

/** What a snippet may use; curl is here for one of the two READMEs alone, and everything else goes without. */
const TOOLS = ["bash", "cat", "grep", "gzip", "sed", "sleep"];
const WITH_CURL = ["README.md"];

const MOVES_THE_CLOCK = ["meter-and-bill.md"];

/** What has to be said in the end. */
const README = [/"created":2,/, /"unchanged":2/, /"amountFen":100000/, /"holds":true/, /"status":"EXPIRED"/];
const EXPECTED = {
  "README.md": README,
  "README.zh-CN.md": README,
  "assess-a-level.md": [
    /^I 15\.00, P 15\.00, S 25\.00, /m,
    /L3 60\.00, L4 75\.00/,
    /^SUBMITTED 59\.47 L2$/m,
    /^S-2 9 \/ \d+ true$/m,
    /^assessment-not-found$/m,
    /^PUBLIC_NOTICE L2$/m,
    /^L\d \d\d\.\d\d, next L\d$\n^1$/m,
    /^PUBLIC_NOTICE L2$\n^four-eyes-required$\n^DISMISSED$/m,
    /^LEVEL VALID L2$/m,
    /^VALID J.* L2$/m,
    /^true$\n^ANSWERED$\n^four-eyes-required$\n^CONFIRMED$/m,
    /^DOWNGRADED L1$/m,
    /^CHANGED$\n^CONFIRMED L2$/m,
  ],
  "compute-an-evaluation.md": [
    /^PUBLISHED 18$/m,
    /^the same$/m,
    /^340200 null$/m,
    /^SURVEY OPEN$/m,
    /^city-evaluation-not-found$/m,
  ],
  "judge-a-contest.md": [
    /^ANNOUNCED$\n^NOMINATED 李明$/m,
    /^4$\n^JUDGING$\n^contest-conflict-own$\n^2$\n^3$\n^4$\n^NOMINATOR 3$/m,
    /^CONTEST_ENTRIES_WAITING,CONTEST_JUROR_NAMED$\n^true$/m,
    /^NOTICE$\n^the same$/m,
    /^four-eyes-required$\n^DISMISSED$\n^contest-notice-open$\n^1,2$/m,
  ],
  "book-capacities.md": [/^60000 HELD$/m, /^CONFIRMED$/m, /^CANCELLED CANCELLED$/m, /^PUBLISHED$\n^1$\n^2$/m],
  "complain-about-orders.md": [
    /^FILED .*ANSWER/m,
    /^true$/m,
    /^ESCALATED$/m,
    /}PARTLY_UPHELD$\n^DECIDE ESCALATE ANSWER FILE$/m,
    /^false$/m,
  ],
  "count-enterprises.md": [
    /^90 days, 10 working days$/m,
    /^3 created, 1 rejected$/m,
    /"code":"credit-code-check-character"/,
    /^3 of 3$\n^four-eyes-required$\n^ACCEPTED$/m,
    /^OBJECT$\n^OBJECTED$\n^REJECTED$/m,
    /^VALID DEEP$/m,
    /^VALID .* 91340123MA2T03005F DEEP$/m,
  ],
  "demands-and-trials.md": [
    /"accessNote":"请在/,
    /^TRIAL$/m,
    /^OPEN$/m,
    /^true$\n^2$\n^0$/m,
    /"status":"SUBMITTED"/,
    /"origin":"QUOTE"/,
    /^282500 32500 OWN_WORDS$/m,
    /"mean":"5\.0"/,
    /"answer":"感谢信任/,
  ],
  "govern-providers.md": [
    /^\/dossier\/hotline .*\/documents/m,
    /^WITHDRAWN$/m,
    /}SUSPENDED$/m,
    /}QUALIFIED$/m,
    /"status":"EFFECTIVE"/,
    /"reason":"与开户证明核对一致"/,
  ],
  "meter-and-bill.md": [
    /"acceptedCount":2,.*"quarantinedCount":1,/,
    /^[0-9a-f]{64}$\n^3$/m,
    /^the receipt is right$/m,
    /^DISMISSED$/m,
    /}60\.5$/m,
    /"status":"LOCKED"/,
    /"eventId":"ecs-1-09-2"/,
    /^ACCEPTED$/m,
    /"capturedFen":[1-9]/,
    /}FINAL$/m,
    /^BillingAccountId,/m,
  ],
  "look-at-a-region.md": [
    /^340100 UNIT$\n^12$\n^CLOUD_ENTERPRISES$/m,
    /^not-yours$\n^false$\n^unauthenticated$/m,
    /^304$/m,
    /^true$\n^Catalog http:\/\/www\.w3\.org\/ns\/dcat#$\n^a table$\n^340000$/m,
  ],
  "mirror-the-catalogue.md": [/\d+ changes, \d+ offerings/],
  "order-and-deliver.md": [
    /"status":"PLACED"/,
    /"status":"ACCEPTED"/,
    /"status":"CANCELLED"/,
    /"kind":"DELIVERY_ACCEPTANCE"/,
    /"capturedFen":10000/,
    /"status":"COMPLETED"/,
    /"amountFen":3000/,
    /"origin":"RENEWAL"/,
    /"move":"COMPLETE"/,
  ],
  "plan-a-year.md": [
    /^REGISTERED_ENTERPRISES [1-9]\d* of 2000 /m,
    /^CLOUD_ENTERPRISES [1-9]\d* of 1600 /m,
    /^340123 [1-9]/m,
    /^1000 in 18, 340826 20$/m,
    /^PROPOSED$\n^PUBLISHED 1$/m,
    /^DRAFT$\n^SUBMITTED$\n^ACCEPTED$\n^PUBLISHED$\n^(\d+) of \1$/m,
    /^340100 .*ANSWER.*$\n^ANSWERED$\n^SETTLED$\n^SETTLE ANSWER RAISE$/m,
    /^RUNNING$\n^肥西示范精密机械有限公司$/m,
  ],
  "hold-an-activity.md": [
    /^PUBLISHED OPEN$/m,
    /^SEATED null$\n^WAITING 1$/m,
    /^UID:\S+@activities\.dengyun$\n^SEQUENCE:1$\n^STATUS:CONFIRMED$/m,
    /^2$\n^SEQUENCE:2$/m,
    /^WITHDRAWN$\n^SEATED$/m,
    /^1 0$\n^0 1$/m,
    /^5$\n^activity-feedback-given$\n^true$\n^1 5\.0$/m,
    /^ATTENDANCE VALID 王\*$\n^VALID T\S+ \S+ ATTENDED$\n^true$\n^REVOKED$/m,
    /^activity-not-over$/m,
    /^CANCELLED$\n^STATUS:CANCELLED$/m,
    /^true$\n^forbidden$/m,
    /^PUBLISHED$\n^0$/m,
  ],
  "provision-orders.md": [/^ok {6}makes a service$/m, /^DONE$/m],
  "publish-a-bulletin.md": [
    /^DRAFT \d+ 年.+通报$\n^SUBMITTED$/m,
    /^four-eyes-required$\n^\/api\/v1\/bulletins\/\S+$\n^SUBMITTED 1$\n^APPROVED 2$\n^PUBLISHED$/m,
    /^CLOUD_ENTERPRISES 18,ORDERS 18$\n^true,true,true$\n^VALID$\n^http\S+\/bulletins\/\S+$/m,
    /^PUBLISHED 1$\n^erratum-old-value-differs,erratum-old-value-differs,erratum-corrects-missing$\n^1: 2$\n^VALID$/m,
  ],
  "publish-an-article.md": [
    /^DRAFT$\n^REVIEW$\n^LIVE /m,
    /^art-1 .*$\n^art-2 /m,
    /^申报表\.pdf$\n^REVIEW$\n^LIVE$\n^%PDF-1\.7$/m,
    /^sizes 第三条 申请单位 \/api\/v1\/articles\/\S+#art-3$/m,
    /"?article-clause-dropped"?/,
    /^DRAFT$\n.*^DRAFT$\n^REVIEW$\n^LIVE$\n^SUPERSEDED$\n^2 .+$/ms,
    /^WITHDRAWN .+ null$/m,
    /<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/,
    /^MOVED_TO_CLOUD/m,
    /^POLICY 行动计划 340123$/m,
  ],
  "push-a-catalogue.md": [/left out by --drop: since \(2\)/, /"created":4,/, /"rejected":1,/, /"pointer":"\/homepage"/],
  "read-statistics.md": [/^CLOUD_ENTERPRISES 18$/m, /^true$\n^true$/m, /^indicator-not-found$\n^AUTHORITY$\n^true$/m],
  "receive-webhooks.md": [/cn\.dengyun\.events\.webhook\.tested \/api\/v1\/webhook-endpoints\//],
  "send-a-sheet.md": [
    /\bCATALOGUE IMPORT,EXPORT\b/,
    /^1$/m,
    /"code":"sheet-choice-unknown"/,
    /处理结果,原因,办法/,
    /^2 unchanged$/m,
    /^"?guide-(zh-)?vm"?,/m,
  ],
  "settle-vouchers.md": [
    /^3000$/m,
    /^CHECKED AMBER$\n.*PACE_IMPLAUSIBLE/m,
    /^SUBMITTED CONFIRMED CHECKED APPROVED$/m,
    /^true$\n^[0-9a-f]{64}$\n^NOTICED$/m,
    /"amountFen":3000/,
    /^true true$\n^EFFECTIVE$/m,
  ],
  "verify-vouchers.md": [/"isUsable":true/, /^VALID$/m],
};

for (const file of process.argv.slice(2).flatMap((place) => files(resolve(place)))) {
  const blocks = blocksOf(file);
  const folder = mkdtempSync(join(tmpdir(), "dengyun-snippets-"));
  try {
    symlinkSync(join(REPOSITORY, "frontend-contract"), join(folder, "frontend-contract"));
    const said = await carryOut(blocks, folder, toolsFor(basename(file), folder));
    assert.doesNotMatch(said, /"type":"[^"]*\/problems\//, said);
    for (const expected of EXPECTED[basename(file)] ?? []) {
      assert.match(said, expected);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${file}: ${blocks.length} blocks`);
}

/** Of a folder the guides that leave the clock alone come before those that move it. */
function files(place) {
  return place.endsWith(".md")
    ? [place]
    : readdirSync(place)
        .filter((name) => name.endsWith(".md") && name !== "README.md")
        .sort((one, other) => MOVES_THE_CLOCK.includes(one) - MOVES_THE_CLOCK.includes(other))
        .map((name) => join(place, name));
}

/** All of a guide; of a README what is between the first heading but one, which starts the platform, and the layout. */
function blocksOf(file) {
  const chapters = readFileSync(file, "utf8").split(/^## /m);
  const layout = chapters.findIndex((chapter) => /^(Layout|目录结构)/.test(chapter));
  const walk = layout < 0 ? chapters : chapters.slice(2, layout);
  const blocks = walk.flatMap((chapter) => [...chapter.matchAll(/^```(.*)\n([^]*?)^```$/gm)]);
  const unknown = blocks.map(([, kind]) => kind).filter((kind) => !["sh", "sh fetches", "java"].includes(kind));
  assert.deepEqual(unknown, [], `${file} has blocks that nobody carries out`);
  return blocks.filter(([, kind]) => kind === "sh").map(([, , text]) => text);
}

/** A folder with the few commands that there are. */
function toolsFor(name, folder) {
  const tools = join(folder, ".tools");
  mkdirSync(tools);
  symlinkSync(process.execPath, join(tools, "node"));
  const names = WITH_CURL.includes(name) ? [...TOOLS, "curl"] : TOOLS;
  for (const tool of names) {
    const found = process.env.PATH.split(delimiter)
      .map((place) => join(place, tool))
      .find(isExecutable);
    assert.ok(found !== undefined || tool === "curl", `there is no ${tool}`);
    if (found !== undefined) {
      symlinkSync(found, join(tools, tool));
    }
  }
  return tools;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function carryOut(blocks, folder, tools) {
  // What was chained by && and failed does not end a shell by itself.
  const script = ["set -euo pipefail; trap 'kill $(jobs -p) 2> /dev/null || :' EXIT", ...blocks]
    .join("\n[ $? -eq 0 ] || exit 1\necho\n")
    .replaceAll("http://localhost:8080", platform)
    .replaceAll(/(?<=localhost:|listen\()3000/g, String(await freePort()));
  const { status, stdout, stderr } = spawnSync(join(tools, "bash"), ["-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: tools },
    timeout: LIMIT_MILLIS,
  });
  const said = `${stdout}\n${stderr}`;
  assert.equal(status, 0, said);
  return said;
}
