/** The search over everything that everybody can find, in one request. */
package cn.dengyun.publishing.search;
