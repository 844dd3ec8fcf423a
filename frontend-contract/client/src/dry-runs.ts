import type { components } from "./contract.js";
import type { FieldProblem, Problem } from "./problems.js";

type DryRun = components["schemas"]["DryRun"];

/** What an operation would do, asked with `validateOnly: true`; nothing of it has happened. */
export interface Foreseen<T> {
  /** What it would answer; undefined when it would be refused. */
  would: Partial<T> | undefined;
  /** Why it would be refused; empty when it would succeed. */
  refusals: readonly Problem[];
  /** All that is wrong or missing, with the place of each. */
  defects: readonly FieldProblem[];
}

/** Reads the answer of an operation that was asked with `validateOnly: true`. Throws when it was not. */
export function foreseen<T>(answer: T | DryRun | undefined): Foreseen<T> {
  if (!isDryRun(answer)) {
    throw new TypeError("this was no dry run: ask with validateOnly: true");
  }
  return {
    would: answer.would ?? undefined,
    refusals: answer.refusals,
    defects: answer.refusals.flatMap((refusal) => refusal.errors ?? []),
  };
}

/** Reads the answer of an operation that was asked without `validateOnly`. Throws when nothing has happened. */
export function done<T>(answer: T): Exclude<T, DryRun> {
  if (isDryRun(answer)) {
    throw new TypeError("this was a dry run: nothing has happened");
  }
  return answer as Exclude<T, DryRun>;
}

function isDryRun(answer: unknown): answer is DryRun {
  return typeof answer === "object" && answer !== null && "dryRun" in answer && answer.dryRun === true;
}
