/** The form of a case file: the same content is always the same bytes. */
package cn.dengyun.voucher.casefile.domain;
