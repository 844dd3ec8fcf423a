/** What slices tell monitoring, which knows none of them: figures, divisions, providers. */
package cn.dengyun.platform.monitoring;
