import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type OrderDispute = components["schemas"]["OrderDispute"];
export type OrderDisputeRequest = components["schemas"]["OrderDisputeRequest"];
export type OrderDisputeMessage = components["schemas"]["OrderDisputeMessage"];
export type DisputeFilter = Omit<NonNullable<operations["listOrderDisputes"]["parameters"]["query"]>, "cursor">;

/** Disputes about orders, the newest first. */
export function disputes(platform: Dengyun, filter: DisputeFilter = {}): AsyncGenerator<OrderDispute, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/order-disputes", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** Complains about an order as one of its sides; nothing of it moves before that is settled. */
export async function fileDispute(
  platform: Dengyun,
  orderId: string,
  wanted: OrderDisputeRequest,
  options: WriteOptions = {},
): Promise<OrderDispute | undefined> {
  const { data } = await platform.api.POST("/api/v1/orders/{id}/disputes", {
    params: { path: { id: orderId }, header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Says something that both sides and the authority read. */
export async function sayInDispute(
  platform: Dengyun,
  id: string,
  text: string,
  options: WriteOptions = {},
): Promise<OrderDisputeMessage | undefined> {
  const { data } = await platform.api.POST("/api/v1/order-disputes/{id}/messages", {
    params: { path: { id }, header: header(options) },
    body: { text },
  });
  return done(data);
}

/** Takes back what one's own side complained about. */
export async function withdrawDispute(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<OrderDispute | undefined> {
  const { data } = await platform.api.POST("/api/v1/order-disputes/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Appeals to the province against what was decided. */
export async function appealDispute(
  platform: Dengyun,
  id: string,
  grounds: string,
  options: WriteOptions = {},
): Promise<OrderDispute | undefined> {
  const { data } = await platform.api.POST("/api/v1/order-disputes/{id}/appeals", {
    params: { path: { id }, header: header(options) },
    body: { grounds },
  });
  return done(data);
}
