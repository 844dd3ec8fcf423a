/** What everybody can find: slices bring it, the search over everything asks all of them. */
package cn.dengyun.platform.search;
