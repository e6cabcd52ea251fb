package io.github.lambdaimage.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Pieces of HTML; all text from outside goes through {@link #text}. */
final class Html {

  private Html() {}

  /** Escapes text. */
  static String text(Object text) {
    return String.valueOf(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** The name of a class or method, which may break before its dots on a narrow screen. */
  static String name(String name) {
    return text(name).replace(".", "<wbr>.").replace("::", "<wbr>::");
  }

  static String code(Object text) {
    return "<code>" + text(text) + "</code>";
  }

  /**
   * A section of the page.
   *
   * @param content HTML
   */
  static String section(String id, String heading, String content) {
    return """
        <section id="%s">
        <h2>%s</h2>
        %s</section>
        """
        .formatted(id, text(heading), content);
  }

  /**
   * A list.
   *
   * @param items HTML
   */
  static String list(String kind, List<String> items) {
    return items.stream()
        .map(item -> "<li>" + item + "</li>\n")
        .collect(Collectors.joining("", "<ul class=\"" + kind + "\">\n", "</ul>\n"));
  }

  /**
   * A row with a bar.
   *
   * @param kind of the bar, which decides its colour
   * @param share of the longest bar, 0 to 1
   * @param detail HTML, below the name
   */
  static String bar(String kind, String name, double share, String size, String detail) {
    return """
        <li>
        <span class="name">%s</span><span class="size">%s</span>
        <span class="track"><span class="bar %s" style="width:%s%%"></span></span>
        <span class="detail">%s</span>
        </li>
        """
        .formatted(text(name), text(size), kind, percent(share), detail);
  }

  /** A percentage with as many digits as a screen shows. */
  static String percent(double share) {
    long hundredths = Math.round(10_000 * share);
    return BigDecimal.valueOf(hundredths, 2).toPlainString();
  }
}
