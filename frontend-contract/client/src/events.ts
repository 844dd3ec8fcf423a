import type { components, webhooks } from "./contract.js";
import type { Dengyun } from "./platform.js";

/** The name of a type of event, `cn.dengyun.voucher.issued` say. */
export type EventTypeName = keyof webhooks;

/** An event of one type, with its data. */
export type EventOf<T extends EventTypeName> = webhooks[T]["post"]["requestBody"]["content"]["application/json"];

/** Whether an event of the feed or of a webhook is of this type; then its data are known. */
export function isEvent<T extends EventTypeName>(event: { type: string }, type: T): event is EventOf<T> {
  return event.type === type;
}

/** Every type of event that the platform tells, with the schema of its data and an example. */
export async function eventTypes(platform: Dengyun): Promise<components["schemas"]["EventType"][]> {
  const { data } = await platform.api.GET("/api/v1/event-types");
  return data?.data ?? [];
}
