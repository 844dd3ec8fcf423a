/** The addresses of the Excel door. */
package cn.dengyun.sheet.rest;
