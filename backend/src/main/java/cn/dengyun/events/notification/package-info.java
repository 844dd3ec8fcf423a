/** What people are told of the events that concern them, on the platform and by e-mail. */
package cn.dengyun.events.notification;
