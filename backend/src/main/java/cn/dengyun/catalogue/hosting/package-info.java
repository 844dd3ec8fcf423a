/** On which platforms industrial apps are hosted: said by one side, confirmed by the other, one at a time, all kept. */
package cn.dengyun.catalogue.hosting;
