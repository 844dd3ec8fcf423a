/**
 * Certificates that enterprises show, of whatever kind: one set of keys, one status list and one address at which
 * everybody looks a code up. What a certificate says is up to the slice that issues it, a
 * {@link cn.dengyun.adoption.certificate.CertificateSource}.
 */
package cn.dengyun.adoption.certificate;
