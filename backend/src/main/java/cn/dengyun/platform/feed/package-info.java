/** What is told in feeds: slices bring it, the feed of what is published has all of it. */
package cn.dengyun.platform.feed;
