import type { components, operations } from "./contract.js";
import { type FollowOptions, followed } from "./jobs.js";
import { jsonLines } from "./lines.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import { type Dengyun, XLSX } from "./platform.js";

export type SheetKind = components["schemas"]["SheetKind"];
export type SheetImport = components["schemas"]["SheetImport"];
export type SheetImportResult = components["schemas"]["SheetImportResult"];
export type SheetExport = components["schemas"]["SheetExport"];
export type SheetExportRequest = components["schemas"]["SheetExportRequest"];
export type SheetImportFilter = Omit<NonNullable<operations["listSheetImports"]["parameters"]["query"]>, "cursor">;

export interface SheetOptions extends WriteOptions, FollowOptions<SheetImport> {
  /** Whose rows they are, for kinds that say so: the provider of a catalogue, the annual plan of targets. */
  targetId?: string;
  /** What the file is called; the platform calls it by its kind when absent. */
  fileName?: string;
  /** Only say what would become of each row. */
  validateOnly?: boolean;
}

/** The kinds of files of rows, with their columns and what the caller may do with each. */
export async function sheetKinds(platform: Dengyun): Promise<SheetKind[]> {
  const { data } = await platform.api.GET("/api/v1/sheet-kinds");
  return data?.data ?? [];
}

/** An empty workbook to fill in. */
export function sheetTemplate(platform: Dengyun, kind: string): Promise<ArrayBuffer> {
  return bytes(platform, `/api/v1/sheet-kinds/${encodeURIComponent(kind)}/template`);
}

/**
 * Sends a workbook (XLSX) or a table (CSV, in UTF-8 or GB18030), and waits until all its rows were worked on. What
 * became of each is in `sheetResults`, and in `sheetResultFile` as the file that goes back.
 */
export async function sendSheet(
  platform: Dengyun,
  kind: string,
  file: Blob,
  options: SheetOptions = {},
): Promise<SheetImport> {
  const address = new URL(`${platform.baseUrl}/api/v1/sheet-imports`);
  address.searchParams.set("kind", kind);
  address.searchParams.set("validateOnly", String(options.validateOnly ?? false));
  if (options.targetId !== undefined) {
    address.searchParams.set("targetId", options.targetId);
  }
  if (options.fileName !== undefined) {
    address.searchParams.set("fileName", options.fileName);
  }
  // A browser knows the type of a file by its name alone; the platform by what is in it, and so does this.
  const isWorkbook = (await file.slice(0, 2).text()) === "PK";
  const request = new Request(address, {
    method: "POST",
    headers: { "Content-Type": isWorkbook ? XLSX : "text/csv", Accept: "application/json", ...header(options) },
    body: file,
    signal: options.signal ?? null,
  });
  const begun = (await (await platform.fetch(request)).json()) as SheetImport;
  options.onProgress?.(begun);
  return followed(
    begun,
    (signal) => platform.api.GET("/api/v1/sheet-imports/{id}", { params: { path: { id: begun.id } }, signal }),
    options,
  );
}

/** What the caller has sent, the newest first. */
export function sheetImports(
  platform: Dengyun,
  filter: SheetImportFilter = {},
): AsyncGenerator<SheetImport, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/sheet-imports", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A file that was sent, and how far it has come. */
export async function sheetImport(platform: Dengyun, id: string): Promise<SheetImport | undefined> {
  const { data } = await platform.api.GET("/api/v1/sheet-imports/{id}", { params: { path: { id } } });
  return data;
}

/** Stops working on a file; what was done of it stays. */
export async function cancelSheet(platform: Dengyun, id: string): Promise<SheetImport | undefined> {
  const { data } = await platform.api.POST("/api/v1/sheet-imports/{id}/cancellations", { params: { path: { id } } });
  return data;
}

/** What became of each row, as it arrives. */
export function sheetResults(
  platform: Dengyun,
  importId: string,
  outcome?: components["schemas"]["SheetOutcome"],
): AsyncGenerator<SheetImportResult, void, undefined> {
  const address = new URL(`${platform.baseUrl}/api/v1/sheet-imports/${encodeURIComponent(importId)}/results`);
  if (outcome !== undefined) {
    address.searchParams.set("outcome", outcome);
  }
  return jsonLines(platform, address);
}

/** The file that was sent, with what became of each row; kept for 30 days. */
export function sheetResultFile(platform: Dengyun, importId: string): Promise<ArrayBuffer> {
  return bytes(platform, `/api/v1/sheet-imports/${encodeURIComponent(importId)}/file`);
}

/** Has what is on record written in the columns of the import, and waits for it; `sheetExportFile` has the file. */
export async function exportSheet(
  platform: Dengyun,
  wanted: SheetExportRequest,
  options: WriteOptions & FollowOptions<SheetExport> = {},
): Promise<SheetExport | undefined> {
  const { data: begun } = await platform.api.POST("/api/v1/sheet-exports", {
    params: { header: header(options) },
    body: wanted,
  });
  return begun === undefined
    ? undefined
    : followed(
        begun,
        (signal) => platform.api.GET("/api/v1/sheet-exports/{id}", { params: { path: { id: begun.id } }, signal }),
        options,
      );
}

/** What the caller has had written, the newest first. */
export function sheetExports(platform: Dengyun): AsyncGenerator<SheetExport, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/sheet-exports", {
      params: { query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** The file of an export that has succeeded; kept for 30 days. */
export function sheetExportFile(platform: Dengyun, exportId: string): Promise<ArrayBuffer> {
  return bytes(platform, `/api/v1/sheet-exports/${encodeURIComponent(exportId)}/file`);
}

async function bytes(platform: Dengyun, path: string): Promise<ArrayBuffer> {
  const answer = await platform.fetch(new Request(platform.baseUrl + path, { headers: { Accept: "*/*" } }));
  return answer.arrayBuffer();
}
