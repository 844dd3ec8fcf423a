/** Organisations and their certifications in the database. */
package cn.dengyun.identity.organization.store;
