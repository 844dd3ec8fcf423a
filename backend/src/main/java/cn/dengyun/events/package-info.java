/** The events of the platform as CloudEvents, for those who want to know. Flat: it reads what others wrote. */
package cn.dengyun.events;
