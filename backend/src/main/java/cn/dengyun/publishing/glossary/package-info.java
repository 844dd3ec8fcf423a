/** The glossary (名词解释): what the words of the plan are taken to mean here. */
package cn.dengyun.publishing.glossary;
