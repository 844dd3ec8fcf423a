/** What happens once, when the platform starts. */
package cn.dengyun.platform.startup;
