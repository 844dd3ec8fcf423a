/**
 * Trying rules on a population before they are approved: the same engine as in reality, over a year of made-up demand.
 * Without floating point and without the platform's random numbers, so that a seed gives the same result everywhere.
 */
package cn.dengyun.policy.domain.simulation;
