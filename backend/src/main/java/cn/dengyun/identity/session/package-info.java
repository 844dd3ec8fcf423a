/** Staying signed in, signing out, and slowing down who guesses. */
package cn.dengyun.identity.session;
