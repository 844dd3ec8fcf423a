/** Applications and public notices over HTTP. */
package cn.dengyun.application.rest;
