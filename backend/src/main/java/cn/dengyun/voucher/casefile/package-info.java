/** Everything on the case of a voucher in one signed file, verifiable without the platform. */
package cn.dengyun.voucher.casefile;
