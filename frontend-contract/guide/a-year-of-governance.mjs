#!/usr/bin/env node
// Two years of governing providers, as each role lives them, on a demo whose clock it moves. Begin with a fresh ./data.
//
//   node a-year-of-governance.mjs http://localhost:8080
//
// Each chapter belongs to one role and says what it does, what it sees, and what is refused to it. Ends at the first
// thing that is not as it should be.
import assert from "node:assert/strict";
import {
  DAY,
  ask,
  because,
  client,
  counts,
  day,
  list,
  now,
  passTime,
  refused,
  say,
  tell,
  upload,
  yuan,
} from "./roles.mjs";

const HOST = "01900000-0000-7000-8000-000000000001";
const SOFTWARE = "01900000-0000-7000-8000-000000000002";
const ENTERPRISE = "01900000-0000-7000-8000-000000000103";

const chapters = {
  "A stranger": stranger,
  "A company that wants to be a service institution": applicant,
  "The city that reviews it": city,
  "The province, a review": review,
  "An enterprise that objects": objector,
  "The province, a grant": grant,
  "A cloud platform": platform,
  "An agent": agent,
  "The city, an incident": incident,
  "An enterprise whose supplier is looked into": customer,
  "The county": county,
  "The province, a sanction": sanction,
  "The sanctioned provider": sanctioned,
  "Its customer": freed,
  "A system of the provider": system,
  Finance: finance,
  "The auditor": auditor,
  "The system administrator": administrator,
  "The year after next": end,
};
/** What later chapters need of earlier ones. */
const seen = {};
await tell(chapters);

async function stranger() {
  const providers = await list("/providers");
  say(`sees ${providers.length} providers and how each stands: ${counts(providers, (it) => it.status)}`);
  say(`sees whom a sanction binds: ${(await list("/sanctions")).map((it) => it.status).join(", ")}`);
  await refused("sees nobody's work", "/work-items", { status: 401 });
  await refused("reports no incident", "/security-incidents", { body: {}, status: 401 });
}

async function applicant() {
  const year = (await now()).getUTCFullYear();
  const draft = { kind: "SERVICE_INSTITUTION", year, dossier: { nameZh: "江城示范软件" } };
  const made = await ask("/provider-qualifications", { as: "application", body: draft });
  const path = `/provider-qualifications/${made.id}`;
  seen.qualification = path;
  const dry = await ask(`${path}/submissions?validateOnly=true`, { as: "application", body: "" });
  const missing = dry.refusals[0].errors.map((it) => it.pointer);
  say(`a dry run of the submission names all that is missing: ${missing.join(" ")}`);
  await ask(path, {
    as: "application",
    method: "PATCH",
    body: {
      nameZh: "江城示范软件",
      hotline: "400-000-0002",
      homepage: "https://software.example.cn",
      exitTerms: "终止后 30 日内可导出全部数据，期满删除并出具证明。",
      serviceLevel: "2 个工作日内响应。",
      dataLocations: ["安徽省芜湖市"],
      incidentPhone: "0553-60000001",
      incidentEmail: "security@software.example.cn",
      securityStaff: 2,
      securityTeam: "设安全负责人一名。",
    },
  });
  for (const purpose of ["BUSINESS_LICENCE", "QUALIFICATION", "COMMITMENT"]) {
    await ask(`${path}/documents`, {
      as: "application",
      body: {
        attachmentId: await upload("application", purpose),
        purpose,
        issuer: "芜湖市市场监督管理局",
        issuedOn: day(-30, await now()),
        visibility: "RECORD",
      },
    });
  }
  const submitted = await ask(`${path}/submissions`, { as: "application", body: "" });
  say(`submits it: ${submitted.status}`);
  await refused("does not review it itself", `${path}/reviews`, { as: "application", body: pass(), status: 403 });
}

async function city() {
  const waiting = await work("wuhu");
  say(`has on its list: ${counts(waiting, (it) => it.kind)}`);
  assert.ok(waiting.some((it) => it.kind === "QUALIFICATION_REVIEW"));
  await refused("another city does not", `${seen.qualification}/reviews`, {
    as: "hefei",
    body: pass(),
    status: [403, 404],
  });
  say(`passes it: ${(await ask(`${seen.qualification}/reviews`, { as: "wuhu", body: pass() })).status}`);
}

async function review() {
  const shown = await ask(`${seen.qualification}/reviews`, { as: "province", body: pass() });
  say(`passes it too, and shows it to the public: ${shown.status}`);
}

