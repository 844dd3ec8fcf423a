/** Records that are kept as one row each: found, listed, made and changed, with what everybody is told of it. */
package cn.dengyun.platform.aggregate;
