/** The people of an organisation: who they are in it, how they come in and how they leave. */
package cn.dengyun.identity.member;
