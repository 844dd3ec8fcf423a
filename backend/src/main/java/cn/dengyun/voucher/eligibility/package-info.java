/**
 * What the rules of a programme would say to an enterprise, before it applies: nothing is stored and nothing is held.
 */
package cn.dengyun.voucher.eligibility;
