/** Claims over HTTP. */
package cn.dengyun.settlement.claim.rest;
