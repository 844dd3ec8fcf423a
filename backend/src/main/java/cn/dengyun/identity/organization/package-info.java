/**
 * Organisations: registration, what they say about themselves, certification by the authority of their region, freezes.
 * Other slices use {@link cn.dengyun.identity.organization.OrganizationService}.
 */
package cn.dengyun.identity.organization;
