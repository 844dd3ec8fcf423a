/** Providers' supervision over HTTP. */
package cn.dengyun.provider.rest;
