/** Simulations over HTTP. */
package cn.dengyun.programme.simulation.rest;
