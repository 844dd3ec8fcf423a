/** The second factor: time-based one-time passwords (RFC 6238) and recovery codes for who lost the device. */
package cn.dengyun.identity.factor;
