/** Applications and public notices over HTTP. */
package cn.dengyun.voucher.application.rest;
