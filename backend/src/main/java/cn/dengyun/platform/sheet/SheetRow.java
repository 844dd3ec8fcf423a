package cn.dengyun.platform.sheet;

import cn.dengyun.shared.Defect;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A row as its columns read it. What is empty or not sound is null. */
public final class SheetRow {

    private final int number;
    private final Map<String, Object> values = new HashMap<>();
    private final List<Defect> defects = new ArrayList<>();

    SheetRow(int number) {
        this.number = number;
    }

    /** As spreadsheets count, from 1. */
    public int number() {
        return number;
    }

    /** Of a text, a note, a code, and the code of a choice. */
    public String text(SheetColumn column) {
        return (String) values.get(column.name());
    }

    /** Of an integer. */
    public Long number(SheetColumn column) {
        return (Long) values.get(column.name());
    }

    /** Of an amount, in fen. */
    public Long fen(SheetColumn column) {
        return (Long) values.get(column.name());
    }

    public BigDecimal decimal(SheetColumn column) {
        return (BigDecimal) values.get(column.name());
    }

    public LocalDate day(SheetColumn column) {
        return (LocalDate) values.get(column.name());
    }

    /** Of a yes or no. */
    public Boolean flag(SheetColumn column) {
        return (Boolean) values.get(column.name());
    }

    public boolean has(SheetColumn column) {
        return values.containsKey(column.name());
    }

    /** What is wrong with its cells; a row that has any is never carried out. */
    public List<Defect> defects() {
        return List.copyOf(defects);
    }

    void put(SheetColumn column, Object value) {
        values.put(column.name(), value);
    }

    void refuse(Defect defect) {
        defects.add(defect);
    }
}
