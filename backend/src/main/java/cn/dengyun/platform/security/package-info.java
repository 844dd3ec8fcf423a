/**
 * Who is calling: verifies access tokens and tells the slices the {@link cn.dengyun.shared.Actor}. It knows no slice;
 * who issues tokens says through {@link cn.dengyun.platform.security.TokenTrust} which keys and which subjects to
 * trust.
 */
package cn.dengyun.platform.security;
