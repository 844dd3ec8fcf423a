/**
 * Simulations of rules before anybody approves them: who asks, on which population, and what came out. The simulation
 * itself is pure and stands in {@link cn.dengyun.policy.domain.simulation.Simulation}.
 */
package cn.dengyun.programme.simulation;
