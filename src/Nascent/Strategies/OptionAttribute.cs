using System.Runtime.CompilerServices;

namespace Nascent.Strategies;

/// <summary>Makes a property of an options record an option: its initialiser is the default, and its name in camel case is the option's name.</summary>
/// <remarks>
/// The property is an <see cref="int"/>, a <see cref="double"/>, a <see cref="bool"/> or an enum, with <c>get</c> and <c>init</c>. On the command line, in journals and in the
/// documentation all are numbers: 0 or 1 for a <see cref="bool"/>, the number of the member for an enum.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute : Attribute
{
    /// <summary>An option that is a number.</summary>
    /// <param name="minimum">The smallest value allowed.</param>
    /// <param name="maximum">The largest value allowed.</param>
    /// <param name="help">One line that says what it means.</param>
    /// <param name="line">Left to the compiler: options are listed as they are written.</param>
    public OptionAttribute(double minimum, double maximum, string help, [CallerLineNumber] int line = 0) =>
        (Range, Help, Line) = ((minimum, maximum), help, line);

    /// <summary>An option that is a <see cref="bool"/> or an enum.</summary>
    /// <param name="help">One line that says what each number means.</param>
    /// <param name="line">Left to the compiler: options are listed as they are written.</param>
    public OptionAttribute(string help, [CallerLineNumber] int line = 0) => (Help, Line) = (help, line);

    /// <summary>What it means.</summary>
    public string Help { get; }

    /// <summary>The smallest and the largest value; null where the type says it.</summary>
    internal (double Minimum, double Maximum)? Range { get; }

    /// <summary>Its place in the file.</summary>
    internal int Line { get; }
}
