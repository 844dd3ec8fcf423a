import assert from "node:assert/strict";
import { test } from "node:test";
import {
  acceptOrder,
  changeProvisioningEndpoint,
  checkProvisioningEndpoint,
  disableProvisioningEndpoint,
  enableProvisioningEndpoint,
  isProblem,
  orderProvisioning,
  provisioning,
  provisioningEndpoint,
  provisioningEndpoints,
  provisionings,
  registerProvisioningEndpoint,
  rotateProvisioningSecret,
} from "../src/index.js";
import { as, offeringOf, ordered, refusal, SOFTWARE, some } from "./demo.js";

const enterprise = as("enterprise");
const software = as("application");
const offeringId = await offeringOf(SOFTWARE, "demo-erp");

test("an endpoint has a secret, and is enabled once a check has found it there", async () => {
  const registered = await registerProvisioningEndpoint(software, { url: "https://provision.example.cn/dengyun" });
  assert.ok(registered);
  assert.match(registered.secret ?? "", /^prsec_/);
  const { id } = registered.endpoint;
  assert.deepEqual(
    (await some(provisioningEndpoints(software))).map((each) => each.id),
    [id],
  );
  await assert.rejects(
    registerProvisioningEndpoint(software, { url: "https://other.example.cn/dengyun" }),
    refusal("provisioning-endpoint-exists"),
  );
  const read = (await provisioningEndpoint(software, id)) ?? assert.fail();
  const changed = await changeProvisioningEndpoint(software, read, { offeringIds: [offeringId] });
  assert.deepEqual(changed?.offeringIds, [offeringId]);
  await assert.rejects(changeProvisioningEndpoint(software, read, { offeringIds: null }), refusal("changed-meanwhile"));
  const rotated = await rotateProvisioningSecret(software, id);
  assert.notEqual(rotated?.secret, registered.secret);
  // example.cn belongs to nobody, so that nobody answers there.
  assert.notEqual((await checkProvisioningEndpoint(software, id))?.checkOutcome, "DONE");
  await assert.rejects(enableProvisioningEndpoint(software, id), refusal("provisioning-endpoint-unchecked"));
  await assert.rejects(disableProvisioningEndpoint(software, id), (thrown) => isProblem(thrown));

  const order = await ordered(offeringId, "basic");
  await acceptOrder(software, order.id, order.version);
  assert.equal((await orderProvisioning(software, order.id))?.provisioning, null);
  assert.deepEqual(await some(provisionings(enterprise, { orderId: order.id })), []);
  await assert.rejects(provisioning(enterprise, crypto.randomUUID()), refusal("provisioning-not-found"));
});
