using Nascent.Reporting.Texts;
using Spectre.Console.Rendering;

namespace Nascent.Cli.Display;

/// <summary>Shows signs in the place of characters that would drive the terminal, in all that a console draws; its own colours and moves stay.</summary>
internal sealed class VisibleRendering : IRenderHook
{
    /// <inheritdoc/>
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) => renderables.Select(renderable => new Visible(renderable));

    private sealed class Visible(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => inner.Render(options, maxWidth).Select(segment =>
            segment.IsControlCode || segment.IsLineBreak || VisibleText.Of(segment.Text) is var text && text == segment.Text ? segment : new Segment(text, segment.Style));
    }
}
