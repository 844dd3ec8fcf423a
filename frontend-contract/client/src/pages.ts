/** A page of any list of the platform. */
export interface Page<T> {
  data: T[];
  page: { nextCursor: string | null; hasMore: boolean };
}

/** Asks for one page: the first without a cursor. */
export type PageRequest<T> = (cursor: string | undefined) => Promise<{ data?: Page<T> }>;

/**
 * Everything a list holds, page by page as it is consumed:
 * `for await (const region of items((cursor) => api.GET("/api/v1/regions", { params: { query: { cursor } } })))`.
 */
export async function* items<T>(request: PageRequest<T>): AsyncGenerator<T, void, undefined> {
  let cursor: string | undefined;
  do {
    const { data: page } = await request(cursor);
    if (page === undefined) {
      return;
    }
    yield* page.data;
    cursor = page.page.hasMore ? (page.page.nextCursor ?? undefined) : undefined;
  } while (cursor !== undefined);
}
