package org.gradus.document;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as safe HTML: HTML in it is shown as it is written, images are named and not loaded. */
final class MarkdownPage {

  private static final List<Extension> TABLES = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
  private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
      .extensions(TABLES)
      .escapeHtml(true)
      .sanitizeUrls(true)
      .attributeProviderFactory(_ -> MarkdownPage::attributes)
      .nodeRendererFactory(Quiet::new)
      .build();

  /** Titles of documents stand below the title of the page and the name of the file. */
  private static final int HEADINGS_BELOW = 2;

  private MarkdownPage() {}

  static String html(String markdown) {
    var tree = PARSER.parse(markdown);
    tree.accept(new AbstractVisitor() {
      @Override
      public void visit(Heading heading) {
        heading.setLevel(Math.min(6, heading.getLevel() + HEADINGS_BELOW));
        visitChildren(heading);
      }
    });
    return RENDERER.render(tree);
  }

  private static void attributes(Node node, String tag, Map<String, String> attributes) {
    attributes.remove("title");
    if (tag.equals("pre") || tag.equals("table")) {
      attributes.put("tabindex", "0"); // it may be wider than the page: then the keyboard has to reach it
    }
    if (node instanceof Link) {
      attributes.put("rel", "nofollow noreferrer");
    }
    var align = attributes.remove("align");
    if (align != null) {
      attributes.put("style", "text-align:" + (align.equals("right") ? "right" : align.equals("center") ? "center" : "left"));
    }
  }

  /** Images, of which only the description is shown, and the one element of HTML that is let through. */
  private record Quiet(HtmlNodeRendererContext context) implements NodeRenderer {
    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Image.class, HtmlInline.class);
    }

    @Override
    public void render(Node node) {
      var out = context.getWriter();
      if (node instanceof HtmlInline html) {
        if (html.getLiteral().matches("(?i)<br\\s*/?>")) {
          out.tag("br", Map.of(), true);
        } else {
          out.text(html.getLiteral());
        }
        return;
      }
      out.text("[picture");
      if (node.getFirstChild() != null) {
        out.text(": ");
      }
      for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
        context.render(child);
      }
      out.text("]");
    }
  }
}
