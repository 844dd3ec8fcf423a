/** Signing in, staying signed in, signing out, and slowing down who guesses. */
package cn.dengyun.identity.session;
