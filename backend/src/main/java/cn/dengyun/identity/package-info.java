/**
 * Organisations, the accounts of their people, the API clients of their systems, and the access tokens both work with.
 * Registration, certification and freezes are in {@code organization}, acting for others in {@code delegation},
 * accounts and passwords in {@code account}, signing in and out in {@code session}, systems in {@code client}, keys,
 * tokens and their withdrawal in {@code token}, the second factor in {@code factor}, people of an organisation in
 * {@code member}, an issuer of somebody else's in {@code external}. Other slices use
 * {@link cn.dengyun.identity.organization.OrganizationService}; who is calling they learn from
 * {@code platform.security}.
 */
package cn.dengyun.identity;
