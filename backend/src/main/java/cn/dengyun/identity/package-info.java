/**
 * Organisations, the accounts of their people, the API clients of their systems, and the access tokens both work with.
 * Other slices use {@link cn.dengyun.identity.organization.OrganizationService}; who is calling they learn from
 * {@code platform.security}.
 */
package cn.dengyun.identity;
