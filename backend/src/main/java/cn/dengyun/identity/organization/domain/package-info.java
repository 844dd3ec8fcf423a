/** What an organisation is, what of it is certified, and who may see how much: plain Java, nothing waits or logs. */
package cn.dengyun.identity.organization.domain;
