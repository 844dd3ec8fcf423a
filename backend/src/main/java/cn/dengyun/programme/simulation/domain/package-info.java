/** Simulations as they are on record. */
package cn.dengyun.programme.simulation.domain;
