/** What is suspicious about a request (domain.md §4): pure functions of facts that the caller has gathered. */
package cn.dengyun.policy.domain.fraud;
