/** The embedded database and what all nodes share through the database. */
package cn.dengyun.platform.database;
