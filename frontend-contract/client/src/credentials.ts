import type { components } from "./contract.js";
import { ProblemError } from "./problems.js";

/** A token and when it ends, by the clock of this machine. */
export interface Token {
  readonly value: string;
  readonly endsAt: number;
}

/** How to get an access token. */
export type Credentials = (baseUrl: string, language: string) => Promise<Token>;

/** The credentials of a system: an API client of a provider or an enterprise. */
export function clientCredentials(clientId: string, clientSecret: string, scope?: string): Credentials {
  return async (baseUrl, language) => {
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
    });
    if (scope !== undefined) {
      form.set("scope", scope);
    }
    const token = await ask<components["schemas"]["AccessToken"]>(`${baseUrl}/api/v1/oauth/token`, language, form);
    return lasting(token.access_token, token.expires_in);
  };
}

/** The credentials of a person. */
export function password(username: string, password: string): Credentials {
  return async (baseUrl, language) => {
    const request: components["schemas"]["SessionRequest"] = { username, password };
    const session = await ask<components["schemas"]["Session"]>(
      `${baseUrl}/api/v1/sessions`,
      language,
      JSON.stringify(request),
      "application/json",
    );
    return lasting(session.accessToken, session.expiresIn);
  };
}

/** Holds one token, gets the next in time, and asks once however many requests wait for it. */
export class TokenHolder {
  /** A token that is about to end may end on the way. */
  private static readonly MARGIN_MILLIS = 30_000;

  private token: Token | undefined;
  private waiting: Promise<Token> | undefined;

  constructor(private readonly fetchToken: () => Promise<Token>) {}

  async current(): Promise<string> {
    if (this.token !== undefined && Date.now() < this.token.endsAt - TokenHolder.MARGIN_MILLIS) {
      return this.token.value;
    }
    this.waiting ??= this.fetchToken().finally(() => {
      this.waiting = undefined;
    });
    this.token = await this.waiting;
    return this.token.value;
  }

  /** Drops a token that the platform refused. */
  forget(refused: string): void {
    if (this.token?.value === refused) {
      this.token = undefined;
    }
  }
}

function lasting(value: string, seconds: number): Token {
  return { value, endsAt: Date.now() + seconds * 1_000 };
}

async function ask<T>(url: string, language: string, body: string | URLSearchParams, type?: string): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json", "Accept-Language": language };
  if (type !== undefined) {
    headers["Content-Type"] = type;
  }
  const response = await fetch(url, { method: "POST", headers, body });
  if (!response.ok) {
    throw await ProblemError.from(response);
  }
  return (await response.json()) as T;
}
