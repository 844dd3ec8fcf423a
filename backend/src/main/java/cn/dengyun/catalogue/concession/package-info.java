/** Concessions (免费试用、降价): what a provider gives every enterprise that moves to the cloud, agreed with the province. */
package cn.dengyun.catalogue.concession;
