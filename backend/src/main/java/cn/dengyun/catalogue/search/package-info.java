/** Finding offerings: what a text looks like to the search, how a query runs, and the counts beside it. */
package cn.dengyun.catalogue.search;
