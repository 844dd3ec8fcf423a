import type { components } from "./contract.js";
import { type Foreseen, foreseen } from "./dry-runs.js";
import type { Dengyun } from "./platform.js";

type Schemas = components["schemas"];

/** A key of its own for each act: repeating a call with the same key does nothing twice. */
type Keyed = { idempotencyKey?: string };

/** Sends a file and says its id, for a document of a record to name. */
export async function uploadFile(
  platform: Dengyun,
  purpose: Schemas["AttachmentPurpose"],
  file: File,
  options: Keyed = {},
): Promise<string> {
  const form = new FormData();
  form.set("purpose", purpose);
  form.set("file", file);
  const answer = await platform.fetch(
    new Request(`${platform.baseUrl}/api/v1/attachments`, {
      method: "POST",
      headers: { "Idempotency-Key": key(options) },
      body: form,
    }),
  );
  return ((await answer.json()) as Schemas["Attachment"]).id;
}

/** What a submission of a qualification would come to: show its `defects` at the form before anybody submits. */
export async function foreseeQualification(
  platform: Dengyun,
  id: string,
): Promise<Foreseen<Schemas["ProviderQualification"]>> {
  const { data } = await platform.api.POST("/api/v1/provider-qualifications/{id}/submissions", {
    params: { path: { id }, query: { validateOnly: true }, header: { "Idempotency-Key": key({}) } },
  });
  return foreseen<Schemas["ProviderQualification"]>(data);
}

/** Everything that would follow from imposing a sanction: offerings, holds, vouchers, customers. */
export async function foreseeSanction(
  platform: Dengyun,
  id: string,
  reason: string,
): Promise<Foreseen<Schemas["SanctionDecision"]>> {
  const { data } = await platform.api.POST("/api/v1/sanctions/{id}/decisions", {
    params: { path: { id }, query: { validateOnly: true }, header: { "Idempotency-Key": key({}) } },
    body: { reason },
  });
  return foreseen<Schemas["SanctionDecision"]>(data);
}

/** The whole case of a voucher as auditors get it: a ZIP archive that `CaseVerifier.java` verifies. */
export async function caseArchive(platform: Dengyun, voucherId: string): Promise<ArrayBuffer> {
  const path = `/api/v1/vouchers/${encodeURIComponent(voucherId)}/case-file.zip`;
  const answer = await platform.fetch(new Request(platform.baseUrl + path, { headers: { Accept: "application/zip" } }));
  return answer.arrayBuffer();
}

/** Whether the caller can do something with a record now: show what it names, and nothing else. */
export function may(record: { availableActions: readonly string[] }, action: string): boolean {
  return record.availableActions.includes(action);
}

function key(options: Keyed): string {
  return options.idempotencyKey ?? crypto.randomUUID();
}
