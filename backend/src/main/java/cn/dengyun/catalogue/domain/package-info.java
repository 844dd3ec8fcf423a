/** The rules of the catalogue: plain Java, nothing waits, logs or touches a database. */
package cn.dengyun.catalogue.domain;
