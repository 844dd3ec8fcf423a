/** Signing in with name, password and second factor; what begins is a session. */
package cn.dengyun.identity.signin;
