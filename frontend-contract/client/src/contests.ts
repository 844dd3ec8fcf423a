import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type Contest = components["schemas"]["Contest"];
export type ContestRequest = components["schemas"]["ContestRequest"];
export type ContestPatch = components["schemas"]["ContestPatch"];
export type ContestEntry = components["schemas"]["ContestEntry"];
export type ContestNomination = components["schemas"]["ContestNominationRequest"];
export type ContestConflict = components["schemas"]["ContestConflict"];
export type ContestConflictRequest = components["schemas"]["ContestConflictRequest"];
export type ContestScore = components["schemas"]["ContestScore"];
export type ContestScoreRequest = components["schemas"]["ContestScoreRequest"];
export type ContestPoints = components["schemas"]["ContestPoints"];
export type ContestObjection = components["schemas"]["ContestObjection"];
export type ContestObjectionRequest = components["schemas"]["ContestObjectionRequest"];
export type ContestObjectionDecision = components["schemas"]["ContestObjectionDecisionRequest"];
export type ContestFilter = Omit<NonNullable<operations["listContests"]["parameters"]["query"]>, "cursor">;

/** A step of a contest that needs nothing but its name. */
export type ContestStep = "announcements" | "judgings" | "notices" | "conclusions";

/** A contest, and the tag of what was read, for what is to be based on it. */
export interface ReadContest {
  contest: Contest;
  etag: string;
}

/** Contests, the newest first; everybody sees those that were announced. */
export function contests(platform: Dengyun, filter: ContestFilter = {}): AsyncGenerator<Contest, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/contests", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A contest with its score sheet, and the tag that `changeContest` is based on. */
export async function contest(platform: Dengyun, id: string): Promise<ReadContest | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/contests/{id}", { params: { path: { id } } });
  return data === undefined ? undefined : { contest: data, etag: response.headers.get("ETag") ?? "" };
}

/** An office begins a contest for the enterprises of its region. */
export async function createContest(
  platform: Dengyun,
  wanted: ContestRequest,
  options: WriteOptions = {},
): Promise<Contest | undefined> {
  const { data } = await platform.api.POST("/api/v1/contests", { params: { header: header(options) }, body: wanted });
  return done(data);
}

/** Changes a draft that was read; criteria are sent whole. */
export async function changeContest(
  platform: Dengyun,
  read: ReadContest,
  patch: ContestPatch,
): Promise<Contest | undefined> {
  const { data } = await platform.api.PATCH("/api/v1/contests/{id}", {
    params: { path: { id: read.contest.id }, header: { "If-Match": read.etag } },
    body: patch,
    headers: { "Content-Type": "application/merge-patch+json" },
  });
  return done(data);
}

/** Announces it, lets the jury judge, posts the notice, or grants the titles. */
export async function advanceContest(
  platform: Dengyun,
  id: string,
  step: ContestStep,
  options: WriteOptions = {},
): Promise<Contest | undefined> {
  const sent = { params: { path: { id }, header: header(options) } };
  const { data } = await {
    announcements: () => platform.api.POST("/api/v1/contests/{id}/announcements", sent),
    judgings: () => platform.api.POST("/api/v1/contests/{id}/judgings", sent),
    notices: () => platform.api.POST("/api/v1/contests/{id}/notices", sent),
    conclusions: () => platform.api.POST("/api/v1/contests/{id}/conclusions", sent),
  }[step]();
  return done(data);
}

/** Says who judges, instead of whoever did; numbers follow the order of the accounts. */
export async function replaceContestJury(
  platform: Dengyun,
  id: string,
  accountIds: string[],
  reason: string,
  options: WriteOptions = {},
): Promise<Contest | undefined> {
  const { data } = await platform.api.POST("/api/v1/contests/{id}/juries", {
    params: { path: { id }, header: header(options) },
    body: { accountIds, reason },
  });
  return done(data);
}

/** Cancels a contest; everybody reads why. */
export async function cancelContest(
  platform: Dengyun,
  id: string,
  explanation: string,
  options: WriteOptions = {},
): Promise<Contest | undefined> {
  const { data } = await platform.api.POST("/api/v1/contests/{id}/cancellations", {
    params: { path: { id }, header: header(options) },
    body: { explanation },
  });
  return done(data);
}

/** Entries, the newest first: of an enterprise its own, of a jury those that it judges, in the notice those of all. */
export function contestEntries(platform: Dengyun, id: string): AsyncGenerator<ContestEntry, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/contests/{id}/entries", {
      params: { path: { id }, query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** Nominates the own enterprise, once. */
export async function nominateInContest(
  platform: Dengyun,
  id: string,
  nomination: ContestNomination,
  options: WriteOptions = {},
): Promise<ContestEntry | undefined> {
  const { data } = await platform.api.POST("/api/v1/contests/{id}/entries", {
    params: { path: { id }, header: header(options) },
    body: nomination,
  });
  return done(data);
}

/** Withdraws an entry before the jury judges. */
export async function withdrawContestEntry(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<ContestEntry | undefined> {
  const { data } = await platform.api.POST("/api/v1/contest-entries/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}

/** Says that somebody of the jury does not judge an entry; a juror says it of himself. */
export async function stateContestConflict(
  platform: Dengyun,
  id: string,
  conflict: ContestConflictRequest,
  options: WriteOptions = {},
): Promise<ContestConflict | undefined> {
  const { data } = await platform.api.POST("/api/v1/contests/{id}/conflicts", {
    params: { path: { id }, header: header(options) },
    body: conflict,
  });
  return done(data);
}

/** Scores an entry by all criteria, once. */
export async function scoreInContest(
  platform: Dengyun,
  id: string,
  score: ContestScoreRequest,
  options: WriteOptions = {},
): Promise<ContestScore | undefined> {
  const { data } = await platform.api.POST("/api/v1/contests/{id}/scores", {
    params: { path: { id }, header: header(options) },
    body: score,
  });
  return done(data);
}

/** Changes an own score before the notice, unless it was changed since; points are sent whole. */
export async function changeContestScore(
  platform: Dengyun,
  read: ContestScore,
  points: ContestPoints[],
): Promise<ContestScore | undefined> {
  const { data } = await platform.api.PATCH("/api/v1/contest-scores/{id}", {
    params: { path: { id: read.id }, header: { "If-Match": `"${read.version}"` } },
    body: { points },
    headers: { "Content-Type": "application/merge-patch+json" },
  });
  return done(data);
}

/** Objections in the notice, the newest first: of an entrant its own. */
export function contestObjections(platform: Dengyun, id: string): AsyncGenerator<ContestObjection, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/contests/{id}/objections", {
      params: { path: { id }, query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** An entrant objects to an entry in the notice, or to the score of a juror. */
export async function objectToContestNotice(
  platform: Dengyun,
  id: string,
  objection: ContestObjectionRequest,
  options: WriteOptions = {},
): Promise<ContestObjection | undefined> {
  const { data } = await platform.api.POST("/api/v1/contests/{id}/objections", {
    params: { path: { id }, header: header(options) },
    body: objection,
  });
  return done(data);
}

/** Somebody who has neither announced it, nor posted the notice, nor judged decides an objection. */
export async function decideContestObjection(
  platform: Dengyun,
  id: string,
  decision: ContestObjectionDecision,
  options: WriteOptions = {},
): Promise<ContestObjection | undefined> {
  const { data } = await platform.api.POST("/api/v1/contest-objections/{id}/decisions", {
    params: { path: { id }, header: header(options) },
    body: decision,
  });
  return done(data);
}
