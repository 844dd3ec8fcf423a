import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type Order = components["schemas"]["Order"];
export type OrderItem = components["schemas"]["OrderItem"];
export type OrderRequest = components["schemas"]["OrderRequest"];
export type OrderDelivery = components["schemas"]["OrderDelivery"];
export type OrderDeliveryRequest = components["schemas"]["OrderDeliveryRequest"];
export type OrderActivationRequest = components["schemas"]["OrderActivationRequest"];
export type OrderAmendment = components["schemas"]["OrderAmendment"];
export type OrderAmendmentRequest = components["schemas"]["OrderAmendmentRequest"];
export type OrderRenewalRequest = components["schemas"]["OrderRenewalRequest"];
export type OrderRefund = components["schemas"]["OrderRefund"];
export type OrderRefundRequest = components["schemas"]["OrderRefundRequest"];
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
  return done(data);
}

/** The provider accepts the version that it has read; the enterprise may have named another contract since. */
export async function acceptOrder(
  platform: Dengyun,
  id: string,
  version: number,
  options: WriteOptions = {},
): Promise<Order | undefined> {
  const { data } = await platform.api.POST("/api/v1/orders/{id}/acceptances", {
    params: { path: { id }, header: { ...header(options), "If-Match": `"${version}"` } },
  });
  return done(data);
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
  return done(data);
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
  return done(data);
}

/** The provider says that the service has begun, now where nothing else is said. */
export async function activateOrder(
  platform: Dengyun,
  id: string,
  begun: OrderActivationRequest = {},
  options: WriteOptions = {},
): Promise<Order | undefined> {
  const { data } = await platform.api.POST("/api/v1/orders/{id}/activations", {
    params: { path: { id }, header: header(options) },
    body: begun,
  });
  return done(data);
}

/** What was delivered of an order, the newest first; also what was rejected or taken back. */
export function deliveries(platform: Dengyun, orderId: string): AsyncGenerator<OrderDelivery, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/orders/{id}/deliveries", {
      params: { path: { id: orderId }, query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** The provider says what it has delivered; what vouchers pay of it waits for the enterprise from then on. */
export async function recordDelivery(
  platform: Dengyun,
  orderId: string,
  delivered: OrderDeliveryRequest,
  options: WriteOptions = {},
): Promise<OrderDelivery | undefined> {
  const { data } = await platform.api.POST("/api/v1/orders/{id}/deliveries", {
    params: { path: { id: orderId }, header: header(options) },
    body: delivered,
  });
  return done(data);
}

/** The enterprise accepts what was delivered, and what vouchers pay of it is captured. No system may. */
export async function acceptDelivery(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<OrderDelivery | undefined> {
  const { data } = await platform.api.POST("/api/v1/order-deliveries/{id}/acceptances", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}

/** The enterprise rejects what was delivered; the provider may deliver again. */
export async function rejectDelivery(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<OrderDelivery | undefined> {
  const { data } = await platform.api.POST("/api/v1/order-deliveries/{id}/rejections", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** The provider takes back what it said to have delivered, before that is answered. */
export async function withdrawDelivery(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<OrderDelivery | undefined> {
  const { data } = await platform.api.POST("/api/v1/order-deliveries/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** What either side of an order wanted otherwise, the newest first. */
export function amendments(platform: Dengyun, orderId: string): AsyncGenerator<OrderAmendment, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/orders/{id}/amendments", {
      params: { path: { id: orderId }, query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** Proposes less, a lower price, another last day or no more; the other side has ten days to agree. */
export async function proposeAmendment(
  platform: Dengyun,
  orderId: string,
  wanted: OrderAmendmentRequest,
  options: WriteOptions = {},
): Promise<OrderAmendment | undefined> {
  const { data } = await platform.api.POST("/api/v1/orders/{id}/amendments", {
    params: { path: { id: orderId }, header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Agrees to what the other side proposes; it holds at once. */
export async function acceptAmendment(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<OrderAmendment | undefined> {
  const { data } = await platform.api.POST("/api/v1/order-amendments/{id}/acceptances", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}

/** Does not agree to what the other side proposes. */
export async function rejectAmendment(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<OrderAmendment | undefined> {
  const { data } = await platform.api.POST("/api/v1/order-amendments/{id}/rejections", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Takes back what one's own side has proposed. */
export async function withdrawAmendment(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<OrderAmendment | undefined> {
  const { data } = await platform.api.POST("/api/v1/order-amendments/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** The enterprise orders the next term at the present price; vouchers pay of it only where its lines say so. */
export async function renewOrder(
  platform: Dengyun,
  id: string,
  wanted: OrderRenewalRequest,
  options: WriteOptions = {},
): Promise<Order | undefined> {
  const { data } = await platform.api.POST("/api/v1/orders/{id}/renewals", {
    params: { path: { id }, header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** The provider gives back what was captured for a delivery, or a part of it. */
export async function refundOrder(
  platform: Dengyun,
  id: string,
  wanted: OrderRefundRequest,
  options: WriteOptions = {},
): Promise<OrderRefund | undefined> {
  const { data } = await platform.api.POST("/api/v1/orders/{id}/refunds", {
    params: { path: { id }, header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** The header of whatever is done once by its key. */
export function header(options: WriteOptions): { "Idempotency-Key": string } {
  return { "Idempotency-Key": options.idempotencyKey ?? crypto.randomUUID() };
}
