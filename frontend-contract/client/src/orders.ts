import type { components, operations } from "./contract.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type Order = components["schemas"]["Order"];
export type OrderItem = components["schemas"]["OrderItem"];
export type OrderRequest = components["schemas"]["OrderRequest"];
export type OrderFilter = Omit<NonNullable<operations["listOrders"]["parameters"]["query"]>, "cursor">;

export interface WriteOptions {
  /** Names what is done: repeating it with the same key has no second effect and the same answer. */
  idempotencyKey?: string;
}

/** Orders, the newest first: an enterprise's own, or those placed with a provider. */
export function orders(platform: Dengyun, filter: OrderFilter = {}): AsyncGenerator<OrderItem, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/orders", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** An order with its lines, its price step by step, and what vouchers hold for it. */
export async function order(platform: Dengyun, id: string): Promise<Order | undefined> {
  const { data } = await platform.api.GET("/api/v1/orders/{id}", { params: { path: { id } } });
  return data;
}

/** Orders a service at its present price; vouchers are held in the same step, or nothing is ordered. */
export async function placeOrder(
  platform: Dengyun,
  wanted: OrderRequest,
  options: WriteOptions = {},
): Promise<Order | undefined> {
  const { data } = await platform.api.POST("/api/v1/orders", { params: { header: header(options) }, body: wanted });
  return data;
}

/** The provider accepts. */
export async function acceptOrder(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<Order | undefined> {
  const { data } = await platform.api.POST("/api/v1/orders/{id}/acceptances", {
    params: { path: { id }, header: header(options) },
  });
  return data;
}

/** The provider rejects it; what vouchers hold for it is free again. */
export async function rejectOrder(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Order | undefined> {
  const { data } = await platform.api.POST("/api/v1/orders/{id}/rejections", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return data;
}

/** The enterprise cancels it before the service begins; what vouchers hold for it is free again. */
export async function cancelOrder(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Order | undefined> {
  const { data } = await platform.api.POST("/api/v1/orders/{id}/cancellations", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return data;
}

function header(options: WriteOptions): { "Idempotency-Key": string } {
  return { "Idempotency-Key": options.idempotencyKey ?? crypto.randomUUID() };
}
