/** What can be said of providers without a database: how they stand, and the lifecycles that decide on it. */
package cn.dengyun.provider.domain;
