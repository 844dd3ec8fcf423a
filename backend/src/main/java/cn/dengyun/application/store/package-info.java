/** Applications, decisions and the intake log in the database. */
package cn.dengyun.application.store;
