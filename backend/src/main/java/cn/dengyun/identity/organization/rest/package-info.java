/** The addresses of organisations and their certifications. */
package cn.dengyun.identity.organization.rest;