async function objector() {
  say(`sees the public notice: ${(await ask(seen.qualification)).status}`);
  const objection = await ask(`${seen.qualification}/objections`, {
    as: "enterprise",
    body: { statement: "该单位的合同未按期履行。" },
  });
  seen.objection = `/qualification-objections/${objection.id}`;
  say(`objects: ${objection.status}`);
  await refused("only once", `${seen.qualification}/objections`, {
    as: "enterprise",
    body: { statement: "再次提出。" },
    status: 409,
  });
}

async function grant() {
  const decision = { body: because("公示无异议，准予登记") };
  await refused("not before the notice is over", `${seen.qualification}/grants`, {
    as: "province2",
    ...decision,
    status: 409,
  });
  await ask(`${seen.objection}/decisions`, {
    as: "province2",
    body: { decision: "DISMISS", ...because("经核查，异议不成立") },
  });
  await passTime(8);
  await refused("whoever passed it does not grant it", `${seen.qualification}/grants`, {
    as: "province",
    ...decision,
    status: 403,
  });
  const granted = await ask(`${seen.qualification}/grants`, { as: "province2", ...decision });
  say(`another grants it: ${granted.status}`);
  say(`everybody sees: ${(await ask(`/providers/${SOFTWARE}`)).kinds.join(" and ")}`);
}

async function platform() {
  const year = (await now()).getUTCFullYear();
  const duty = `/obligations/INDUSTRIAL_APPS-${year}-${HOST}`;
  const before = await ask(duty);
  const made = await ask("/platforms", {
    as: "platform",
    body: {
      kind: "INDUSTRIAL_CLOUD",
      nameZh: "皖云工业互联网平台",
      regions: ["340100"],
      industries: ["34"],
      knowledgeModels: ["轴承寿命预测模型"],
      software: ["排产优化组件"],
    },
  });
  const hosted = (await list(`/hostings?developerId=${SOFTWARE}&limit=200`)).map((it) => it.offeringId);
  const app = (await list(`/offerings?providerId=${SOFTWARE}&kind=INDUSTRIAL_APP&limit=200`)).find(
    (it) => !hosted.includes(it.id),
  );
  const hosting = await ask(`/platforms/${made.id}/hostings`, { as: "platform", body: { offeringId: app.id } });
  await refused("does not confirm for the developer", `/hostings/${hosting.id}/confirmations`, {
    as: "platform",
    body: because("自行确认"),
    status: 403,
  });
  await ask(`/hostings/${hosting.id}/confirmations`, { as: "application", body: because("情况属实") });
  let after = before;
  for (let tries = 0; after.asOf === before.asOf && tries < 60; tries++) {
    await new Promise((resume) => setTimeout(resume, 500)); // What is shown was computed some seconds ago at most.
    after = await ask(duty);
  }
  assert.equal(after.counted, before.counted + 1);
  say(
    `hosts an app of another developer, who confirms it: ${before.counted} then ${after.counted} of ${after.required}`,
  );
}

async function agent() {
  const delegation = await ask("/delegations", {
    as: "enterprise",
    body: {
      agentOrganizationId: "01900000-0000-7000-8000-000000000102",
      scopes: ["vouchers:redeem"],
      validFrom: (await now()).toISOString(),
      validUntil: new Date((await now()).getTime() + 30 * DAY).toISOString(),
    },
  });
  const path = `/vouchers/${(await list("/vouchers", "enterprise"))[0].id}/reservations`;
  await refused("who is the provider orders nothing from itself", path, {
    as: "application",
    delegation: delegation.id,
    body: await order(),
    status: 403,
  });
}

async function incident() {
  const at = await now();
  const made = await ask("/security-incidents", {
    as: "wuhu",
    body: {
      providerId: SOFTWARE,
      title: "客户数据可被公开下载",
      description: "备份存储未设访问权限。",
      affected: "备份服务",
      grade: "MAJOR",
      occurredAt: new Date(at - 2 * DAY).toISOString(),
      foundAt: new Date(at - DAY).toISOString(),
    },
  });
  seen.incident = `/security-incidents/${made.id}`;
  // Held before anybody knows of it.
  seen.voucher = `/vouchers/${(await list("/vouchers", "enterprise"))[0].id}`;
  seen.before = await ask(seen.voucher, { as: "enterprise" });
  seen.hold = (await hold()).id;
  await ask(`${seen.incident}/investigations`, { as: "wuhu", body: because("核查影响范围") });
  await ask(`${seen.incident}/suspensions`, { as: "wuhu", body: { days: 30, ...because("核查期间暂停") } });
  say(`records it, looks into it, suspends the provider meanwhile: ${(await ask(`/providers/${SOFTWARE}`)).status}`);
  await refused("does not determine alone what it has recorded", `${seen.incident}/determinations`, {
    as: "wuhu",
    body: { grade: "MAJOR", finding: "属实" },
    status: 403,
  });
}

