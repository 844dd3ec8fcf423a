/** Simulations in the database. */
package cn.dengyun.programme.simulation.store;
