/**
 * Organisations that offer services. The catalogue asks {@link cn.dengyun.provider.ProviderService} whether a provider
 * may publish, and what it is called.
 */
package cn.dengyun.provider;
