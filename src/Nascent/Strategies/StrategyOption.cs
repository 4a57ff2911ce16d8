namespace Nascent.Strategies;

/// <summary>An option of a strategy: its default stands here and nowhere else.</summary>
/// <param name="Name">The name on the command line, as in <c>--strategy-option population=20</c>.</param>
/// <param name="Default">The value where none is given.</param>
/// <param name="Minimum">The smallest value allowed.</param>
/// <param name="Maximum">The largest value allowed.</param>
/// <param name="Help">One line that says what it does.</param>
public sealed record StrategyOption(string Name, double Default, double Minimum, double Maximum, string Help);
