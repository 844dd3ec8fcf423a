/**
 * The platforms that providers run, open to everybody. The catalogue asks
 * {@link cn.dengyun.provider.site.ProviderPlatformService} on which of them an app may be hosted.
 */
package cn.dengyun.provider.site;
