/** The operations of programmes. */
package cn.dengyun.programme.rest;
