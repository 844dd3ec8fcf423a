/** Case files over HTTP. */
package cn.dengyun.voucher.casefile.rest;
