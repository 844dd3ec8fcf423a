/** The SQL of the catalogue. */
package cn.dengyun.catalogue.store;
