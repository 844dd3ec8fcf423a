/** The rule engine: pure functions of rules, facts and a moment. Reality, trial, simulation and replay share it. */
package cn.dengyun.policy.domain;
