/** Data that everybody may have and use: slices bring it, one catalogue names it. */
package cn.dengyun.platform.opendata;
