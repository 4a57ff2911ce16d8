using System.Text;
using Nascent.Reporting.Texts;

namespace Nascent.Cli.Hosting;

/// <summary>Passes text on with signs in the place of characters that would drive the terminal.</summary>
/// <param name="inner">Where text goes.</param>
internal sealed class VisibleWriter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => inner.Write(value is '\n' or '\r' or '\t' ? value : VisibleText.Of(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        if (value is not null)
            inner.Write(VisibleText.Of(value));
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value) => inner.WriteLine(value is null ? null : VisibleText.Of(value));

    /// <inheritdoc/>
    public override void WriteLine() => inner.WriteLine();

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
