/** Systems of organisations: their credentials and how they get access tokens. */
package cn.dengyun.identity.client;
