/** Pilot enterprises (试点企业): which enterprise a city connects first, with which provider, and what came of it. */
package cn.dengyun.monitoring.pilot;
