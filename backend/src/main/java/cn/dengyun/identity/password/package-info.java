/** Own passwords: changed, forgotten and set anew; whoever sets one ends the other sessions of the account. */
package cn.dengyun.identity.password;
