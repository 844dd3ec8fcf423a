/** Claims, their lifecycle and what the rules say of them. */
package cn.dengyun.settlement.claim.domain;
