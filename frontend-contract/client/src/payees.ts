import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type PayeeAccount = components["schemas"]["PayeeAccount"];
export type PayeeAccountRequest = components["schemas"]["PayeeAccountRequest"];
export type PayeeAccountVerification = components["schemas"]["PayeeAccountVerification"];
export type PayeeAccountFilter = Omit<NonNullable<operations["listPayeeAccounts"]["parameters"]["query"]>, "cursor">;

/** Accounts to which organisations are paid, the newest first; numbers are masked. */
export function payeeAccounts(
  platform: Dengyun,
  filter: PayeeAccountFilter = {},
): AsyncGenerator<PayeeAccount, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/payee-accounts", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** An account, and whether it is in force. */
export async function payeeAccount(platform: Dengyun, id: string): Promise<PayeeAccount | undefined> {
  const { data } = await platform.api.GET("/api/v1/payee-accounts/{id}", { params: { path: { id } } });
  return data;
}

/** Says to which account the organisation is to be paid; it counts once finance has verified it. */
export async function proposePayeeAccount(
  platform: Dengyun,
  wanted: PayeeAccountRequest,
  options: WriteOptions = {},
): Promise<PayeeAccount | undefined> {
  const { data } = await platform.api.POST("/api/v1/payee-accounts", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Finance verifies it, and types the number as it stands on the bank's certificate. */
export async function verifyPayeeAccount(
  platform: Dengyun,
  id: string,
  verification: PayeeAccountVerification,
  options: WriteOptions = {},
): Promise<PayeeAccount | undefined> {
  const { data } = await platform.api.POST("/api/v1/payee-accounts/{id}/verifications", {
    params: { path: { id }, header: header(options) },
    body: verification,
  });
  return done(data);
}

/** Finance does not verify it. */
export async function rejectPayeeAccount(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<PayeeAccount | undefined> {
  const { data } = await platform.api.POST("/api/v1/payee-accounts/{id}/rejections", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** The organisation takes it back before it is verified. */
export async function withdrawPayeeAccount(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<PayeeAccount | undefined> {
  const { data } = await platform.api.POST("/api/v1/payee-accounts/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}
