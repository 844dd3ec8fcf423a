/**
 * Qualifications of providers: an organisation applies for one kind and one calendar year, authorities review it, the
 * public may object, and from what is in force follows whether the provider may offer.
 */
package cn.dengyun.provider.qualification;
