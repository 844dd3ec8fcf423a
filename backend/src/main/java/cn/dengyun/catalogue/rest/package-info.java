/** The addresses of the catalogue. */
package cn.dengyun.catalogue.rest;
