package cn.dengyun.application.domain;

/** What a line of an application costs since its price fell, in fen. */
public record CutPrice(long inclTaxFen, long exTaxFen) {}
