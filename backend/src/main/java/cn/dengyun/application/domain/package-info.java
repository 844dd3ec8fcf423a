/** Applications, their lifecycle and who reviews them, free of any framework. */
package cn.dengyun.application.domain;
