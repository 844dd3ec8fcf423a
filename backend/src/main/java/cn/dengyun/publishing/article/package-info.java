/** Articles (信息发布): what offices tell everybody, in editions, from a moment on until another. */
package cn.dengyun.publishing.article;
