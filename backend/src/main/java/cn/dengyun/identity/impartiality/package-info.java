/** Who may judge others, and what links them with whom. */
package cn.dengyun.identity.impartiality;
