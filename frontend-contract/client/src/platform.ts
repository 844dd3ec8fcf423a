import createClient, { type Client } from "openapi-fetch";
import type { paths } from "./contract.js";
import { type Credentials, TokenHolder } from "./credentials.js";
import { ProblemError } from "./problems.js";

const NOT_MODIFIED = 304;
const UNAUTHORIZED = 401;
/** The type of a workbook. */
export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** What is sent as a whole; a stream can be sent once. */
const REPEATABLE = ["application/json", "application/merge-patch+json", "text/csv", XLSX];

export interface ConnectOptions {
  /** Address of the platform without a path, `http://localhost:8080` say. */
  baseUrl: string;
  /** Absent for the public operations. */
  credentials?: Credentials;
  /** Language of names and problem texts; Chinese unless told. */
  language?: "zh" | "en";
}

/** A platform to talk to. Every answer that is neither a success nor 304 is thrown as a `ProblemError`. */
export interface Dengyun {
  readonly baseUrl: string;
  /** All operations of the contract, typed: `api.GET("/api/v1/regions/{code}", …)`. */
  readonly api: Client<paths>;
  /** The same as the `fetch` of the platform, with token, language and problems taken care of. */
  readonly fetch: (request: Request) => Promise<Response>;
}

export function connect(options: ConnectOptions): Dengyun {
  const baseUrl = options.baseUrl.replace(/\/+$/, "");
  const language = options.language ?? "zh";
  const { credentials } = options;
  const tokens = credentials === undefined ? undefined : new TokenHolder(() => credentials(baseUrl, language));

  async function send(request: Request): Promise<Response> {
    request.headers.set("Accept-Language", language);
    const isRepeatable = request.body === null || REPEATABLE.includes(request.headers.get("Content-Type") ?? "");
    const repetition = tokens !== undefined && isRepeatable ? request.clone() : undefined;
    const token = await tokens?.current();
    const response = await fetch(authorized(request, token));
    if (response.status === UNAUTHORIZED && token !== undefined) {
      // Whoever sends anew what cannot be repeated here gets another token too.
      tokens?.forget(token);
      if (repetition !== undefined) {
        return checked(await fetch(authorized(repetition, await tokens?.current())));
      }
    }
    return checked(response);
  }

  return { baseUrl, api: createClient<paths>({ baseUrl, fetch: send }), fetch: send };
}

function authorized(request: Request, token: string | undefined): Request {
  if (token !== undefined) {
    request.headers.set("Authorization", `Bearer ${token}`);
  }
  return request;
}

async function checked(response: Response): Promise<Response> {
  if (response.ok || response.status === NOT_MODIFIED) {
    return response;
  }
  throw await ProblemError.from(response);
}
