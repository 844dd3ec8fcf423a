// Swagger UI as it is served, on one page: none of the operations is open at first, they are found by the filter, and whoever tries
// one out finds nothing filled in that he did not ask for.
import chromium from "@sparticuz/chromium";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium as browsers } from "playwright-core";

const platform = process.env.PLATFORM_URL;

const TAGS = ".opblock-tag-section";
/** For a page of all operations on a machine that does much else besides. */
const PATIENCE_MILLIS = 180_000;

let browser;
let page;

before(async () => {
  browser = await browsers.launch({
    executablePath: await chromium.executablePath(),
    // A page of this size is too much for one process.
    args: chromium.args.filter((each) => !["--single-process", "--no-zygote"].includes(each)),
    headless: true,
  });
  page = await browser.newPage();
  await page.goto(`${platform}/swagger-ui/`);
  await page.waitForSelector(TAGS, { timeout: PATIENCE_MILLIS });
});

after(() => browser?.close());

/** Shows what the phrase finds, which is all of one tag or part of it, and nothing of others. */
async function filter(phrase) {
  await page.fill(".operation-filter-input", phrase);
  await page.waitForFunction((tags) => globalThis.document.querySelectorAll(tags).length === 1, TAGS);
  const tag = page.locator(TAGS);
  if ((await tag.locator(".opblock-tag[data-is-open=true]").count()) === 0) {
    await tag.locator(".opblock-tag").click();
  }
  await tag.locator(".opblock").first().waitFor();
}

/** The inputs for parameters of the one operation that the phrase finds, by name. */
async function tryOut(operationId) {
  await filter(operationId);
  const operation = page.locator(`${TAGS} .opblock`);
  assert.equal(await operation.count(), 1);
  await operation.locator(".opblock-summary-control").click();
  await operation.locator(".try-out__btn").click();
  return operation
    .locator("tr[data-param-name]")
    .evaluateAll((rows) =>
      Object.fromEntries(
        rows.map((row) => [
          row.dataset.paramName,
          [...row.querySelectorAll("input, select, textarea")].map(({ value }) => value).join(),
        ]),
      ),
    );
}

test("nothing is open at first", async () => {
  assert.equal(await page.locator(".opblock.is-open, .opblock-tag-section.is-open").count(), 0);
});

test("the filter finds a tag, and operations by path, by name and by summary, in any capitals", async () => {
  await filter("catalogue pushes");
  const pushes = await page.locator(`${TAGS} .opblock`).count();
  for (const phrase of ["/holiday-arrangements", "GETHOLIDAYARRANGEMENT", "The public holidays of a year"]) {
    await filter(phrase);
    assert.match(await page.locator(".opblock-tag").innerText(), /Reference data/);
    assert.ok((await page.locator(`${TAGS} .opblock`).count()) < pushes);
  }
});

test("a search is tried without anything that narrows it", async () => {
  const filled = await tryOut("searchOfferings");
  assert.ok(["cursor", "kind", "limit", "q"].every((name) => name in filled));
  assert.deepEqual(new Set(Object.values(filled)), new Set([""]));
});

test("a change is tried without anybody's thing, key, version or principal", async () => {
  const filled = await tryOut("putProviderOffering");
  assert.ok(
    ["providerId", "externalId", "If-Match"].every((name) => name in filled),
    Object.keys(filled).join(),
  );
  assert.deepEqual(new Set(Object.values(filled)), new Set([""]));
});
