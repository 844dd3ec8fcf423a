/**
 * How a voucher stands: asked by phones all day, told as it changes, and proven offline by a credential that is good
 * for minutes and one presentation.
 */
package cn.dengyun.voucher.status;
