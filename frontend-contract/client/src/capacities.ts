import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type Capacity = components["schemas"]["Capacity"];
export type CapacityRequest = components["schemas"]["CapacityRequest"];
export type CapacityPatch = components["schemas"]["CapacityPatch"];
export type CapacityCalendar = components["schemas"]["CapacityCalendar"];
export type CapacityClosure = components["schemas"]["CapacityClosure"];
export type CapacityClosureRequest = components["schemas"]["CapacityClosureRequest"];
export type CapacitySlot = components["schemas"]["CapacitySlot"];
export type CapacitySlotRequest = components["schemas"]["CapacitySlotRequest"];
export type CapacityFilter = Omit<NonNullable<operations["listCapacities"]["parameters"]["query"]>, "cursor">;
export type SlotFilter = Omit<NonNullable<operations["listCapacitySlots"]["parameters"]["query"]>, "cursor">;

/** A capacity, and the tag of what was read, for what is to be based on it. */
export interface ReadCapacity {
  capacity: Capacity;
  etag: string;
}

/** A window of time, RFC 3339; without its parts the platform takes the next two weeks. */
export type Window = NonNullable<operations["getCapacityCalendar"]["parameters"]["query"]>;

/**
 * Capacities, the newest first; everybody may ask for those that are published, and for what is free from when to
 * when.
 */
export function capacities(platform: Dengyun, filter: CapacityFilter = {}): AsyncGenerator<Capacity, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/capacities", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A capacity with the tag that `changeCapacity` and `publishCapacity` are based on. */
export async function capacity(platform: Dengyun, id: string): Promise<ReadCapacity | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/capacities/{id}", { params: { path: { id } } });
  return data === undefined ? undefined : { capacity: data, etag: response.headers.get("ETag") ?? "" };
}

/** When a capacity is free, and never who has booked it; at most 31 days. Everybody may ask. */
export async function capacityCalendar(
  platform: Dengyun,
  id: string,
  window: Window = {},
): Promise<CapacityCalendar | undefined> {
  const { data } = await platform.api.GET("/api/v1/capacities/{id}/calendar", {
    params: { path: { id }, query: window },
  });
  return data;
}

/** A provider draws up what it can design, make or test for others; nobody is told before it is published. */
export async function drawUpCapacity(
  platform: Dengyun,
  wanted: CapacityRequest,
  options: WriteOptions = {},
): Promise<Capacity | undefined> {
  const { data } = await platform.api.POST("/api/v1/capacities", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Changes what was read, with its `etag`: null takes a member away. What is booked keeps its time and its price. */
export async function changeCapacity(
  platform: Dengyun,
  read: ReadCapacity,
  patch: CapacityPatch,
): Promise<Capacity | undefined> {
  const { data } = await platform.api.PATCH("/api/v1/capacities/{id}", {
    params: { path: { id: read.capacity.id }, header: { "If-Match": read.etag } },
    body: patch,
    headers: { "Content-Type": "application/merge-patch+json" },
  });
  return done(data);
}

/** Publishes what was read, with its `etag`: from then on it can be booked. */
export async function publishCapacity(
  platform: Dengyun,
  read: ReadCapacity,
  options: WriteOptions = {},
): Promise<Capacity | undefined> {
  const { data } = await platform.api.POST("/api/v1/capacities/{id}/publications", {
    params: { path: { id: read.capacity.id }, header: { ...header(options), "If-Match": read.etag } },
  });
  return done(data);
}

/** The provider ends it, once nothing of it is booked any more. */
export async function retireCapacity(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Capacity | undefined> {
  const { data } = await platform.api.POST("/api/v1/capacities/{id}/retirements", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** An authority of its region stops new slots; what is confirmed stays. */
export async function suspendCapacity(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Capacity | undefined> {
  const { data } = await platform.api.POST("/api/v1/capacities/{id}/suspensions", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** An authority of its region lets it be booked again. */
export async function reinstateCapacity(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Capacity | undefined> {
  const { data } = await platform.api.POST("/api/v1/capacities/{id}/reinstatements", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** What of a capacity was closed, the newest first: for its provider and those who oversee it. */
export function closures(platform: Dengyun, id: string): AsyncGenerator<CapacityClosure, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/capacities/{id}/closures", {
      params: { path: { id }, query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** The provider closes some time of it that nobody has booked, of all units or of one. */
export async function closeCapacity(
  platform: Dengyun,
  id: string,
  wanted: CapacityClosureRequest,
  options: WriteOptions = {},
): Promise<CapacityClosure | undefined> {
  const { data } = await platform.api.POST("/api/v1/capacities/{id}/closures", {
    params: { path: { id }, header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** The provider opens again what it closed. */
export async function liftClosure(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<CapacityClosure | undefined> {
  const { data } = await platform.api.POST("/api/v1/capacity-closures/{id}/liftings", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}

/** Slots, the newest first: an enterprise's own, or those of a provider's capacities. */
export function slots(platform: Dengyun, filter: SlotFilter = {}): AsyncGenerator<CapacitySlot, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/capacity-slots", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A slot: when, for how much, and what can be done with it now. */
export async function slot(platform: Dengyun, id: string): Promise<CapacitySlot | undefined> {
  const { data } = await platform.api.GET("/api/v1/capacity-slots/{id}", { params: { path: { id } } });
  return data;
}

/**
 * The enterprise books a unit that is free; the provider has two working days to confirm. When somebody was faster,
 * the problem `capacity-taken` says when it is next free for as long.
 */
export async function bookSlot(
  platform: Dengyun,
  wanted: CapacitySlotRequest,
  options: WriteOptions = {},
): Promise<CapacitySlot | undefined> {
  const { data } = await platform.api.POST("/api/v1/capacity-slots", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** The provider confirms it, and both sides rely on it. */
export async function confirmSlot(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<CapacitySlot | undefined> {
  const { data } = await platform.api.POST("/api/v1/capacity-slots/{id}/confirmations", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}

/** The provider does not confirm it, and the time is free again. */
export async function declineSlot(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<CapacitySlot | undefined> {
  const { data } = await platform.api.POST("/api/v1/capacity-slots/{id}/declines", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/**
 * One of both sides lets it go: the enterprise at once before `freeUntil`, later once the provider consents; the
 * provider always.
 */
export async function cancelSlot(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<CapacitySlot | undefined> {
  const { data } = await platform.api.POST("/api/v1/capacity-slots/{id}/cancellations", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** The provider consents to a late cancellation. */
export async function consentToSlotCancellation(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<CapacitySlot | undefined> {
  const { data } = await platform.api.POST("/api/v1/capacity-slots/{id}/cancellation-consents", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}

/** The provider does not consent, and the slot stands. */
export async function refuseSlotCancellation(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<CapacitySlot | undefined> {
  const { data } = await platform.api.POST("/api/v1/capacity-slots/{id}/cancellation-refusals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Behind its end, the enterprise says that it was rendered; a week later it counts as rendered. */
export async function completeSlot(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<CapacitySlot | undefined> {
  const { data } = await platform.api.POST("/api/v1/capacity-slots/{id}/completions", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}

/** Behind its end, the provider says that nobody came. */
export async function reportSlotNoShow(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<CapacitySlot | undefined> {
  const { data } = await platform.api.POST("/api/v1/capacity-slots/{id}/no-shows", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}
