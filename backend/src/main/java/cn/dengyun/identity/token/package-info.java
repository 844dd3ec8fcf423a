/** Access tokens: the keys that sign them, what they say, and whose were withdrawn. */
package cn.dengyun.identity.token;
