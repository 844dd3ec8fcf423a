/**
 * One violation of each rule, so that every rule can be seen to fail.
 *
 * <p>No class here carries {@code @Path}, {@code @Entity} or a scope: none of them becomes part of a running platform.
 */
package cn.dengyun.architecture.planted;
