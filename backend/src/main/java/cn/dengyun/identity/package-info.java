/**
 * Organisations, the accounts of their people, the API clients of their systems, and the access tokens both work with.
 * Accounts and passwords are in {@code account}, signing in and out in {@code session}, systems in {@code client},
 * keys, tokens and their withdrawal in {@code token}. Other slices use {@link cn.dengyun.identity.OrganizationService};
 * who is calling they learn from {@code platform.security}.
 */
package cn.dengyun.identity;
