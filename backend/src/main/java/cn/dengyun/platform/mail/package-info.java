/** E-mail: written with what gives rise to it, sent afterwards. */
package cn.dengyun.platform.mail;
