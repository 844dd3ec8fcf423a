import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type ProvisioningEndpoint = components["schemas"]["ProvisioningEndpoint"];
export type ProvisioningEndpointRequest = components["schemas"]["ProvisioningEndpointRequest"];
export type ProvisioningEndpointPatch = components["schemas"]["ProvisioningEndpointPatch"];
export type ProvisioningSecret = components["schemas"]["ProvisioningSecret"];
export type Provisioning = components["schemas"]["Provisioning"];
export type ProvisioningCall = components["schemas"]["ProvisioningCall"];
export type OrderProvisioning = components["schemas"]["OrderProvisioning"];
export type ProvisioningEndpointFilter = Omit<
  NonNullable<operations["listProvisioningEndpoints"]["parameters"]["query"]>,
  "cursor"
>;
export type ProvisioningFilter = Omit<NonNullable<operations["listProvisionings"]["parameters"]["query"]>, "cursor">;

/** An endpoint, and the tag of what was read, for what is to be based on it. */
export interface ReadEndpoint {
  endpoint: ProvisioningEndpoint;
  etag: string;
}

/**
 * The endpoints of the caller's organisation; there is one at most. Authorities and auditors see those that they
 * oversee.
 */
export function provisioningEndpoints(
  platform: Dengyun,
  filter: ProvisioningEndpointFilter = {},
): AsyncGenerator<ProvisioningEndpoint, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/provisioning-endpoints", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** An endpoint with the tag that `changeProvisioningEndpoint` is based on. */
export async function provisioningEndpoint(platform: Dengyun, id: string): Promise<ReadEndpoint | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/provisioning-endpoints/{id}", {
    params: { path: { id } },
  });
  return data === undefined ? undefined : { endpoint: data, etag: response.headers.get("ETag") ?? "" };
}

/** Registers the endpoint of the provider, one for each organisation. The answer holds the secret, this once. */
export async function registerProvisioningEndpoint(
  platform: Dengyun,
  wanted: ProvisioningEndpointRequest,
  options: WriteOptions = {},
): Promise<ProvisioningSecret | undefined> {
  const { data } = await platform.api.POST("/api/v1/provisioning-endpoints", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Changes what was read, with its `etag`; at another address it has to be checked anew. */
export async function changeProvisioningEndpoint(
  platform: Dengyun,
  read: ReadEndpoint,
  patch: ProvisioningEndpointPatch,
): Promise<ProvisioningEndpoint | undefined> {
  const { data } = await platform.api.PATCH("/api/v1/provisioning-endpoints/{id}", {
    params: { path: { id: read.endpoint.id }, header: { "If-Match": read.etag } },
    body: patch,
    headers: { "Content-Type": "application/merge-patch+json" },
  });
  return done(data);
}

/**
 * The platform looks at the endpoint, with a right signature and with a wrong one; `checkOutcome` says what it found.
 */
export async function checkProvisioningEndpoint(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<ProvisioningEndpoint | undefined> {
  const { data } = await platform.api.POST("/api/v1/provisioning-endpoints/{id}/checks", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}

/** Orders that the provider accepts from now on are provisioned there; a check has to have come out `DONE`. */
export async function enableProvisioningEndpoint(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<ProvisioningEndpoint | undefined> {
  const { data } = await platform.api.POST("/api/v1/provisioning-endpoints/{id}/activations", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}

/** No more orders are provisioned there; what has begun is removed there when its order ends. */
export async function disableProvisioningEndpoint(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<ProvisioningEndpoint | undefined> {
  const { data } = await platform.api.POST("/api/v1/provisioning-endpoints/{id}/deactivations", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}

/** Gives the endpoint another secret; calls are signed with both for 24 hours. */
export async function rotateProvisioningSecret(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<ProvisioningSecret | undefined> {
  const { data } = await platform.api.POST("/api/v1/provisioning-endpoints/{id}/secret-rotations", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}

/** Provisionings, the newest first: of an enterprise's orders, or of a provider's. */
export function provisionings(
  platform: Dengyun,
  filter: ProvisioningFilter = {},
): AsyncGenerator<Provisioning, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/provisionings", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A provisioning: where it stands, what the endpoint said last, and whose turn it is. */
export async function provisioning(platform: Dengyun, id: string): Promise<Provisioning | undefined> {
  const { data } = await platform.api.GET("/api/v1/provisionings/{id}", { params: { path: { id } } });
  return data;
}

/** The provisioning of an order, if it has one. */
export async function orderProvisioning(platform: Dengyun, id: string): Promise<OrderProvisioning | undefined> {
  const { data } = await platform.api.GET("/api/v1/orders/{id}/provisioning", { params: { path: { id } } });
  return data;
}

/** What was asked of the endpoint and what it answered, the newest first. */
export function provisioningCalls(platform: Dengyun, id: string): AsyncGenerator<ProvisioningCall, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/provisionings/{id}/calls", {
      params: { path: { id }, query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** The provider lets what failed, or could not be removed, be tried again. */
export async function retryProvisioning(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<Provisioning | undefined> {
  const { data } = await platform.api.POST("/api/v1/provisionings/{id}/retries", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}

/** The provider has seen to it by hand, and the platform calls no more. */
export async function abandonProvisioning(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Provisioning | undefined> {
  const { data } = await platform.api.POST("/api/v1/provisionings/{id}/abandonments", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}
