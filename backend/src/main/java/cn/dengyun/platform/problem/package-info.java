/** Every answer that is not a success, as RFC 9457 problem details in two languages. */
package cn.dengyun.platform.problem;
