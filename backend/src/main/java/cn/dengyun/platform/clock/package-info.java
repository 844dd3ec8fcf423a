/** What time it is: on the platform, and on the wall. */
package cn.dengyun.platform.clock;
