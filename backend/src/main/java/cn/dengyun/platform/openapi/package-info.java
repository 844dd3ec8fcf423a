/**
 * Makes the contract whole: what the code of the resources says once and for all (roles, problems, headers, bounds) is
 * written into the OpenAPI document while the platform is built, so that the resources stay readable.
 *
 * <p>Nothing here runs when the platform does. {@code META-INF/openapi.yaml} holds what belongs to no single operation.
 */
package cn.dengyun.platform.openapi;
