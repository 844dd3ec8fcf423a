/**
 * People whom an OpenID Connect issuer signs in. Where one is configured the built-in sign-in is off; API clients still
 * get their tokens here.
 */
package cn.dengyun.identity.external;
