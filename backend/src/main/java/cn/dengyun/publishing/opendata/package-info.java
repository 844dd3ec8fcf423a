/** What data the platform publishes, and where (ADR 0093). */
package cn.dengyun.publishing.opendata;
