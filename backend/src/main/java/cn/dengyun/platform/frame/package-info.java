/** What every use case shares: its key, its dry run, its unit of work, its answer (design.md §10). */
package cn.dengyun.platform.frame;