async function customer() {
  const found = await list(`/offerings?providerId=${SOFTWARE}`);
  say(`finds ${found.length} offerings of the provider`);
  assert.equal(found.length, 0);
  await refused("holds nothing for it", `${seen.voucher}/reservations`, {
    as: "enterprise",
    body: await order(),
    status: 409,
  });
  say(`its earlier hold stands: ${(await ask(`/reservations/${seen.hold}`, { as: "enterprise" })).status}`);
}

async function county() {
  await refused("does not even know of it", "/sanctions", { as: "feixi", body: proposal(), status: 404 });
  const frozen = await ask(`/organizations/${ENTERPRISE}/freezes`, { as: "feixi", body: because("核查材料") });
  say(`freezes an enterprise of its own: ${frozen.frozenAt !== null}`);
  await refused("which writes nothing then", `${seen.voucher}/reservations`, {
    as: "enterprise",
    body: await order(),
    status: 403,
  });
  await ask(`/organizations/${ENTERPRISE}/unfreezes`, { as: "feixi", body: because("核查完毕") });
  await refused("and none of another county", "/organizations/01900000-0000-7000-8000-000000000104/freezes", {
    as: "feixi",
    body: because("核查材料"),
    status: [403, 404],
  });
}

async function sanction() {
  await ask(`${seen.incident}/determinations`, { as: "province", body: { grade: "MAJOR", finding: "经核查属实。" } });
  const made = await ask("/sanctions", { as: "wuhu", body: proposal() });
  seen.sanction = `/sanctions/${made.id}`;
  const heard = await ask(`${seen.sanction}/hearings`, { as: "wuhu", body: because("告知拟作出的决定") });
  say(`determines the incident; the city proposes a sanction and hears the provider: ${heard.status}`);
  const decision = { body: because("事实清楚，依据充分") };
  await refused("not before it was heard", `${seen.sanction}/decisions`, { as: "province2", ...decision, status: 409 });
  await ask(`${seen.sanction}/statements`, { as: "application", body: { statement: "已于两小时内修复并通知用户。" } });
  await passTime(9);
  await refused("not who proposed it", `${seen.sanction}/decisions`, { as: "wuhu", ...decision, status: 403 });
  const dry = await ask(`${seen.sanction}/decisions?validateOnly=true`, { as: "province2", ...decision });
  assert.equal((await ask(`/reservations/${seen.hold}`, { as: "enterprise" })).status, "HELD");
  say(`a dry run says what will follow: ${consequences(dry.would)}`);
  const { sanction: imposed } = await ask(`${seen.sanction}/decisions`, { as: "province2", ...decision });
  seen.lastDay = imposed.lastDay;
  say(`another imposes it: ${imposed.status} until ${seen.lastDay}`);
}

async function sanctioned() {
  say(`stands as ${(await ask(`/providers/${SOFTWARE}`)).status}`);
  const year = (await now()).getUTCFullYear() + 1;
  await refused("does not apply for another kind", "/provider-qualifications", {
    as: "application",
    body: { kind: "CLOUD_PLATFORM", year, dossier: { nameZh: "江城新名" } },
    status: 409,
  });
  const appeal = await ask(`${seen.sanction}/appeals`, {
    as: "application",
    body: { grounds: "认定依据的评测报告已被更正。" },
  });
  say(`appeals: ${appeal.status}`);
  await refused("not twice at a time", `${seen.sanction}/appeals`, {
    as: "application",
    body: { grounds: "再次申诉。" },
    status: 409,
  });
  await refused("nobody decides on his own decision", `${seen.sanction}/appeal-decisions`, {
    as: "province2",
    body: { outcome: "UPHOLD", ...because("维持原决定") },
    status: 403,
  });
  await ask(`${seen.sanction}/appeal-decisions`, {
    as: "province",
    body: { outcome: "UPHOLD", ...because("维持原决定") },
  });
}

