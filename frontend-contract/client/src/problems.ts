import type { components } from "./contract.js";

export type Problem = components["schemas"]["Problem"];
export type FieldProblem = components["schemas"]["FieldProblem"];

/** An answer that is no success. `problem.code` is stable: decide by it, never by the texts. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(
    readonly problem: Problem,
    /** Seconds to wait before the same request is worth repeating; undefined when repeating is useless. */
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(`${problem.status} ${problem.code}: ${problem.detail} (trace ${problem.traceId})`);
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }

  /** Every defect of the request, not only the first. */
  get defects(): readonly FieldProblem[] {
    return this.problem.errors ?? [];
  }

  /** Reads the refusal that an answer holds, whoever wrote it: a proxy in between may know no problems. */
  static async from(response: Response): Promise<ProblemError> {
    const retryAfter = Number(response.headers.get("Retry-After") ?? Number.NaN);
    const body: unknown = await response.json().catch(() => undefined);
    return new ProblemError(
      isProblemBody(body) ? body : substitute(response, body),
      Number.isFinite(retryAfter) ? retryAfter : undefined,
    );
  }
}

/** Whether something thrown is a refusal of the platform, and one with the given code when that is given. */
export function isProblem(thrown: unknown, code?: string): thrown is ProblemError {
  return thrown instanceof ProblemError && (code === undefined || thrown.code === code);
}

function isProblemBody(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "traceId" in body;
}

/** The token endpoint speaks RFC 6749, whose `error` takes the place of the code. */
function substitute(response: Response, body: unknown): Problem {
  const error = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  return {
    type: "about:blank",
    title: response.statusText,
    status: response.status,
    detail: text(error["error_description"]) ?? response.statusText,
    instance: new URL(response.url).pathname,
    code: text(error["error"]) ?? "unknown",
    traceId: response.headers.get("Trace-Id") ?? "",
    retryable: response.status === 429 || response.status === 503,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
