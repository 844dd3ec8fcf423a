import assert from "node:assert/strict";
import { test } from "node:test";
import {
  acceptOrder,
  answerComplaint,
  complaint,
  complaintSteps,
  complaints,
  decideComplaint,
  fileComplaint,
  isProblem,
  offeringComplaintSummary,
  providerComplaintSummary,
  requestComplaintDecision,
  settleComplaint,
} from "../src/index.js";
import { as, everybody, offeringOf, ordered, refusal, SOFTWARE, some } from "./demo.js";

const enterprise = as("enterprise");
const software = as("application");
const offeringId = await offeringOf(SOFTWARE, "demo-erp");

test("a complaint is answered, taken to the authority, and decided", async () => {
  const order = await ordered(offeringId, "basic");
  const says = { kind: "FEES", statement: "合同外收取了安装费", remedy: "退还安装费" } as const;
  await assert.rejects(fileComplaint(enterprise, order.id, says), refusal("complaint-without-contract"));
  await acceptOrder(software, order.id, order.version);
  const filed = await fileComplaint(enterprise, order.id, says);
  assert.equal(filed?.status, "FILED");
  assert.deepEqual(
    (await some(complaints(software, { orderId: order.id }))).map(({ id }) => id),
    [filed.id],
  );
  assert.equal((await answerComplaint(software, filed.id, "安装费由代理商收取，正在核实"))?.isAnsweredInTime, true);
  await requestComplaintDecision(enterprise, filed.id, "至今未退还");
  const decision = {
    finding: "UPHELD",
    reason: "经核查，收费无合同依据",
    measures: "退还安装费",
    measuresDueOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
  } as const;
  await assert.rejects(decideComplaint(as("wuhu"), filed.id, decision), (thrown) => isProblem(thrown));
  assert.equal((await decideComplaint(as("feixi"), filed.id, decision))?.status, "DECIDED");
  assert.equal((await complaint(enterprise, filed.id))?.measures, "退还安装费");
  assert.deepEqual(
    (await some(complaintSteps(enterprise, filed.id))).map(({ move }) => move),
    ["DECIDE", "ESCALATE", "ANSWER", "FILE"],
  );

  const other = (await fileComplaint(enterprise, order.id, { ...says, kind: "OTHER" })) ?? assert.fail();
  await answerComplaint(software, other.id, "已处理");
  assert.equal((await settleComplaint(enterprise, other.id))?.status, "SETTLED");
  assert.equal((await offeringComplaintSummary(everybody, offeringId))?.isShown, false);
  assert.equal((await providerComplaintSummary(everybody, SOFTWARE))?.filed, null);
});