async function freed() {
  const released = await ask(`/reservations/${seen.hold}`, { as: "enterprise" });
  const after = await ask(seen.voucher, { as: "enterprise" });
  assert.equal(released.status, "RELEASED");
  // With it what its orders held that had not been delivered.
  assert.equal(after.availableFen + after.heldFen, seen.before.availableFen + seen.before.heldFen);
  assert.ok(after.heldFen < seen.before.heldFen);
  say(`has its money back on the voucher: ${yuan(after.availableFen)}`);
  const left = (moment, voucher) => Date.parse(voucher.validUntil) - Date.parse(moment);
  say(`may use it until ${after.validUntil} (before: ${seen.before.validUntil})`);
  assert.ok(left(seen.before.validUntil, after) >= 0);
  const told = await list("/notifications", "enterprise");
  say(
    `was told: ${told
      .slice(0, 3)
      .map((it) => it.title)
      .join(" · ")}`,
  );
  const { programmeId } = after;
  assert.equal((await ask(`/programmes/${programmeId}/conservation`)).holds, true);
}

async function system() {
  const token = await client("application-client", "application-secret");
  await refused("applies for nothing", "/provider-qualifications", { token, body: {}, status: 403 });
  await refused("appeals nothing", `${seen.sanction}/appeals`, { token, body: { grounds: "系统申诉" }, status: 403 });
  say(`still reads: ${(await list(`/providers/${SOFTWARE}/offerings`, null, token)).length} offerings of its own`);
}

async function finance() {
  const [account] = await list("/payee-accounts?status=PROPOSED", "finance");
  const path = `/payee-accounts/${account.id}`;
  const { number } = await ask(path, { as: "finance" });
  await refused("types the number wrongly", `${path}/verifications`, {
    as: "finance",
    body: { number: `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`, ...because("核对") },
    status: [400, 409, 422],
  });
  const verified = await ask(`${path}/verifications`, {
    as: "finance",
    body: { number, ...because("与开户证明核对一致") },
  });
  say(`compares it with the document: ${verified.status}`);
  const masked = (await list("/payee-accounts", "auditor")).find((it) => it.id === account.id);
  assert.notEqual(masked.number, number);
  say(`others see ${masked.number}`);
}

async function auditor() {
  const file = await ask(`${seen.voucher}/case-file`, { as: "auditor" });
  const records = Object.entries(file.sections).filter(([, rows]) => rows.length > 0);
  say(
    `has the whole case of the voucher, signed: ${records.map(([name, rows]) => `${rows.length} ${name}`).join(", ")}`,
  );
  await refused("changes nothing", `${seen.incident}/dismissals`, {
    as: "auditor",
    body: because("不应允许"),
    status: 403,
  });
}

async function administrator() {
  await refused("makes no provider", "/providers", { as: "sysadmin", body: {}, status: [404, 405] });
  await refused("imposes nothing", "/sanctions", { as: "sysadmin", body: proposal(), status: 403 });
}

async function end() {
  const year = Number(seen.lastDay.slice(0, 4)) + 1;
  await passTime(365); // One step of the clock goes no further.
  await ask("/sandbox/clock", { as: "sysadmin", body: { to: `${year}-01-01T00:00:00+08:00` } });
  const { status } = await ask(`/providers/${SOFTWARE}`);
  say(`the sanction has ended by itself: ${(await ask(seen.sanction)).status}, the provider is ${status}`);
  assert.equal(status, "UNQUALIFIED");
  const again = await ask("/provider-qualifications", {
    as: "application",
    body: { kind: "CLOUD_APPLICATION", year, dossier: { nameZh: "江城示范软件" } },
  });
  say(`it may apply again for ${year}: ${again.status}`);
}

function proposal() {
  return {
    securityIncidentId: seen.incident.split("/").pop(),
    basis: "DECISION",
    legalBasis: "《“皖企登云”行动计划（2018—2020年）》保障措施",
    ...because("发生重大信息安全事件"),
  };
}

/** For the first offering that a voucher pays and that has a price. */
async function order() {
  if (seen.plan === undefined) {
    const offerings = (await list(`/offerings?providerId=${SOFTWARE}`)).filter((it) => it.voucherEligible);
    for (const { id } of offerings) {
      const { plans } = (await ask(`/offerings/${id}`)).content;
      seen.plan ??= plans.map((it) => ({ offeringId: id, planCode: it.code }))[0];
    }
  }
  const { offeringId, planCode } = seen.plan;
  const lines = [{ planCode, quantity: "1", amountFen: 1_000 }];
  return { offeringId, externalReference: `GOV-${crypto.randomUUID()}`, lines };
}

async function hold() {
  return ask(`${seen.voucher}/reservations`, { as: "enterprise", body: await order() });
}

function pass() {
  return { decision: "PASS", ...because("材料齐全，符合条件") };
}

function consequences(would) {
  const found = would.consequences ?? would.foreseen ?? [];
  return found.map((it) => `${it.kind} ${it.count}`).join(", ");
}

async function work(as) {
  return list("/work-items", as);
}
