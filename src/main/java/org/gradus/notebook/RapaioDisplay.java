package org.gradus.notebook;

import java.util.List;
import org.gradus.Display;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/** Results in a notebook of the rapaio kernel, which finds this class by its service file: HTML, with the text beside it. */
public final class RapaioDisplay implements DisplayProvider {

  @Override
  public List<DisplayRenderer> getDisplayRenderers() {
    return List.of(new Renderer());
  }

  @Override
  public List<DisplayTransformer> getDisplayTransformers() {
    return List.of();
  }

  private static final class Renderer implements DisplayRenderer {
    @Override
    public Class<?> rendererClass() {
      return Display.class;
    }

    @Override
    public boolean canRender(String mimeType) {
      return mimeType == null || mimeType.isEmpty() || mimeType.equals("text/html") || mimeType.equals("text/plain");
    }

    @Override
    public DisplayData render(String mimeType, Object result) {
      if ("text/plain".equals(mimeType)) {
        return DisplayData.fromText(result.toString());
      }
      var data = DisplayData.fromHtml(((Display) result).html());
      data.putText(result.toString());
      return data;
    }
  }
}
