/** What an operation declares of itself: it drives the behaviour and the contract alike. */
package cn.dengyun.platform.operation;
