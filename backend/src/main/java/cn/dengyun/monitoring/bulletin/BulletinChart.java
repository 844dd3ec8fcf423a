package cn.dengyun.monitoring.bulletin;

import cn.dengyun.monitoring.bulletin.BulletinFigures.Item;
import cn.dengyun.monitoring.bulletin.BulletinFigures.Row;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.CategoryItemLabelGenerator;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The units of one indicator as bars, the largest first; so narrow that a telephone shows it as it is, and black on
 * white, so that it can be printed. Amounts are in units of ten thousand yuan.
 */
final class BulletinChart {

    static final int WIDTH = 360;

    private static final int HEAD = 70;
    private static final int BAR = 22;
    private static final float TEXT = 12;
    private static final float TITLE = 14;
    private static final double ROOM_FOR_LABELS = 0.25;
    private static final double GAP_OF_BARS = 0.3;
    private static final double FEN_OF_TEN_THOUSAND_YUAN = 1_000_000;
    private static final String SERIES = "";
    private static final Color BLUE = new Color(0x1F5FA8);
    private static final Color GREY = new Color(0xC8C8C8);
    private static final String SVG = "http://www.w3.org/2000/svg";

    private final Item item;
    private final String title;
    private final List<Row> rows;

    BulletinChart(Item item, String span) {
        this.item = item;
        this.title = item.nameZh() + "（" + span + (item.ofAmounts() ? "，万元）" : "）");
        this.rows = item.units().stream()
                .sorted(Comparator.comparingLong((Row row) -> row.value() == null ? -1 : row.value())
                        .reversed()
                        .thenComparing(Row::regionCode))
                .toList();
    }

    String title() {
        return title;
    }

    int height() {
        return HEAD + BAR * rows.size();
    }

    /** Its texts are texts, in whatever font of Chinese the reader has. */
    String svg() {
        Document document = GenericDOMImplementation.getDOMImplementation().createDocument(SVG, "svg", null);
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(WIDTH, height()));
        draw(graphics, new Font(Font.SANS_SERIF, Font.PLAIN, 1));
        Element root = graphics.getRoot();
        root.setAttributeNS(null, "viewBox", "0 0 " + WIDTH + " " + height());
        root.setAttributeNS(null, "role", "img");
        root.setAttributeNS(null, "aria-label", title);
        StringWriter text = new StringWriter();
        try {
            graphics.stream(root, text, true, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** @param font whose characters are measured, or drawn, in whatever size */
    void draw(Graphics2D graphics, Font font) {
        chart(font).draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height()));
    }

    private JFreeChart chart(Font font) {
        Font text = font.deriveFont(TEXT);
        JFreeChart chart =
                ChartFactory.createBarChart(title, null, null, data(), PlotOrientation.HORIZONTAL, false, false, false);
        chart.getTitle().setFont(font.deriveFont(Font.BOLD, TITLE));
        chart.setBackgroundPaint(Color.WHITE);
        CategoryPlot plot = chart.getCategoryPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(GREY);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        CategoryAxis names = plot.getDomainAxis();
        names.setTickLabelFont(text);
        names.setLowerMargin(0);
        names.setUpperMargin(0);
        names.setCategoryMargin(GAP_OF_BARS);
        NumberAxis values = (NumberAxis) plot.getRangeAxis();
        values.setTickLabelFont(text);
        values.setUpperMargin(ROOM_FOR_LABELS);
        if (!item.ofAmounts()) {
            values.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        }
        BarRenderer bars = (BarRenderer) plot.getRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, BLUE);
        bars.setDefaultItemLabelsVisible(true);
        bars.setDefaultItemLabelFont(text);
        bars.setDefaultItemLabelGenerator(labels());
        return chart;
    }

    private CategoryDataset data() {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        for (Row row : rows) {
            double value = row.value() == null ? 0 : row.value();
            data.addValue(item.ofAmounts() ? value / FEN_OF_TEN_THOUSAND_YUAN : value, SERIES, row.nameZh());
        }
        return data;
    }

    private CategoryItemLabelGenerator labels() {
        return new StandardCategoryItemLabelGenerator() {
            @Override
            public String generateLabel(CategoryDataset data, int series, int category) {
                Row row = rows.get(category);
                if (row.value() != null) {
                    return super.generateLabel(data, series, category);
                }
                return row.isProtected() ? BulletinWords.PROTECTED : BulletinWords.NONE;
            }
        };
    }
}
