/** Compact tokens, their keys, and lists of how things stand: plain Java, as a till without a connection has it. */
package cn.dengyun.platform.signing.domain;
