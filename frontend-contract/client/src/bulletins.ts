import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type Bulletin = components["schemas"]["Bulletin"];
export type BulletinRequest = components["schemas"]["BulletinRequest"];
export type BulletinTextPatch = components["schemas"]["BulletinTextPatch"];
export type BulletinFigures = components["schemas"]["BulletinFigures"];
export type BulletinErratum = components["schemas"]["BulletinErratum"];
export type BulletinErratumRequest = components["schemas"]["BulletinErratumRequest"];
export type BulletinFilter = Omit<NonNullable<operations["listBulletins"]["parameters"]["query"]>, "cursor">;
export type BulletinErratumFilter = Omit<
  NonNullable<operations["listBulletinErrata"]["parameters"]["query"]>,
  "cursor"
>;

/** A bulletin, and the tag of what was read, for what is to be based on it. */
export interface ReadBulletin {
  bulletin: Bulletin;
  etag: string;
}

/** An erratum, and the tag of what was read, for what is to be based on it. */
export interface ReadBulletinErratum {
  erratum: BulletinErratum;
  etag: string;
}

/** Bulletins, the newest first; everybody sees those that were published. */
export function bulletins(platform: Dengyun, filter: BulletinFilter = {}): AsyncGenerator<Bulletin, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/bulletins", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A bulletin without its figures, and the tag that changes and steps are based on. */
export async function bulletin(platform: Dengyun, id: string): Promise<ReadBulletin | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/bulletins/{id}", { params: { path: { id } } });
  return data === undefined ? undefined : { bulletin: data, etag: response.headers.get("ETag") ?? "" };
}

/** The figures of a bulletin as they were frozen. */
export async function bulletinFigures(platform: Dengyun, id: string): Promise<BulletinFigures | undefined> {
  const { data } = await platform.api.GET("/api/v1/bulletins/{id}/figures.json", { params: { path: { id } } });
  return data;
}

/** The page of a bulletin as PDF: of one that was published, the same bytes for ever. */
export async function bulletinPdf(platform: Dengyun, id: string): Promise<ArrayBuffer> {
  const path = `/api/v1/bulletins/${encodeURIComponent(id)}/page.pdf`;
  const answer = await platform.fetch(new Request(platform.baseUrl + path, { headers: { Accept: "application/pdf" } }));
  return answer.arrayBuffer();
}

/** The province drafts a bulletin over the figures of one moment. */
export async function draftBulletin(
  platform: Dengyun,
  wanted: BulletinRequest,
  options: WriteOptions = {},
): Promise<Bulletin | undefined> {
  const { data } = await platform.api.POST("/api/v1/bulletins", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Changes the texts of a draft that was read. */
export async function changeBulletin(
  platform: Dengyun,
  read: ReadBulletin,
  patch: BulletinTextPatch,
): Promise<Bulletin | undefined> {
  const { data } = await platform.api.PATCH("/api/v1/bulletins/{id}", {
    params: { path: { id: read.bulletin.id }, header: { "If-Match": read.etag } },
    body: patch,
    headers: { "Content-Type": "application/merge-patch+json" },
  });
  return done(data);
}

/** Submits a draft that was read. */
export async function submitBulletin(
  platform: Dengyun,
  read: ReadBulletin,
  options: WriteOptions = {},
): Promise<Bulletin | undefined> {
  const { data } = await platform.api.POST("/api/v1/bulletins/{id}/submissions", {
    params: { path: { id: read.bulletin.id }, header: { ...header(options), "If-Match": read.etag } },
  });
  return done(data);
}

/** One of two people who have not made it approves what was read. */
export async function approveBulletin(
  platform: Dengyun,
  read: ReadBulletin,
  reason: string,
  options: WriteOptions = {},
): Promise<Bulletin | undefined> {
  const { data } = await platform.api.POST("/api/v1/bulletins/{id}/approvals", {
    params: { path: { id: read.bulletin.id }, header: { ...header(options), "If-Match": read.etag } },
    body: { reason },
  });
  return done(data);
}

/** Publishes what two have approved. */
export async function publishBulletin(
  platform: Dengyun,
  read: ReadBulletin,
  reason: string,
  options: WriteOptions = {},
): Promise<Bulletin | undefined> {
  const { data } = await platform.api.POST("/api/v1/bulletins/{id}/publications", {
    params: { path: { id: read.bulletin.id }, header: { ...header(options), "If-Match": read.etag } },
    body: { reason },
  });
  return done(data);
}

/** What was corrected of a bulletin, which itself stays as it is. */
export function bulletinErrata(
  platform: Dengyun,
  id: string,
  filter: BulletinErratumFilter = {},
): AsyncGenerator<BulletinErratum, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/bulletins/{id}/errata", {
      params: { path: { id }, query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** Proposes an erratum, which another person approves. */
export async function proposeBulletinErratum(
  platform: Dengyun,
  id: string,
  wanted: BulletinErratumRequest,
  options: WriteOptions = {},
): Promise<BulletinErratum | undefined> {
  const { data } = await platform.api.POST("/api/v1/bulletins/{id}/errata", {
    params: { path: { id }, header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** An erratum, and the tag that its steps are based on. */
export async function bulletinErratum(platform: Dengyun, id: string): Promise<ReadBulletinErratum | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/bulletin-errata/{id}", { params: { path: { id } } });
  return data === undefined ? undefined : { erratum: data, etag: response.headers.get("ETag") ?? "" };
}

/** Another person than has proposed it publishes an erratum that was read, under the next number of its bulletin. */
export async function approveBulletinErratum(
  platform: Dengyun,
  read: ReadBulletinErratum,
  reason: string,
  options: WriteOptions = {},
): Promise<BulletinErratum | undefined> {
  const { data } = await platform.api.POST("/api/v1/bulletin-errata/{id}/approvals", {
    params: { path: { id: read.erratum.id }, header: { ...header(options), "If-Match": read.etag } },
    body: { reason },
  });
  return done(data);
}

/** Gives a proposed erratum up. */
export async function discardBulletinErratum(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<BulletinErratum | undefined> {
  const { data } = await platform.api.POST("/api/v1/bulletin-errata/{id}/discards", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}
