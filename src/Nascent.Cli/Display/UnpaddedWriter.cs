using System.Text;

namespace Nascent.Cli.Display;

/// <summary>Passes text on without the blanks that tables put at the end of lines.</summary>
/// <param name="output">Where text goes.</param>
internal sealed class UnpaddedWriter(TextWriter output) : TextWriter
{
    private int _blanks;

    /// <inheritdoc/>
    public override Encoding Encoding => output.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (value == ' ')
        {
            _blanks++;
            return;
        }

        if (value is not ('\r' or '\n'))
            output.Write(new string(' ', _blanks));
        _blanks = 0;
        output.Write(value);
    }

    /// <inheritdoc/>
    public override void Flush() => output.Flush();
}
