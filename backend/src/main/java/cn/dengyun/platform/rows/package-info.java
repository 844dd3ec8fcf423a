/** Between rows of the database and records: what statements are given and what they answer, written once. */
package cn.dengyun.platform.rows;
