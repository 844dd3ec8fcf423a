import assert from "node:assert/strict";
import { test } from "node:test";
import {
  exportSheet,
  isProblem,
  sendSheet,
  sheetExportFile,
  sheetImport,
  sheetKinds,
  sheetResultFile,
  sheetResults,
  sheetTemplate,
} from "../src/index.js";
import { as, PLATFORM, some } from "./demo.js";

const provider = as("platform");

const TABLE = `服务编号,服务类型,名称,套餐编号,套餐名称,计价方式,套餐价格（元）,计费周期
client-vm,IAAS,云主机,y,包年,SUBSCRIPTION,3600,YEAR
client-none,月亮,没有这种服务,,,,,
`;

test("a sheet is sent, and comes back with what would become of each row", async () => {
  const [kind] = (await sheetKinds(provider)).filter(({ code }) => code === "CATALOGUE");
  assert.ok(kind?.availableActions.includes("IMPORT"));
  const template = new Uint8Array(await sheetTemplate(provider, "CATALOGUE"));
  assert.deepEqual([...template.slice(0, 2)], [...new TextEncoder().encode("PK")]);

  const sent = await sendSheet(provider, "CATALOGUE", new Blob([TABLE]), {
    targetId: PLATFORM,
    fileName: "catalogue.csv",
    validateOnly: true,
  });
  assert.deepEqual([sent.state, sent.counts.created, sent.counts.refused], ["SUCCEEDED", 1, 1]);
  assert.equal((await sheetImport(provider, sent.id))?.fileName, "catalogue.csv");
  const [refused] = await some(sheetResults(provider, sent.id, "REFUSED"));
  assert.equal(refused?.errors?.[0]?.code, "sheet-choice-unknown");
  assert.match(new TextDecoder().decode(await sheetResultFile(provider, sent.id)), /,Result,Reason,Remedy/);
  await assert.rejects(sendSheet(as("enterprise"), "CATALOGUE", new Blob([TABLE])), (thrown) => isProblem(thrown));
});

test("who uses what is sent as a sheet too, and nobody names the provider", async () => {
  const table = `统一社会信用代码,企业名称,所在县区代码,服务类别,合同编号,签订日期,开始日期
91340123MA2T03160U,肥西客户端铸造有限公司,340123,S-3,HT-CLIENT-SHEET,2018-06-01,2018-06-10
91340123MA2T031870,肥西客户端误写有限公司,340123,S-3,HT-CLIENT-SHEET,2018-06-01,2018-06-10
`;
  const sent = await sendSheet(provider, "ADOPTIONS", new Blob([table]), { validateOnly: true });
  assert.deepEqual([sent.state, sent.counts.created, sent.counts.refused], ["SUCCEEDED", 1, 1]);
  const [refused] = await some(sheetResults(provider, sent.id, "REFUSED"));
  assert.equal(refused?.errors?.[0]?.code, "credit-code-check-character");
});

test("what is on record is written in the same columns", async () => {
  const written = await exportSheet(provider, { kind: "CATALOGUE", targetId: PLATFORM, format: "CSV_UTF_8" });
  assert.equal(written?.state, "SUCCEEDED");
  assert.match(new TextDecoder().decode(await sheetExportFile(provider, written.id)), /demo-ecs-general/);
});
