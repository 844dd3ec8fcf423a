/** What rests on clauses of published policies, and who publishes them: neither knows the other's slice. */
package cn.dengyun.platform.citation;
