import assert from "node:assert/strict";
import { test } from "node:test";
import {
  caseArchive,
  connect,
  type Dengyun,
  foreseen,
  foreseeQualification,
  foreseeSanction,
  isProblem,
  may,
  password,
  uploadFile,
  workItems,
  workSummary,
} from "../src/index.js";

/** Where `npm test` has started a platform. */
const baseUrl = process.env["PLATFORM_URL"] ?? assert.fail("npm test starts a platform and sets PLATFORM_URL");
const SOFTWARE = "01900000-0000-7000-8000-000000000002";
const DAY = 86_400_000;

function as(username: string): Dengyun {
  return connect({ baseUrl, credentials: password(username, "Dengyun#2018"), language: "en" });
}

function keyed(): { "Idempotency-Key": string } {
  return { "Idempotency-Key": crypto.randomUUID() };
}

test("what waits is listed whole, and counted", async () => {
  const city = as("wuhu");
  const kinds = new Map<string, number>();
  for await (const item of workItems(city)) {
    kinds.set(item.kind, (kinds.get(item.kind) ?? 0) + 1);
  }
  const { total, kinds: counted } = await workSummary(city);
  assert.ok(total.open > 0);
  for (const each of counted) {
    assert.equal(kinds.get(each.kind), each.count.open);
  }
  for await (const item of workItems(city, { kind: "SECURITY_INCIDENT", region: "340200" })) {
    assert.equal(item.kind, "SECURITY_INCIDENT");
  }
});

test("a form shows all that a submission is missing, and takes files", async () => {
  const software = as("application");
  const { data: made } = await software.api.POST("/api/v1/provider-qualifications", {
    params: { header: keyed() },
    body: {
      kind: "SERVICE_INSTITUTION",
      year: new Date().getFullYear(),
      dossier: { nameZh: "江城示范软件" },
    },
  });
  assert.ok(made && "id" in made);
  assert.ok(may(made, "SUBMIT") || may(made, "WITHDRAW"));
  const attachmentId = await uploadFile(
    software,
    "CERTIFICATE",
    new File(["%PDF-1.7\n%%EOF\n"], "licence.pdf", { type: "application/pdf" }),
  );
  await software.api.POST("/api/v1/provider-qualifications/{id}/documents", {
    params: { path: { id: made.id }, header: keyed() },
    body: {
      attachmentId,
      purpose: "BUSINESS_LICENCE",
      visibility: "RECORD",
      issuer: "芜湖市市场监督管理局",
      issuedOn: new Date(Date.now() - 30 * DAY).toISOString().slice(0, 10),
    },
  });
  const { would, defects } = await foreseeQualification(software, made.id);
  assert.equal(would, undefined);
  assert.ok(defects.some((defect) => defect.pointer === "/dossier/hotline"));
  assert.throws(() => foreseen(made), TypeError);
  await software.api.POST("/api/v1/provider-qualifications/{id}/withdrawals", {
    params: { path: { id: made.id }, header: keyed() },
    body: { reason: "材料待补" },
  });
});

test("what a sanction would do is known before anybody imposes it", async () => {
  const [city, province] = [as("wuhu"), as("province")];
  const { data: incident } = await city.api.POST("/api/v1/security-incidents", {
    params: { header: keyed() },
    body: {
      providerId: SOFTWARE,
      title: "日志外泄",
      description: "日志含用户手机号。",
      affected: "日志服务",
      grade: "GENERAL",
      occurredAt: new Date(Date.now() - 40 * DAY).toISOString(),
      foundAt: new Date(Date.now() - 39 * DAY).toISOString(),
    },
  });
  assert.ok(incident && "id" in incident);
  const path = { id: incident.id };
  await city.api.POST("/api/v1/security-incidents/{id}/investigations", {
    params: { path, header: keyed() },
    body: { reason: "核查" },
  });
  await province.api.POST("/api/v1/security-incidents/{id}/determinations", {
    params: { path, header: keyed() },
    body: { grade: "GENERAL", finding: "属实" },
  });
  const { data: sanction } = await city.api.POST("/api/v1/sanctions", {
    params: { header: keyed() },
    body: { securityIncidentId: incident.id, basis: "DECISION", legalBasis: "保障措施", reason: "核实" },
  });
  assert.ok(sanction && "id" in sanction);
  await city.api.POST("/api/v1/sanctions/{id}/hearings", {
    params: { path: { id: sanction.id }, header: keyed() },
    body: { reason: "告知" },
  });
  const { would, refusals } = await foreseeSanction(province, sanction.id, "核实");
  assert.equal(would, undefined);
  assert.equal(refusals[0]?.code, "sanction-hearing-open");
});

test("auditors get a case as an archive, others do not", async () => {
  const auditor = as("auditor");
  const { data: vouchers } = await auditor.api.GET("/api/v1/vouchers");
  const voucher = vouchers?.data[0];
  assert.ok(voucher);
  const archive = new Uint8Array(await caseArchive(auditor, voucher.id));
  assert.equal(String.fromCharCode(...archive.slice(0, 2)), "PK");
  await assert.rejects(caseArchive(as("enterprise"), voucher.id), (thrown) => isProblem(thrown, "forbidden"));
});
