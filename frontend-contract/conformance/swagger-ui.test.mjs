// Swagger UI as it is served: operations are found by the filter, and none is open at first.
import chromium from "@sparticuz/chromium";
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { chromium as browsers } from "playwright-core";

const platform = process.env.PLATFORM_URL;

let browser;
let page;

before(async () => {
  browser = await browsers.launch({
    executablePath: await chromium.executablePath(),
    // A page of this size is too much for one process.
    args: chromium.args.filter((each) => !["--single-process", "--no-zygote"].includes(each)),
    headless: true,
  });
});

beforeEach(async () => {
  page = await browser.newPage();
  await page.goto(`${platform}/swagger-ui/`);
  await page.waitForSelector(".opblock-tag-section");
});

after(() => browser?.close());

async function filter(phrase) {
  await page.fill(".operation-filter-input", phrase);
  await page.waitForFunction(() => globalThis.document.querySelectorAll(".opblock-tag-section").length === 1);
}

test("the filter finds operations by path, by name and by summary, in any capitals", async () => {
  for (const phrase of ["/holiday-arrangements", "GETHOLIDAYARRANGEMENT", "The public holidays of a year"]) {
    await filter(phrase);
    assert.match(await page.locator(".opblock-tag").innerText(), /Reference data/);
  }
});

test("nothing is open at first", async () => {
  assert.equal(await page.locator(".opblock.is-open, .opblock-tag-section.is-open").count(), 0);
});
