/**
 * The embedded database, what all nodes share through the database, and many small pieces of work in few statements.
 */
package cn.dengyun.platform.database;
